import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { hostClient } from '../../shared/api/client.ts';
import type { RunningServer } from '../../electron/server/server.ts';
import { connectOverWebSocket, openSocket, openStranger } from '../support/websocket-channel.ts';
import { ask, serve, talk } from './served.ts';

/** That a page is still answered. */
async function expectAnswer(server: RunningServer): Promise<void> {
  const channel = await connectOverWebSocket(server, 'host');
  expect(await hostClient(channel).info()).toMatchObject({ kind: 'browser', canChoose: false });
  channel.close();
}

/** A frame with a short text, as a page sends it; the mask is of zeros. */
function frame(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);
}

/** Upgrades over a plain socket and shows the token; the socket then does only what it is told. */
async function rawSocket(server: RunningServer, part: string): Promise<Socket> {
  const socket = connect(server.port, '127.0.0.1');
  const host = `127.0.0.1:${server.port}`;
  socket.write(
    `GET /api/${part} HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\n` +
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 101 /);
  socket.write(frame(server.token));
  await once(socket, 'data');
  return socket;
}

describe('slow and endless requests', () => {
  it('headers that are too large are refused', async () => {
    const { server } = await serve();
    const answered = await talk(
      server,
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
    );
    expect(answered).toMatch(/^HTTP\/1\.1 431 /);
    await expectAnswer(server);
  });

  it.each([
    ['half a request', 'GET / HTTP/1.1\r\nHost: localho'],
    ['nothing at all', ''],
    ['a request whose body does not come', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n'],
  ])('%s ends in time', async (_case, text) => {
    const { server } = await serve({ limits: { headersMs: 100, requestMs: 200, checkMs: 20 } });
    expect(await talk(server, text)).toMatch(/^$|^HTTP\/1\.1 40[58] /);
    await expectAnswer(server);
  });
});

/** So many connections that say nothing; from another address where one is named. */
async function silent(server: RunningServer, count: number, localAddress = '127.0.0.1'): Promise<Socket[]> {
  const held = Array.from({ length: count }, () =>
    connect({ port: server.port, host: '127.0.0.1', localAddress }),
  );
  // Those that have to go are reset, which is an error to them.
  for (const socket of held) socket.on('error', () => undefined);
  await Promise.all(held.map((socket) => once(socket, 'connect')));
  return held;
}

/** How many of some connections are still there. */
function countLiving(sockets: readonly Socket[]): number {
  return sockets.filter((socket) => !socket.closed && !socket.readableEnded).length;
}

describe('connections that show no token', () => {
  it('keep nobody out, however many they are: the oldest have to go', async () => {
    const { server } = await serve();
    const known = await openSocket(server, 'host');
    const held = await silent(server, 300);
    for (const socket of held) socket.resume();
    await expectAnswer(server);
    await expect.poll(() => countLiving(held)).toBeLessThanOrEqual(128);
    expect(known.readyState).toBe(known.OPEN);
    for (const socket of held) socket.destroy();
    known.close();
  });

  it('nor do WebSockets that were opened and say nothing', async () => {
    const { server } = await serve({ limits: { strangers: 8, strangersOfAddress: 8 } });
    const held = await Promise.all(Array.from({ length: 8 }, () => openStranger(server, 'core')));
    const gone = once(held[0] ?? expect.unreachable(), 'close');
    await expectAnswer(server);
    await gone;
    for (const socket of held) socket.terminate();
  });

  // Elsewhere only 127.0.0.1 is this machine's.
  it.runIf(process.platform === 'linux')('of one address push out no other address', async () => {
    const { server } = await serve({ limits: { strangers: 6, strangersOfAddress: 4 } });
    const [quiet] = await silent(server, 1, '127.0.0.2');
    const many = await silent(server, 5);
    const more = await silent(server, 3, '127.0.0.3');
    for (const socket of [quiet, ...many, ...more]) socket?.resume();
    await expect.poll(() => countLiving(many)).toBeLessThan(4);
    expect([countLiving([quiet ?? expect.unreachable()]), countLiving(more)]).toEqual([1, 3]);
    for (const socket of [quiet, ...many, ...more]) socket?.destroy();
  });
});

describe('WebSockets', () => {
  it.each(['core', 'host'] as const)(
    'a message to %s that is too large ends that page alone',
    async (part) => {
      const { server, bugs } = await serve();
      const socket = await openSocket(server, part);
      socket.send('a'.repeat(1024 * 1024 + 1));
      const [code] = (await once(socket, 'close')) as [number];
      expect(code).toBe(1009);
      await expectAnswer(server);
      expect(bugs).toEqual([]);
    },
  );

  it.each(['core', 'host'] as const)('garbage to %s is not answered, and what follows is', async (part) => {
    const { server, bugs } = await serve();
    const socket = await openSocket(server, part);
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{"i":1}',
      '{"i":"1","t":99}',
      '\0',
      '{"__proto__":{"a":1}}',
    ]) {
      socket.send(text);
      socket.send(Buffer.from(text));
    }
    socket.send(Buffer.from([0xff, 0xfe, 0x00]));
    socket.ping();
    await once(socket, 'pong');
    await expectAnswer(server);
    expect(bugs).toEqual([]);
    socket.close();
  });

  it.each([
    ['reserved bits', [0xf1, 0x80, 0, 0, 0, 0]],
    ['an unknown kind', [0x83, 0x80, 0, 0, 0, 0]],
    ['a frame without a mask', [0x81, 0x01, 0x61]],
    ['text that is no UTF-8', [0x81, 0x81, 0, 0, 0, 0, 0xff]],
  ])('%s ends that page alone', async (_case, bytes) => {
    const { server, bugs } = await serve({ limits: { aliveMs: 50 } });
    const socket = await rawSocket(server, 'core');
    const closed = once(socket, 'close');
    socket.resume().write(Buffer.from(bytes));
    await closed;
    await expectAnswer(server);
    expect(bugs).toEqual([]);
  });

  it('a page that does not answer is let go; one that does stays', async () => {
    const { server } = await serve({ limits: { aliveMs: 50 } });
    const living = await openSocket(server, 'host');
    const dead = await rawSocket(server, 'host');
    await once(dead.resume(), 'close');
    for (let pings = 0; pings < 3; pings += 1) await once(living, 'ping');
    expect(living.readyState).toBe(living.OPEN);
    living.close();
  });

  it('more pages than the limit are told so', async () => {
    const { server } = await serve({ limits: { sockets: 1 } });
    const first = await openSocket(server, 'host');
    const second = await openSocket(server, 'host');
    const [code, reason] = (await once(second, 'close')) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1013, 'Too many pages are connected to Stemma.']);
    first.close();
    await once(first, 'close');
    await expect.poll(async () => await expectAnswer(server).then(() => 'answered', String)).toBe('answered');
  });

  it('when the server stops, pages are told, also those that do not listen', async () => {
    const { server } = await serve({ limits: { closeMs: 50 } });
    const page = await openSocket(server, 'core');
    const deaf = await rawSocket(server, 'host');
    const deafGone = once(deaf.resume(), 'close');
    const goodbye = once(page, 'close');
    await server.close();
    const [code, reason] = (await goodbye) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([1001, 'Stemma was stopped.']);
    await deafGone;
    await expect(ask(server, '/')).rejects.toThrow('ECONNREFUSED');
  });
});

it('a port that is taken is told by the system’s error', async () => {
  const { server } = await serve();
  await expect(serve({ port: server.port })).rejects.toMatchObject({ code: 'EADDRINUSE', port: server.port });
});
