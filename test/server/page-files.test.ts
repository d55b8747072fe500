import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPageFile } from '../../electron/server/page-files.ts';
import { expectAlwaysAsync, often } from '../support/property.ts';
import { ask, pageFolder, serve, type Answered } from './served.ts';

/** Asks for a file of the page, which needs no token. */
async function get(
  folder: string,
  path: string,
  method = 'GET',
  headers: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  const { server } = await serve({ folder });
  return await ask(server, path, { method, headers });
}

describe('files of the page', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', 'no-store'],
    ['/index.html', 'text/html; charset=utf-8', 'no-store'],
    ['/?anything=1', 'text/html; charset=utf-8', 'no-store'],
    ['/assets/plain.css', 'text/css; charset=utf-8', 'no-store'],
    ['/assets/main-AbC_12-9.js', 'text/javascript; charset=utf-8', 'private, max-age=31536000, immutable'],
    ['/assets/main%2DAbC_12-9.js', 'text/javascript; charset=utf-8', 'no-store'],
  ])('%s', async (path, type, cache) => {
    const { status, headers } = await get(pageFolder(), path);
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-type': type, 'cache-control': cache });
  });

  it('a HEAD is told all but the bytes', async () => {
    const folder = pageFolder();
    const looked = await get(folder, '/', 'HEAD');
    expect(looked).toMatchObject({ status: 200, body: '' });
    expect(looked.headers['content-length']).toBe((await get(folder, '/')).headers['content-length']);
  });

  it('every answer is closed to other sites and to inline scripts', async () => {
    for (const path of ['/', '/nothing']) {
      const { headers } = await get(pageFolder(), path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      const policy = headers['content-security-policy'];
      expect(policy).toMatch(/^default-src 'none'; script-src 'self';/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe|\*/);
    }
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'])('%s is refused', async (method) => {
    expect(await get(pageFolder(), '/', method)).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    });
  });
});

describe('files that lie compressed beside the plain ones', () => {
  const script = '/assets/main-AbC_12-9.js';

  /** What lies compressed is told apart by its text, which nobody unpacks here. */
  function compressedFolder(...extensions: readonly string[]): string {
    const folder = pageFolder();
    for (const extension of extensions) writeFileSync(join(folder, `${script}${extension}`), extension);
    return folder;
  }

  it.each([
    ['gzip, deflate, br, zstd', 'br', '.br'],
    ['gzip', 'gzip', '.gz'],
    ['br;q=0, gzip;q=0.5', 'gzip', '.gz'],
    ['br;q=0.1, gzip;q=1', 'br', '.br'],
    ['GZIP ; Q=1', 'gzip', '.gz'],
    ['*', 'br', '.br'],
    ['br;q=0, *', 'gzip', '.gz'],
  ])('to %s', async (accepted, encoding, body) => {
    const folder = compressedFolder('.br', '.gz');
    expect(await get(folder, script, 'GET', { 'accept-encoding': accepted })).toMatchObject({
      status: 200,
      body,
      headers: {
        'content-encoding': encoding,
        'content-type': 'text/javascript; charset=utf-8',
        'content-length': '3',
        'cache-control': 'private, max-age=31536000, immutable',
        vary: 'accept-encoding',
      },
    });
  });

  it.each(['identity', 'br;q=0, gzip;q=0', '*;q=0', 'deflate', '', 'br;q=nothing', 'brotli'])(
    'not to %j',
    async (accepted) => {
      const folder = compressedFolder('.br', '.gz');
      const { headers, body } = await get(folder, script, 'GET', { 'accept-encoding': accepted });
      expect(headers).not.toHaveProperty('content-encoding');
      expect(headers['vary']).toBe('accept-encoding');
      expect(body).not.toMatch(/^\.(?:br|gz)$/);
    },
  );

  it('only where there is a plain one, and what there is of them', async () => {
    const both = { 'accept-encoding': 'br, gzip' };
    const folder = compressedFolder('.gz');
    writeFileSync(join(folder, 'alone.js.br'), 'alone');
    expect((await get(folder, '/alone.js', 'GET', both)).status).toBe(404);
    expect((await get(folder, script, 'GET', both)).headers['content-encoding']).toBe('gzip');
    expect((await get(folder, '/', 'GET', both)).headers).not.toHaveProperty('content-encoding');
  });

  it('never what a link leads to outside the folder', async () => {
    const folder = compressedFolder();
    writeFileSync(join(dirname(folder), 'secret.txt'), 'secret');
    symlinkSync(join(dirname(folder), 'secret.txt'), join(folder, `${script}.br`));
    const answered = await get(folder, script, 'GET', { 'accept-encoding': 'br' });
    expect(answered.body).not.toContain('secret');
    expect(answered.headers).not.toHaveProperty('content-encoding');
  });
});

describe('what is no file of the page', () => {
  it.each([
    '/nothing',
    '/assets',
    '/assets/',
    '/index.html/',
    '/index.html/more',
    '/..',
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/%252e%252e/secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '//secret.txt',
    '/./index.html',
    '/index.html%00',
    '/%00',
    '/%',
    '/%ff',
    '/index.html:stream',
    '/.hidden',
    '/out.txt',
    '/beside.txt',
    '/linked/secret.txt',
    '/loop',
  ])('%s', async (path) => {
    const folder = pageFolder();
    writeFileSync(join(dirname(folder), 'secret.txt'), 'secret');
    writeFileSync(join(folder, '.hidden'), 'secret');
    mkdirSync(`${folder}-evil`);
    writeFileSync(join(`${folder}-evil`, 'beside.txt'), 'secret');
    symlinkSync(join(dirname(folder), 'secret.txt'), join(folder, 'out.txt'));
    symlinkSync(join(`${folder}-evil`, 'beside.txt'), join(folder, 'beside.txt'));
    symlinkSync(dirname(folder), join(folder, 'linked'));
    symlinkSync('loop', join(folder, 'loop'));
    const answered = await get(folder, path);
    expect(answered.status).toBe(404);
    expect(answered.body).not.toContain('secret');
  });

  it('a whole URL, as for a proxy', async () => {
    expect((await get(pageFolder(), 'http://127.0.0.1/index.html')).status).toBe(404);
  });

  it('no path leads out of the folder', async () => {
    const folder = pageFolder();
    writeFileSync(join(dirname(folder), 'secret.txt'), 'secret');
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e',
      '/',
      '%2f',
      '\\',
      '%5c',
      '%00',
      'secret.txt',
      'renderer',
      'assets',
    );
    await expectAlwaysAsync(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        const file = await readPageFile(folder, `/${pieces.join('')}`);
        expect(Buffer.from(file?.bytes ?? '').toString()).not.toContain('secret');
      }),
      often(500, 20_000),
    );
  });
});

it('a page whose folder is gone is told as a missing file, and the server lives on', async () => {
  const { server, bugs } = await serve({ folder: '/no/such/folder' });
  expect((await ask(server, '/')).status).toBe(404);
  expect((await ask(server, '/')).status).toBe(404);
  expect(bugs).toEqual([]);
});
