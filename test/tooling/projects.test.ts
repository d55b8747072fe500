import { readdirSync, readFileSync } from 'node:fs';
import { matchesGlob, join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { BUILT_PROJECTS, namedFiles, patternsOf, projectOf, PROJECTS } from '../../build/test-projects.mjs';

const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .map((path) => `test/${path.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts') && !path.startsWith('test/fixtures/'));

it('runs every test, in one project each', () => {
  const projects = tests.map((file) => ({
    file,
    project: PROJECTS.filter((project) => {
      const { include, exclude } = patternsOf(project);
      const matches = (pattern: string): boolean => matchesGlob(file, pattern);
      return include.some(matches) && !exclude.some(matches);
    }),
  }));
  expect(tests.length).toBeGreaterThan(150);
  expect(projects.filter(({ project }) => project.length !== 1)).toEqual([]);
  for (const { file, project } of projects) expect(project, file).toEqual([projectOf(file)]);
});

it('names no test that is gone', () => {
  expect(namedFiles().filter((file) => !tests.includes(file))).toEqual([]);
});

it('knows no project for a folder that nobody thought of', () => {
  expect(projectOf('test/nobody/nodes.test.ts')).toBeUndefined();
  expect(projectOf('test/constructor/x.test.ts')).toBeUndefined();
  expect(projectOf('test/e2e/hosts.e2e.test.ts')).toBe('window');
});

it('builds before tests that start the command line or the browser host', () => {
  const starting = /from '(?:\.\.\/cli\/support|\.\/cli-support|\.\.\/support\/serve)\.ts'/;
  const found = tests.filter((file) => starting.test(readFileSync(join(root, file), 'utf8')));
  expect(found.length).toBeGreaterThan(5);
  const built: readonly unknown[] = BUILT_PROJECTS;
  expect(found.filter((file) => !built.includes(projectOf(file)))).toEqual([]);
});
