import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  chmodSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { cacheFolder } from '../../build/demo/cache-folder.mjs';
import { makeDemo } from '../../build/demo/make-demo.mjs';
import { root } from '../../build/paths.mjs';
import { cacheFolder as cacheFolderOfRegistry } from '../../electron/registry/index/location.ts';
import { canRemakeDemo, remakeDemo } from '../../electron/worker/demo.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { scanned, ungraced } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

const recipe = join(root, 'build', 'demo', 'recipe.json');
const fixtures = join(root, 'test', 'fixtures');

/** A recipe of two files, whose source a test may change. */
function smallDemo() {
  const folder = temporaryFolder();
  const source = join(folder, 'fixtures', 'some', 'workspace', 'runs', 'a.txt');
  mkdirSync(dirname(source), { recursive: true });
  writeFileSync(source, 'as it was');
  const file = join(folder, 'recipe.json');
  writeFileSync(file, JSON.stringify({ some: { 'runs/a.txt': '2026-01-02T08:00:00.254Z' } }));
  return { recipe: file, fixtures: join(folder, 'fixtures'), cache: join(folder, 'cache'), source };
}

it('shows orphans, exports that keep files, a missing file, branches, stacking and several datasets', () => {
  const demo = makeDemo({ recipe, fixtures, cache: temporaryFolder() });
  expect(basename(demo)).toBe('nirs4all-demo');
  const workspace = scanned(demo);
  const context = ungraced(workspace.index);
  const { totals, by_type, by_dataset, unreadable } = complete(statistics(context));
  expect(totals).toMatchObject({ orphan_files: 26, missing_files: 1, undecided_files: 0, manifests: 47 });
  expect(by_type['meta_model']?.records).toBe(27);
  expect(Object.keys(by_dataset)).toEqual(expect.arrayContaining(['wheat', 'sugar', 'corn', 'two_sensors']));
  expect(unreadable).toEqual([]);
  const kept = listFiles(context).find(({ path }) =>
    path.endsWith('KNeighborsRegressor_0b9eb6fe0736.joblib'),
  );
  expect(kept?.status, 'only a library entry names it').toBe('referenced');
  const manifest = readFileSync(join(demo, 'runs/wheat/0002_nested_b52e69/manifest.yaml'), 'utf8');
  expect(/branch_path:\n +- \d\n +- \d\n/.test(manifest), 'a branch within a branch').toBe(true);
  workspace.close();
});

it('gives every file its recorded time, and only copies files', () => {
  const demo = makeDemo({ recipe, fixtures, cache: temporaryFolder() });
  const wanted = JSON.parse(readFileSync(recipe, 'utf8')) as Record<string, Record<string, string>>;
  const paths = new Set<string>();
  for (const [fixture, files] of Object.entries(wanted)) {
    for (const [path, time] of Object.entries(files)) {
      expect(paths.has(path), path).toBe(false);
      paths.add(path);
      expect(statSync(join(demo, path)).mtime.toISOString(), path).toBe(time);
      const original = readFileSync(join(fixtures, fixture, 'workspace', path));
      expect(readFileSync(join(demo, path)).equals(original), path).toBe(true);
    }
  }
  const present = readdirSync(demo, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  expect(present).toHaveLength(paths.size);
});

it('leaves what somebody did to the demo', () => {
  const from = smallDemo();
  const demo = makeDemo(from);
  rmSync(join(demo, 'runs', 'a.txt'));
  expect(makeDemo(from)).toBe(demo);
  expect(existsSync(join(demo, 'runs', 'a.txt'))).toBe(false);
});

it('makes another one from another recipe, and keeps the first', () => {
  const from = smallDemo();
  const first = makeDemo(from);
  writeFileSync(from.recipe, JSON.stringify({ some: { 'runs/a.txt': '2026-02-02T08:00:00.254Z' } }));
  const second = makeDemo(from);
  expect(second).not.toBe(first);
  expect(existsSync(first)).toBe(true);
});

it('leaves nothing behind that looks like a demo when it fails halfway', () => {
  const from = smallDemo();
  rmSync(from.source);
  expect(() => makeDemo(from)).toThrow('ENOENT');
  expect(readdirSync(join(from.cache, 'demo'))).toEqual([]);
});

it('makes the workspace again where only it was deleted', () => {
  const from = smallDemo();
  const demo = makeDemo(from);
  rmSync(demo, { recursive: true });
  expect(makeDemo(from)).toBe(demo);
  expect(readFileSync(join(demo, 'runs', 'a.txt'), 'utf8')).toBe('as it was');
});

it('can be written to when the source could not', () => {
  const from = smallDemo();
  chmodSync(from.source, 0o444);
  const demo = makeDemo(from);
  expect(statSync(join(demo, 'runs', 'a.txt')).mode & 0o200).toBe(0o200);
});

it.each([
  {},
  { STEMMA_CACHE: '/somewhere' },
  { STEMMA_CACHE: '' },
  { XDG_CACHE_HOME: '/xdg' },
  { LOCALAPPDATA: 'C:\\a' },
])('uses the folder that the registry uses, with %j', (env) => {
  expect(cacheFolder({ platform: process.platform, env })).toBe(cacheFolderOfRegistry(env));
});

it('is made anew as it was at first, whatever was done to it', () => {
  const from = smallDemo();
  const demo = makeDemo(from);
  expect(canRemakeDemo(demo)).toBe(true);
  writeFileSync(join(demo, 'runs', 'a.txt'), 'broken');
  mkdirSync(join(demo, '.stemma', 'trash'), { recursive: true });
  expect(remakeDemo(demo)).toEqual({ ok: true, value: null });
  expect(readFileSync(join(demo, 'runs', 'a.txt'), 'utf8')).toBe('as it was');
  expect(statSync(join(demo, 'runs', 'a.txt')).mtime.toISOString()).toBe('2026-01-02T08:00:00.254Z');
  expect(readdirSync(demo)).toEqual(['runs']);
  expect(readdirSync(dirname(demo))).toEqual([basename(demo)]);
  rmSync(demo, { recursive: true });
  expect(remakeDemo(demo).ok).toBe(true);
  expect(existsSync(join(demo, 'runs', 'a.txt'))).toBe(true);
});

it('is the only workspace that can be made anew', () => {
  const folder = join(temporaryFolder(), 'demo', 'mine', 'nirs4all-demo');
  mkdirSync(join(folder, 'runs'), { recursive: true });
  expect(canRemakeDemo(folder)).toBe(false);
  expect(remakeDemo(folder).ok).toBe(false);
  expect(existsSync(join(folder, 'runs'))).toBe(true);
});
