import { expect, it } from 'vitest';
import { watched } from '../../build/watched-tests.mjs';

const FILES = [
  'test/yaml/locate.test.ts',
  'test/clean/moving.test.ts',
  'test/clean/killed.test.ts',
  'test/cli/list.test.ts',
  'test/e2e/views.e2e.test.ts',
];

it('takes projects by their names, and files by words', () => {
  expect(watched(['pure'], FILES)).toEqual({ args: ['--project', 'pure'], rebuilt: [] });
  expect(watched(['yaml/locate'], FILES)).toEqual({ args: ['yaml/locate'], rebuilt: [] });
  expect(watched(['process', 'clean', '--bail=1'], FILES)).toEqual({
    args: ['--project', 'process', 'clean', '--bail=1'],
    rebuilt: ['test/clean/killed.test.ts'],
  });
});

it('knows which run what was built', () => {
  expect(watched([], FILES).rebuilt).toEqual(FILES.slice(2));
  expect(watched(['clean'], FILES).rebuilt).toEqual(['test/clean/killed.test.ts']);
});
