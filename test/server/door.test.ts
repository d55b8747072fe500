import { afterEach, describe, expect, it } from 'vitest';
import { Door } from '../../electron/server/door.ts';
import { cookieOf } from '../support/websocket-channel.ts';
import { ask, serve } from './served.ts';

describe('the printed URL', () => {
  it('holds 32 random bytes and leads to the page without them', async () => {
    const { server } = await serve();
    const { searchParams, hostname, port } = new URL(server.url);
    expect(Buffer.from(searchParams.get('token') ?? '', 'base64url')).toHaveLength(32);
    expect([hostname, port]).toEqual(['127.0.0.1', String(server.port)]);
    const entered = await ask(server, `/?token=${server.token}`);
    expect(entered).toMatchObject({
      status: 303,
      headers: { location: '/', 'referrer-policy': 'no-referrer' },
    });
    const [cookie = ''] = entered.headers['set-cookie'] ?? [];
    expect(cookie.split('; ').slice(1).toSorted()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Strict']);
    const page = await ask(server, '/', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(page).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(page.body).toContain('<title>Stemma</title>');
  });

  it('leads on from a page of ours where another site linked to it', async () => {
    const { server } = await serve();
    const headers = { 'sec-fetch-site': 'cross-site' };
    const entered = await ask(server, `/?token=${server.token}`, { headers });
    expect(entered).toMatchObject({ status: 200, headers: { refresh: '0; url=/' } });
    expect(entered.headers['set-cookie']).toHaveLength(1);
  });

  it('lets in more than one browser', async () => {
    const { server } = await serve();
    expect(await cookieOf(server.url)).toBe(await cookieOf(server.url));
  });
});

describe('without the token', () => {
  it.each(['/', '/assets/plain.css', '/api/core', '/api/host', '/nothing', '/?token=', '/?other=1'])(
    'nothing is told at %s',
    async (path) => {
      const { server } = await serve();
      const answered = await ask(server, path);
      expect(answered).toMatchObject({
        status: 403,
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      });
      expect(answered.body).toContain('Open the URL that stemma serve printed');
      expect(answered.headers['set-cookie']).toBeUndefined();
    },
  );

  it.each([
    ['another', (token: string) => (token.startsWith('A') ? 'B' : 'A') + token.slice(1)],
    ['a shorter', (token: string) => token.slice(0, -1)],
    ['a longer', (token: string) => `${token}A`],
    ['an endless', (token: string) => token.repeat(100)],
    ['a badly encoded', () => '%E0%A4%A'],
  ])('%s one is refused, in the URL and in the cookie', async (_case, bend) => {
    const { server } = await serve();
    const token = bend(server.token);
    expect((await ask(server, `/?token=${token}`)).status).toBe(403);
    const headers = { cookie: `stemma-${server.port}=${token}` };
    expect((await ask(server, '/', { headers })).status).toBe(403);
  });

  it('the token counts only at the way in, and only when read', async () => {
    const { server } = await serve();
    const query = `?token=${server.token}`;
    expect((await ask(server, `/assets/plain.css${query}`)).status).toBe(403);
    const looked = await ask(server, `/${query}`, { method: 'HEAD' });
    expect([looked.status, looked.headers['set-cookie']]).toEqual([403, undefined]);
  });
});

describe('two servers side by side', () => {
  it('keep their cookies apart', async () => {
    const [one, other] = [await serve(), await serve()];
    const cookies = [await cookieOf(one.server.url), await cookieOf(other.server.url)];
    const headers = { cookie: cookies.join('; ') };
    expect((await ask(one.server, '/', { headers })).status).toBe(200);
    expect((await ask(other.server, '/', { headers })).status).toBe(200);
    const wrong = { cookie: cookies[0] ?? '' };
    expect((await ask(other.server, '/', { headers: wrong })).status).toBe(403);
    const renamed = { cookie: `stemma-${one.server.port}=${other.server.token}` };
    expect((await ask(other.server, '/', { headers: renamed })).status).toBe(403);
    expect((await ask(one.server, '/', { headers: renamed })).status).toBe(403);
  });

  it('a second cookie of the same name, set by a page on another port, locks nobody out', async () => {
    const { server } = await serve();
    const cookie = `stemma-${server.port}=planted; ${await cookieOf(server.url)}`;
    expect((await ask(server, '/', { headers: { cookie } })).status).toBe(200);
  });
});

describe('a URL for once', () => {
  let now = 0;
  afterEach(() => {
    now = 0;
  });

  it('lets in once', async () => {
    const { server } = await serve();
    const path = server.urlForOnce().slice(server.url.indexOf('/?'));
    expect(path).not.toContain(server.token);
    expect((await ask(server, path)).status).toBe(303);
    expect((await ask(server, path)).status).toBe(403);
  });

  it('ends after a minute', () => {
    const door = new Door(1, () => now);
    const [early, late] = [door.makeTicket(), door.makeTicket()];
    now = 59_999;
    expect(door.letIn(early)).toContain('stemma-1=');
    now = 60_000;
    expect(door.letIn(late)).toBeNull();
    expect(door.letIn(door.token)).toContain('stemma-1=');
  });
});
