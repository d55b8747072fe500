import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateWorkspace } from '../bench/generate.ts';
import { stemma, temporaryFolder } from './support.ts';

/** Tells when another thread than the first looks into a folder, and makes that slow. */
const TELLING = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module'; import { isMainThread } from 'node:worker_threads';
  const list = fs.readdirSync; let told = false;
  if (!isMainThread) fs.readdirSync = (...args) => {
    if (!told) fs.writeSync(2, 'looking in a thread\\n'); told = true;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    return list(...args);
  };
  syncBuiltinESMExports();`;

describe('the first scan of a workspace of very many manifests', () => {
  const root = join(temporaryFolder(), 'workspace');
  const summary = generateWorkspace({ out: root, records: 1500, manifests: 1500, copies: 0 });

  it('goes on in a thread, and finds all', async () => {
    const env = { STEMMA_CACHE: temporaryFolder() };
    const stats = async () =>
      await stemma(['stats', '--json', '--grace', '0', '-w', root], { env, preload: TELLING });
    const first = await stats();
    expect(first).toMatchObject({ code: 0, err: 'looking in a thread\n' });
    const { manifests, records, files, orphanFiles: orphan_files } = summary;
    expect(JSON.parse(first.out)).toMatchObject({ totals: { manifests, records, files, orphan_files } });
    // Nothing is left to do in a thread.
    expect(await stats()).toMatchObject({ code: 0, err: '', out: first.out });
  });

  it('ends with 130 when it is interrupted there, and leaves no index', async () => {
    const cache = temporaryFolder();
    const ended = await stemma(['stats', '-w', root], {
      env: { STEMMA_CACHE: cache },
      preload: TELLING,
      onStart: (child) => child.stderr?.once('data', () => child.kill('SIGINT')),
    });
    expect(ended).toMatchObject({ code: 130, signal: null, out: '' });
    expect(ended.err).toContain('Interrupted');
    expect(readdirSync(cache)).toEqual([]);
  });
});
