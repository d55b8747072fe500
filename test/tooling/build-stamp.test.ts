import { mkdirSync, rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { expect, it } from 'vitest';
import { hashInputs, isBuilt, recordBuild } from '../../build/build-stamp.mjs';
import { outputs, root } from '../../build/paths.mjs';
import { makeCheckout, writeIn } from './checkout.ts';

/** A checkout that was just built. */
function makeBuilt() {
  const checkout = makeCheckout({
    'shared/domain/a.ts': 'a',
    'electron/cli/main.ts': 'main',
    'renderer/main.tsx': 'page',
    'package-lock.json': '{}',
    'out/cli/stemma.mjs': 'built',
  });
  recordBuild(checkout, hashInputs(checkout));
  return { checkout, bundle: join(checkout, 'out', 'cli', 'stemma.mjs') };
}

it('builds nothing when nothing changed', () => {
  const { checkout, bundle } = makeBuilt();
  writeIn(checkout, 'shared/domain/a.ts', 'a');
  expect(isBuilt(checkout, hashInputs(checkout), [bundle])).toBe(true);
});

it.each([
  ['a source', 'shared/domain/a.ts', 'b'],
  ['a new source', 'electron/registry/index/b.ts', ''],
  ['the page', 'renderer/main.tsx', 'other'],
  ['a new file of the page', 'renderer/index.html', ''],
  ['how it is built', 'build/build-changed.mjs', ''],
  ['the lockfile', 'package-lock.json', '{ }'],
])('builds again when %s changed', (_, path, content) => {
  const { checkout, bundle } = makeBuilt();
  writeIn(checkout, path, content);
  expect(isBuilt(checkout, hashInputs(checkout), [bundle])).toBe(false);
});

it('builds again when a source was renamed', () => {
  const { checkout, bundle } = makeBuilt();
  rmSync(join(checkout, 'shared/domain/a.ts'));
  writeIn(checkout, 'shared/domain/c.ts', 'a');
  expect(isBuilt(checkout, hashInputs(checkout), [bundle])).toBe(false);
});

it('builds again when the output is gone', () => {
  const { checkout, bundle } = makeBuilt();
  rmSync(bundle);
  mkdirSync(join(checkout, 'out', 'cli'), { recursive: true });
  expect(isBuilt(checkout, hashInputs(checkout), [bundle])).toBe(false);
});

it('knows a file of each part that a build makes', () => {
  const parts = outputs.map((file) => relative(root, file).split(sep).join('/'));
  expect(parts).toEqual([
    'out/renderer/index.html',
    'out/cli/stemma.mjs',
    'out/main/main.cjs',
    'out/preload/preload.cjs',
  ]);
});
