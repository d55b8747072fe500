import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listPackage } from '@electron/asar';
import { load } from 'js-yaml';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { run } from '../../build/run.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

const config = load(readFileSync(join(root, 'build', 'electron-builder.yml'), 'utf8')) as Record<
  string,
  unknown
>;

/** What stands in for Electron's own folder, which can't be had everywhere: only the names that the packer looks for. */
function standIn(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'resources'));
  mkdirSync(join(folder, 'locales'));
  for (const name of ['electron', 'LICENSE', 'LICENSES.chromium.html', 'version', 'resources.pak']) {
    writeFileSync(join(folder, name), '');
  }
  chmodSync(join(folder, 'electron'), 0o755);
  return folder;
}

/** All that may be in the package, folders aside. */
const ALLOWED = [
  /^\/package\.json$/,
  /^\/LICENSE$/,
  /^\/out\/main\/(?:main|core-thread|job-thread|reading-thread)\.cjs$/,
  /^\/out\/main\/[a-z-]+-[\w-]{8}\.cjs$/,
  /^\/out\/preload\/preload\.cjs$/,
  /^\/out\/renderer\/index\.html$/,
  /^\/out\/renderer\/assets\/[\w-]+-[\w-]{8}\.(?:js|css|svg|woff2)$/,
  /^\/node_modules\/better-sqlite3\/(?:package\.json|LICENSE|lib\/[\w/-]+\.js)$/,
  new RegExp(`^/node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}\\.node$`),
];

/** What the app does not start without. */
const NEEDED = [
  '/package.json',
  '/LICENSE',
  '/out/main/main.cjs',
  '/out/main/core-thread.cjs',
  '/out/main/job-thread.cjs',
  '/out/main/reading-thread.cjs',
  '/out/preload/preload.cjs',
  '/out/renderer/index.html',
  '/node_modules/better-sqlite3/lib/index.js',
  `/node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`,
];

// The stand-in has the shape of Electron for Linux.
const isLinux = process.platform === 'linux';
if (!isLinux)
  process.stderr.write('Skipped: packing with a stand-in for Electron is tested on Linux alone.\n');

describe.skipIf(!isLinux)('the packed app', () => {
  let files: string[] = [];
  let resources = '';

  beforeAll(async () => {
    const output = temporaryFolder();
    // A stand-in has no fuses to set.
    const { electronFuses: _fuses, ...rest } = config;
    const file = join(output, 'config.json');
    writeFileSync(file, JSON.stringify({ ...rest, electronDist: standIn(), directories: { output } }));
    const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
    const args = [builder, '--config', file, '--dir', '--publish', 'never'];
    const packed = await run(process.execPath, args, { cwd: root });
    if (packed.code !== 0) throw new Error(packed.output);
    resources = join(output, 'linux-unpacked', 'resources');
    files = listPackage(join(resources, 'app.asar'), { isPack: false }).map((name) =>
      name.replaceAll('\\', '/'),
    );
  }, 120_000);

  it('has all that it needs', () => {
    expect(files).toEqual(expect.arrayContaining(NEEDED));
  });

  it('has nothing else', () => {
    const leaves = files.filter((file) => !files.some((other) => other.startsWith(`${file}/`)));
    expect(leaves.filter((file) => !ALLOWED.some((pattern) => pattern.test(file)))).toEqual([]);
  });

  it('runs its core from outside the archive, with the native binary', async () => {
    const thread = join(resources, 'app.asar.unpacked', 'out', 'main', 'core-thread.cjs');
    const script = `
      const { Worker } = require('node:worker_threads');
      const worker = new Worker(${JSON.stringify(thread)}, { workerData: { cache: null } });
      worker.on('message', (message) => { console.log(JSON.stringify(message)); void worker.terminate(); });
      worker.postMessage({ type: 'open', request: 1, open: { path: '/nowhere', graceMs: 0 } });`;
    const { output } = await run(process.execPath, ['-e', script]);
    expect(JSON.parse(output)).toMatchObject({
      type: 'opened',
      result: { error: { code: 'NO_SUCH_FOLDER' } },
    });
  });
});

describe('the fuses', () => {
  it('leave no way to run other code as Stemma', () => {
    expect(config['electronFuses']).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
    });
  });
});
