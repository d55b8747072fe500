import { describe, expect, it } from 'vitest';
import { SECRET_HEADER } from '../../shared/api/sockets.ts';
import { ask, serve, talk } from './served.ts';

/** The headers with which the page itself asks for a WebSocket. */
const UPGRADE = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

describe('names for this machine', () => {
  it.each(['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]', '127.0.0.1:1', 'localhost:8000'])(
    'Host %s is answered, whatever port a tunnel gave it',
    async (host) => {
      const { server } = await serve();
      const page = await ask(server, '/', { headers: { host } });
      expect(page.status).toBe(200);
      expect(page.headers['content-security-policy']).toContain(`ws://${host.toLowerCase()};`);
    },
  );

  it.each([
    'evil.com',
    'evil.com:8000',
    '127.0.0.1.evil.com',
    '127.0.0.1@evil.com',
    'localhost.evil.com',
    'evil.localhost',
    '127.0.0.2',
    '2130706433',
    '0.0.0.0',
    'localhost.',
    'localhost:',
    'localhost:8000:8000',
    'localhost;script-src',
  ])('Host %s is refused, token or not', async (host) => {
    const { server } = await serve();
    for (const path of ['/', `/?token=${server.token}`, '/api/token']) {
      const answered = await ask(server, path, { headers: { host, [SECRET_HEADER]: server.token } });
      expect(answered.status).toBe(421);
      expect(answered.body).not.toContain(server.token);
    }
  });

  it('a missing, empty or second Host is refused', async () => {
    const { server } = await serve();
    const end = 'Connection: close';
    expect(await talk(server, `GET / HTTP/1.1\r\n${end}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 /);
    expect(await talk(server, `GET / HTTP/1.0\r\n${end}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
    expect(await talk(server, `GET / HTTP/1.1\r\nHost:\r\n${end}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 421 /);
    const twice = `GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.com\r\n${end}\r\n\r\n`;
    expect(await talk(server, twice)).toMatch(/^HTTP\/1\.1 4(?:00|21) /);
  });
});

describe.each(['core', 'host'])('a WebSocket to /api/%s', (part) => {
  const path = `/api/${part}`;

  it('is the page’s', async () => {
    const { server } = await serve();
    for (const host of [`127.0.0.1:${server.port}`, 'localhost:8000']) {
      const headers = { ...UPGRADE, host, origin: `http://${host}` };
      expect((await ask(server, path, { headers })).status).toBe(101);
    }
  });

  it.each([
    ['none', () => ({})],
    ['null', () => ({ origin: 'null' })],
    ['another site', () => ({ origin: 'http://evil.com' })],
    ['another port', (port: number) => ({ origin: `http://127.0.0.1:${port + 1}` })],
    ['another name of this machine', (port: number) => ({ origin: `http://localhost:${port}` })],
    ['another scheme', (port: number) => ({ origin: `https://127.0.0.1:${port}` })],
    ['ours with more', (port: number) => ({ origin: `http://127.0.0.1:${port}.evil.com` })],
  ])('of the origin: %s is refused', async (_case, originOf) => {
    const { server } = await serve();
    const headers = { ...UPGRADE, ...originOf(server.port) };
    const answered = await ask(server, path, { headers });
    expect(answered.status).toBe(403);
    expect(answered.body).toContain('Only the page of Stemma itself');
  });

  it('is refused under another name, and without the upgrade', async () => {
    const { server } = await serve();
    const evil = { ...UPGRADE, host: 'evil.com', origin: 'http://evil.com' };
    expect((await ask(server, path, { headers: evil })).status).toBe(421);
    expect((await ask(server, path)).status).toBe(404);
  });
});

it('no other path has a WebSocket', async () => {
  const { server } = await serve();
  const own = { origin: `http://127.0.0.1:${server.port}` };
  for (const path of ['/', '/api', '/api/core/', '/api/CORE', '/api//core', '/api/constructor']) {
    expect((await ask(server, path, { headers: { ...UPGRADE, ...own } })).status).toBe(404);
  }
});
