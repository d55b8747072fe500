import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { root } from '../../build/paths.mjs';
import { downloadElectron } from '../../build/start/download-electron.mjs';
import { electronPath, findElectron } from '../../build/start/electron-binary.mjs';
import { recentFailure, rememberFailure } from '../../build/start/failed-download.mjs';
import { findOrDownload } from '../../build/start/find-or-download.mjs';
import { showProgress } from '../../build/start/show-progress.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { zipOf } from './zip.ts';

const version = '99.0.0';
const archiveName = `electron-v${version}-${process.platform}-${process.arch}.zip`;

/** A checkout whose npm package `electron` has no program yet; its unpacker is the real one. */
function makeCheckout() {
  const checkout = temporaryFolder();
  const modules = join(checkout, 'node_modules');
  const folder = join(modules, 'electron');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(checkout, 'package.json'), '{}');
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'electron', version }));
  symlinkSync(
    join(root, 'node_modules', '@electron-internal'),
    join(modules, '@electron-internal'),
    'junction',
  );
  return { checkout, folder, cacheRoot: join(checkout, 'cache') };
}

/** A server on this machine in place of Electron's; returns its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const archive = zipOf({ [electronPath(process.platform)]: 'a program', version: `v${version}` });
const checksums = { [archiveName]: createHash('sha256').update(archive).digest('hex') };

it('downloads, checks and unpacks Electron where its package looks for it, once', async () => {
  const { folder, cacheRoot } = makeCheckout();
  const asked: (string | undefined)[] = [];
  const mirror = await serve(({ url }, response) => {
    asked.push(url);
    response.setHeader('content-length', archive.length).end(archive);
  });
  expect(findElectron(folder)).toBeNull();
  const seen: number[] = [];
  const program = await downloadElectron(folder, {
    mirror,
    cacheRoot,
    checksums,
    onProgress: ({ transferred }) => seen.push(transferred),
  });
  expect(asked).toEqual([`/v${version}/${archiveName}`]);
  expect(readFileSync(program, 'utf8')).toBe('a program');
  expect(findElectron(folder)).toBe(program);
  expect(seen.at(-1)).toBe(archive.length);
});

it('gives up when nothing comes any more, and leaves nothing that looks whole', async () => {
  const { folder, cacheRoot } = makeCheckout();
  const mirror = await serve((_, response) => {
    response.setHeader('content-length', archive.length);
    response.write(archive.subarray(0, 20));
  });
  const download = downloadElectron(folder, { mirror, cacheRoot, checksums, silence: 200 });
  await expect(download).rejects.toThrow('nothing came for');
  expect(findElectron(folder)).toBeNull();
});

it('gives up when no answer comes at all', async () => {
  const { folder, cacheRoot } = makeCheckout();
  const mirror = await serve(() => undefined);
  await expect(downloadElectron(folder, { mirror, cacheRoot, checksums, silence: 200 })).rejects.toThrow(
    'nothing came for',
  );
});

it('waits as long as something comes', async () => {
  const { folder, cacheRoot } = makeCheckout();
  const mirror = await serve((_, response) => {
    response.setHeader('content-length', archive.length);
    let sent = 0;
    const timer = setInterval(() => {
      const next = Math.min(sent + Math.ceil(archive.length / 6), archive.length);
      response.write(archive.subarray(sent, next));
      sent = next;
      if (sent === archive.length) {
        clearInterval(timer);
        response.end();
      }
    }, 100);
  });
  await expect(downloadElectron(folder, { mirror, cacheRoot, checksums, silence: 450 })).resolves.toContain(
    folder,
  );
});

it.each<[string, RequestListener, RegExp]>([
  ['a server that refuses', (_, response) => response.writeHead(403).end('no'), /403/],
  ['another archive than the right one', (_, response) => response.end('x'.repeat(200)), /checksum/i],
])('fails on %s, in one line', async (_, listener, reason) => {
  const { folder, cacheRoot } = makeCheckout();
  const mirror = await serve(listener);
  const failure = await downloadElectron(folder, { mirror, cacheRoot, checksums }).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(Error);
  expect((failure as Error).message).toMatch(reason);
  expect((failure as Error).message).not.toContain('\n');
  expect(findElectron(folder)).toBeNull();
});

it('remembers a failed download for some hours, until it is told to try again', async () => {
  const { checkout, cacheRoot } = makeCheckout();
  let asked = 0;
  const mirror = await serve((_, response) => {
    asked += 1;
    response.writeHead(404).end();
  });
  const lines: string[] = [];
  const options = { log: (line: string) => lines.push(line), download: { mirror, cacheRoot, checksums } };
  const first = await findOrDownload(checkout, { retry: false, ...options });
  expect(first).toMatchObject({ program: null, reason: expect.stringMatching(/failed: .*404/) });
  const second = await findOrDownload(checkout, { retry: false, ...options });
  expect(second).toMatchObject({ program: null, reason: expect.stringContaining('npm start -- --retry') });
  expect(asked).toBe(1);
  await findOrDownload(checkout, { retry: true, ...options });
  expect(asked).toBe(2);
  expect(lines).toHaveLength(2);
});

it('forgets a failure after six hours, and that of another version', () => {
  const { checkout } = makeCheckout();
  rememberFailure(checkout, { version, reason: 'no', atMs: 1000 });
  expect(recentFailure(checkout, { version, nowMs: 2000 })).toBe('no');
  expect(recentFailure(checkout, { version, nowMs: 1000 + 6 * 3_600_000 })).toBeNull();
  expect(recentFailure(checkout, { version: '98.0.0', nowMs: 2000 })).toBeNull();
});

it('is not fooled by an unpacking that was cut off, or by another version', async () => {
  const { folder } = makeCheckout();
  const dist = join(folder, 'dist');
  mkdirSync(dist);
  writeFileSync(join(dist, 'version'), version);
  mkdirSync(join(dist, electronPath(process.platform), '..'), { recursive: true });
  writeFileSync(join(dist, electronPath(process.platform)), '');
  expect(findElectron(folder)).toBeNull();
  writeFileSync(join(folder, 'path.txt'), electronPath(process.platform));
  expect(findElectron(folder)).not.toBeNull();
  writeFileSync(join(dist, 'version'), '98.0.0');
  expect(findElectron(folder)).toBeNull();
});

it('shows progress in one line on a terminal, and in four lines elsewhere', () => {
  const show = (isTTY: boolean) => {
    let text = '';
    const progress = showProgress('Downloading', { isTTY, write: (more: string) => (text += more) });
    for (let transferred = 0; transferred <= 200_000_000; transferred += 1_000_000)
      progress.show({ transferred, total: 200_000_000 });
    progress.end();
    return text;
  };
  expect(show(false)).toBe(
    [0, 25, 50, 75, 100].map((percent) => `Downloading: ${percent} %, ${percent * 2} of 200 MB\n`).join(''),
  );
  expect(show(true).split('\n')).toHaveLength(2);
  expect(show(true)).toContain('\rDownloading: 57 %, 114 of 200 MB');
});
