import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { answerPage } from '../../electron/shell/protocol.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

let page: string;

beforeAll(() => {
  const folder = temporaryFolder();
  page = join(folder, 'page');
  mkdirSync(join(page, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'page-evil'));
  writeFileSync(join(page, 'index.html'), '<title>page</title>');
  writeFileSync(join(page, 'assets', 'a b.js'), 'script');
  writeFileSync(join(page, 'assets', 'font.woff2'), Uint8Array.of(0, 255, 128));
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'page-evil', 'secret.txt'), 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(page, 'link.txt'));
  symlinkSync(folder, join(page, 'out'));
  symlinkSync(join(page, 'index.html'), join(page, 'inside.html'));
});

const get = (url: string, method = 'GET'): Promise<Response> => answerPage(page, { url, method });

describe('stemma://app/', () => {
  it('gives the files of the page with their types', async () => {
    const root = await get('stemma://app/');
    expect(await root.text()).toBe('<title>page</title>');
    expect(root.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const script = await get('stemma://app/assets/a%20b.js?x#y');
    expect([script.status, script.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ]);
    const font = await get('stemma://app/assets/font.woff2');
    expect(font.headers.get('content-type')).toBe('font/woff2');
    expect(new Uint8Array(await font.arrayBuffer())).toEqual(Uint8Array.of(0, 255, 128));
    expect(await (await get('stemma://app/inside.html')).text()).toBe('<title>page</title>');
  });

  it.each([
    'stemma://app/..%2fsecret.txt',
    'stemma://app/..%2Fsecret.txt',
    'stemma://app/%2e%2e/secret.txt',
    'stemma://app/%2e%2e%2fsecret.txt',
    'stemma://app/..%5csecret.txt',
    'stemma://app/assets/../../secret.txt',
    'stemma://app/assets/..%2f..%2fsecret.txt',
    'stemma://app/../page-evil/secret.txt',
    'stemma://app/..%2fpage-evil%2fsecret.txt',
    'stemma://app//etc/passwd',
    'stemma://app/%2fetc%2fpasswd',
    'stemma://app/link.txt',
    'stemma://app/out/secret.txt',
    'stemma://app/assets',
    'stemma://app/assets/',
    'stemma://app/none.js',
    'stemma://app/index.html%00.txt',
    'stemma://app/%zz',
    'stemma://other/index.html',
    'stemma://app.evil/index.html',
    'file:///etc/passwd',
  ])('has nothing at %s', async (url) => {
    const answer = await get(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('');
  });

  it.each(['/', '/none', '/link.txt'])(
    'keeps the page to its own files in every answer (%s)',
    async (path) => {
      const { headers } = await get(`stemma://app${path}`);
      const policy = headers.get('content-security-policy');
      expect(policy).toMatch(/^default-src 'none'; /);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it('only gives', async () => {
    expect((await get('stemma://app/', 'POST')).status).toBe(405);
    const head = await get('stemma://app/', 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
  });
});
