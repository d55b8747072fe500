import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixtureWorkspace, stemma, temporaryFolder, type Ended } from './support.ts';

/** Makes looking into a folder slow, and tells when the first is looked into. */
const SLOW = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
  const list = fs.readdirSync; let told = false;
  fs.readdirSync = (...args) => {
    if (!told) fs.writeSync(2, 'looking\\n'); told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 40);
    return list(...args);
  };
  syncBuiltinESMExports();`;

async function interrupted(workspace: string, cache: string, name: NodeJS.Signals): Promise<Ended> {
  return await stemma(['stats', '-w', workspace], {
    env: { STEMMA_CACHE: cache },
    preload: SLOW,
    onStart: (child) => child.stderr?.once('data', () => child.kill(name)),
  });
}

it('a first scan that is interrupted ends with 130 and leaves no index', async () => {
  const workspace = fixtureWorkspace('branches-stacking');
  const cache = temporaryFolder();
  const ended = await interrupted(workspace, cache, 'SIGINT');
  expect(ended).toMatchObject({ code: 130, signal: null, out: '' });
  expect(ended.err).toContain('Interrupted');
  expect(readdirSync(cache)).toEqual([]);
});

it('a later scan that is interrupted leaves the index as it was', async () => {
  const workspace = fixtureWorkspace('branches-stacking');
  const env = { STEMMA_CACHE: temporaryFolder() };
  const count = async (): Promise<unknown> =>
    JSON.parse((await stemma(['stats', '--json', '-w', workspace], { env })).out) as unknown;
  expect(await count()).toMatchObject({ totals: { manifests: 30 } });
  cpSync(join(workspace, 'runs/wheat/0001_branch_0ea2dd'), join(workspace, 'runs/wheat/0099_branch_0ea2dd'), {
    recursive: true,
  });
  expect(await interrupted(workspace, env.STEMMA_CACHE, 'SIGTERM')).toMatchObject({
    code: 130,
    signal: null,
  });
  expect(await count()).toMatchObject({ totals: { manifests: 31, unreadable_manifests: 0 } });
});
