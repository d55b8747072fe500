import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import type { RunningServer } from '../../electron/server/server.ts';
import { Door } from '../../electron/server/door.ts';
import { SECRET_HEADER, WELCOME } from '../../shared/api/sockets.ts';
import { openSocket, openStranger, tokenOf } from '../support/websocket-channel.ts';
import { ask, serve, type Answered } from './served.ts';

/** Sends a secret as the page does. */
async function bring(server: RunningServer, secret: string): Promise<Answered> {
  return await ask(server, '/api/token', { headers: { [SECRET_HEADER]: secret } });
}

/** The first thing that a WebSocket hears: a message, or the code with which it is closed. */
async function firstAnswer(socket: WebSocket): Promise<string | number> {
  return await new Promise((resolve) => {
    socket.once('message', (data) => resolve((data as Buffer).toString()));
    socket.once('close', (code) => resolve(code));
  });
}

/** Secrets that are not the right one. */
const WRONG: [string, (token: string) => string][] = [
  ['another', (token) => (token.startsWith('A') ? 'B' : 'A') + token.slice(1)],
  ['a shorter', (token) => token.slice(0, -1)],
  ['a longer', (token) => `${token}A`],
  ['an endless', (token) => token.repeat(100)],
  ['an empty', () => ''],
];

describe('the printed URL', () => {
  it('holds 32 random bytes, and leads to the page', async () => {
    const { server } = await serve();
    const { searchParams, hostname, port } = new URL(server.url);
    expect(Buffer.from(searchParams.get('token') ?? '', 'base64url')).toHaveLength(32);
    expect([hostname, port]).toEqual(['127.0.0.1', String(server.port)]);
    const page = await ask(server, `/?token=${server.token}`);
    expect(page).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
    });
    expect(page.body).toContain('<title>Stemma</title>');
  });

  it('gives its token to more than one page', async () => {
    const { server } = await serve();
    expect([await tokenOf(server.url), await tokenOf(server.url)]).toEqual([server.token, server.token]);
  });
});

describe('no answer leaves anything with the browser that it would send to another port', () => {
  it.each(['/', '/assets/plain.css', '/api/token', '/nothing'])('%s', async (path) => {
    const { server } = await serve();
    for (const headers of [{}, { [SECRET_HEADER]: server.token }]) {
      expect((await ask(server, path, { headers })).headers['set-cookie']).toBeUndefined();
    }
  });

  it('and a cookie lets nobody in', async () => {
    const { server } = await serve();
    const headers = { cookie: `stemma-${server.port}=${server.token}` };
    expect((await ask(server, '/api/token', { headers })).status).toBe(403);
  });
});

describe('a secret that is wrong', () => {
  it.each(WRONG)('%s one gets no token, and words that say what to do', async (_case, bend) => {
    const { server } = await serve();
    const answered = await bring(server, bend(server.token));
    expect(answered).toMatchObject({ status: 403, headers: { 'content-type': 'text/plain; charset=utf-8' } });
    expect(answered.body).toContain('Open the URL that stemma serve printed');
  });

  it.each(WRONG)('%s one ends its WebSocket, with the same words', async (_case, bend) => {
    const { server, bugs } = await serve();
    const socket = await openStranger(server, 'host');
    const closed = once(socket, 'close');
    socket.send(bend(server.token));
    const [code, reason] = (await closed) as [number, Buffer];
    expect(code).toBe(4003);
    expect(reason.toString()).toContain('Open the URL that stemma serve printed');
    expect(bugs).toEqual([]);
  });

  it('bytes are no token, and what is sent along with a wrong one is not read', async () => {
    const { server } = await serve();
    const bytes = await openStranger(server, 'core');
    bytes.send(Buffer.from(server.token));
    expect(await firstAnswer(bytes)).toBe(4003);
    const twice = await openStranger(server, 'core');
    twice.send('wrong');
    twice.send(server.token);
    expect(await firstAnswer(twice)).toBe(4003);
  });

  it('the token counts only in the header, and only when read', async () => {
    const { server } = await serve();
    expect((await ask(server, `/api/token?token=${server.token}`)).status).toBe(403);
    const headers = { [SECRET_HEADER]: server.token };
    expect((await ask(server, '/api/token', { method: 'HEAD', headers })).status).toBe(404);
    expect((await ask(server, '/api/token', { method: 'POST', headers })).status).toBe(405);
  });

  it('the token of another server', async () => {
    const [one, other] = [await serve(), await serve()];
    expect((await bring(one.server, other.server.token)).status).toBe(403);
    const socket = await openStranger(one.server, 'core');
    socket.send(other.server.token);
    expect(await firstAnswer(socket)).toBe(4003);
  });
});

describe('a WebSocket', () => {
  it('is welcomed with the token, and answered from then on', async () => {
    const { server } = await serve();
    const socket = await openStranger(server, 'host');
    socket.send(server.token);
    expect(await firstAnswer(socket)).toBe(WELCOME);
    socket.close();
  });

  it('that says nothing is told why it can’t stay', async () => {
    const { server } = await serve({ limits: { tokenMs: 50 } });
    const known = await openSocket(server, 'host');
    const silent = await openStranger(server, 'host');
    expect(await firstAnswer(silent)).toBe(4003);
    expect(known.readyState).toBe(known.OPEN);
    known.close();
  });
});

describe('a URL for once', () => {
  it('gives the token once', async () => {
    const { server } = await serve();
    const url = server.urlForOnce();
    expect(url).not.toContain(server.token);
    expect(await tokenOf(url)).toBe(server.token);
    await expect(tokenOf(url)).rejects.toThrow('403');
  });

  it('ends after a minute, and opens no WebSocket', () => {
    let now = 0;
    const door = new Door(undefined, () => now);
    const [early, late] = [door.makeTicket(), door.makeTicket()];
    expect(door.knows(early)).toBe(false);
    now = 59_999;
    expect(door.letIn(early)).toBe(door.token);
    now = 60_000;
    expect(door.letIn(late)).toBeNull();
    expect(door.letIn(door.token)).toBe(door.token);
  });
});
