import { once } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { CoreHost } from '../../electron/worker/threads/core-host.ts';
import type { ToCore } from '../../electron/worker/threads/core-protocol.ts';
import type { Port } from '../../electron/worker/threads/port.ts';
import { openSocket } from '../support/websocket-channel.ts';
import { serve } from './served.ts';

/** What a busy machine may take, in milliseconds. */
const PATIENCE_MS = 20_000;

/** The far end of a port in the test's hands: what a host says is kept, and it hears what the test says. */
class FarEnd {
  readonly heard: ToCore[] = [];
  readonly #listeners: ((message: unknown) => void)[] = [];
  readonly #goneListeners: ((reason: string) => void)[] = [];

  readonly port: Port = {
    post: (message) => {
      this.heard.push(message as ToCore);
      if ((message as ToCore).type === 'end') this.die('it was asked to end');
    },
    onMessage: (listener) => void this.#listeners.push(listener),
    onGone: (listener) => void this.#goneListeners.push(listener),
    terminate: async () => undefined,
  };

  say(connection: number, data: string | Uint8Array): void {
    for (const listener of this.#listeners) listener({ type: 'message', connection, data });
  }

  die(reason: string): void {
    for (const listener of this.#goneListeners) listener(reason);
  }

  /** The connection that was asked for last. */
  async connection(type: ToCore['type'] = 'connect'): Promise<number> {
    return await vi.waitFor(() => {
      const message = this.heard.findLast((heard) => heard.type === type);
      if (message === undefined || !('connection' in message)) throw new Error(`No ${type} was heard.`);
      return message.connection;
    }, PATIENCE_MS);
  }
}

/** A host whose cores are in the test's hands, one after the other. */
function heldCore(): { core: CoreHost; ends: FarEnd[]; bugs: string[] } {
  const ends: FarEnd[] = [];
  const bugs: string[] = [];
  const start = (): Port => {
    const end = new FarEnd();
    ends.push(end);
    return end.port;
  };
  const core = new CoreHost(start, (what, error) => bugs.push(`${what}: ${String(error)}`));
  return { core, ends, bugs };
}

describe('between a page and the core', () => {
  it('text stays text and bytes stay bytes, in both directions', async () => {
    const { core, ends } = heldCore();
    const { server } = await serve({ core });
    const socket = await openSocket(server, 'core');
    const [end = expect.unreachable()] = ends;
    const connection = await end.connection();
    socket.send('grüße');
    socket.send(Buffer.from([0, 255]));
    await expect.poll(() => end.heard.length).toBe(3);
    const said = end.heard.slice(1).map((message) => (message.type === 'message' ? message.data : null));
    expect(said).toEqual(['grüße', new Uint8Array([0, 255])]);
    // A view into a larger buffer would take all of that along to the core.
    expect((said[1] as Uint8Array).buffer.byteLength).toBe(2);
    expect(said[1]).not.toBeInstanceOf(Buffer);

    const answers: [string, boolean][] = [];
    socket.on('message', (data, isBinary) => answers.push([(data as Buffer).toString('latin1'), isBinary]));
    end.say(connection, 'yes');
    end.say(connection, new Uint8Array([1, 2]));
    await expect
      .poll(() => answers)
      .toEqual([
        ['yes', false],
        ['\u0001\u0002', true],
      ]);
    socket.close();
    expect(await end.connection('disconnect')).toBe(connection);
  });

  it.each([true, false])('readOnly: %s reaches the core, which refuses', async (readOnly) => {
    const { core, ends } = heldCore();
    const { server } = await serve({ core, readOnly });
    await openSocket(server, 'core');
    await expect.poll(() => ends[0]?.heard).toEqual([{ type: 'connect', connection: 1, readOnly }]);
  });

  it('a core that dies closes its pages with the reason, and the next page has another', async () => {
    const { core, ends, bugs } = heldCore();
    const { server } = await serve({ core });
    const socket = await openSocket(server, 'core');
    const closed = once(socket, 'close');
    ends[0]?.die(`out of heap ${'ä'.repeat(100)}\n  at somewhere`);
    const [code, reason] = (await closed) as [number, Buffer];
    expect(code).toBe(4001);
    expect(reason.toString()).toMatch(/^out of heap ä+…$/);
    expect(bugs).toHaveLength(1);
    const next = await openSocket(server, 'core');
    expect(ends).toHaveLength(2);
    await ends[1]?.connection();
    expect(next.readyState).toBe(next.OPEN);
  });

  it('a core that can’t be started is a bug, and the page is told', async () => {
    const start = (): Port => {
      throw new Error('no memory for a thread');
    };
    const { server, bugs } = await serve({ core: new CoreHost(start, () => undefined) });
    const socket = await openSocket(server, 'core');
    const [code] = (await once(socket, 'close')) as [number];
    expect(code).toBe(1011);
    expect(bugs.join()).toContain('no memory for a thread');
  });
});

describe('a page that reads slowly', () => {
  const piece = 'a'.repeat(64 * 1024);

  it('is not read any further until it has caught up', async () => {
    const { core, ends } = heldCore();
    const { server } = await serve({ core, limits: { pauseBytes: 1024 * 1024 } });
    const socket = await openSocket(server, 'core');
    const [end = expect.unreachable()] = ends;
    const connection = await end.connection();
    let received = 0;
    socket.on('message', () => {
      received += 1;
    });
    socket.pause();
    const pieces = 400;
    for (let sent = 0; sent < pieces; sent += 1) end.say(connection, piece);
    socket.send('more');
    await new Promise((resolve) => void setTimeout(resolve, 100));
    expect(end.heard).toHaveLength(1);
    socket.resume();
    await expect.poll(() => end.heard.at(-1), { timeout: 10_000 }).toMatchObject({ data: 'more' });
    await expect.poll(() => received).toBe(pieces);
  });

  it('is cut off when it reads nothing at all', async () => {
    const { core, ends } = heldCore();
    const { server } = await serve({ core, limits: { pauseBytes: 1024, dropBytes: 1024 * 1024 } });
    const socket = await openSocket(server, 'core');
    const [end = expect.unreachable()] = ends;
    const connection = await end.connection();
    socket.pause();
    for (let sent = 0; sent < 400; sent += 1) end.say(connection, piece);
    expect(await end.connection('disconnect')).toBe(connection);
    socket.terminate();
  });
});
