import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { CoreProcess } from '../../build/dev/core-process.mjs';
import { servePage } from '../../build/dev/page-server.mjs';
import { cliBundle, root } from '../../build/paths.mjs';
import { NOT_LET_IN, SECRET_HEADER, WELCOME } from '../../shared/api/sockets.ts';
import { fixtureWorkspace, temporaryFolder } from '../cli/support.ts';
import { tokenOf } from '../support/websocket-channel.ts';

/** The checkout, as Vite names files outside its root. */
const checkout = `/@fs/${root.replaceAll('\\', '/').replace(/^\//, '')}`;

const token = randomBytes(32).toString('base64url');
let core: CoreProcess;
let page: Awaited<ReturnType<typeof servePage>>;

beforeAll(async () => {
  const env = [
    '--import',
    `data:text/javascript,process.env.STEMMA_CACHE=${JSON.stringify(temporaryFolder())}`,
  ];
  const args = [...env, cliBundle, 'serve', '--json', '-w', fixtureWorkspace('branches-stacking')];
  core = new CoreProcess(process.execPath, args, token, () => undefined);
  await core.restart();
  page = await servePage(root, { port: 0, corePort: () => core.port });
});

afterAll(async () => {
  await page.close();
  await core.stop();
});

/** How a request is answered; `fetch` would not let a test choose these headers. */
async function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  return await new Promise((resolve, reject) => {
    const asked = request(new URL(page.url), { path, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject).end();
  });
}

/** What a WebSocket to the core hears first once it has shown a token: words, a close code, or why it did not open. */
async function knock(
  shown: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<string | number> {
  const { host, origin } = new URL(page.url);
  const socket = new WebSocket(`ws://${host}/api/core`, { headers: { origin, ...headers } });
  const heard = await new Promise<string | number>((resolve) => {
    socket.once('open', () => socket.send(shown));
    socket.once('message', (data: Buffer) => resolve(data.toString()));
    socket.once('close', (code) => resolve(code));
    socket.once('error', ({ message }) => resolve(message));
  });
  socket.terminate();
  return heard;
}

describe('files', () => {
  it.each(['/', '/?token=x', '/main.tsx', '/@vite/client', `${checkout}/shared/api/sockets.ts`])(
    'gives %s to everybody on this machine',
    async (path) => expect(await ask(path)).toBe(200),
  );

  it.each([
    '/@fs/etc/hostname',
    '/@fs/etc/hostname?raw',
    '/@fs/etc/hostname?import&raw',
    '/@fs/etc/hostname?url',
    '/@fs//etc/hostname?raw??',
    '/@fs/etc/hostname?.svg?.wasm?init',
    `${checkout}/renderer/../package.json`,
    `${checkout}/package.json?import&raw`,
    `${checkout}/electron/main.ts`,
    `${checkout}/.git/config`,
  ])('refuses %s', async (path) => {
    const status = await ask(path, { 'sec-fetch-site': 'same-origin' });
    expect([403, 404]).toContain(status);
  });

  it('refuses names that others can make mean this machine, and pages of other sites', async () => {
    const other = 'http://elsewhere.example';
    expect(await ask('/main.tsx', { host: 'elsewhere.example' })).toBe(403);
    expect(await ask('/main.tsx', { origin: other })).toBe(403);
    expect(await ask('/main.tsx', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' })).toBe(403);
    expect(await ask('/__open-in-editor?file=x', { 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await ask('/', { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).toBe(200);
    const response = await fetch(new URL('/', page.url));
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
    expect(response.headers.get('x-frame-options')).toBe('DENY');
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});

describe('the core', () => {
  it('gives its token for the right secret alone', async () => {
    expect(await tokenOf(`${page.url}?token=${token}`)).toBe(token);
    expect(await ask('/api/token')).toBe(403);
    expect(await ask('/api/token', { [SECRET_HEADER]: `${token}x` })).toBe(403);
    expect(await ask('/api/token', { [SECRET_HEADER]: token, cookie: `stemma=${token}` })).toBe(200);
    expect(await ask('/api/nothing', { [SECRET_HEADER]: token })).toBe(404);
  });

  it('sends a wrong token away, and lets the right one in', async () => {
    expect(await knock(token)).toBe(WELCOME);
    expect(await knock(`${token}x`)).toBe(NOT_LET_IN);
    expect(await knock('', { cookie: `stemma=${token}` })).toBe(NOT_LET_IN);
  });

  it('judges by itself where a request comes from', async () => {
    expect(await knock(token, { origin: 'http://elsewhere.example' })).toContain('403');
    expect(await knock(token, { origin: 'http://127.0.0.1:1' })).toContain('403');
    const host = 'elsewhere.example';
    expect(await knock(token, { host, origin: `http://${host}` })).toContain('421');
    expect(await ask('/api/token', { host, [SECRET_HEADER]: token })).not.toBe(200);
  });

  it('knows the same token after another start, and is missed until then', async () => {
    const before = core.port;
    await core.stop();
    expect(await ask('/api/token', { [SECRET_HEADER]: token })).toBe(503);
    expect(await knock(token)).toMatch(/hang up|ECONNRESET/);
    await core.restart();
    expect(core.port).not.toBe(before);
    expect(await knock(token)).toBe(WELCOME);
    expect(await tokenOf(`${page.url}?token=${token}`)).toBe(token);
  });
});
