import { describe, expect, it } from 'vitest';
import { Connection } from '../../renderer/state/connection/connection.ts';
import type { Channel } from '../../shared/api/channel.ts';
import { channelPair } from './channel-pair.ts';

/** A connection whose waits are over at once, and whose clock the test moves. */
function connectionTo(open: (attempt: number) => Channel | null) {
  const waits: number[] = [];
  const clock = { now: 0 };
  let attempts = 0;
  const connection = new Connection({
    open: () => {
      attempts += 1;
      const channel = open(attempts);
      return channel === null ? Promise.reject(new Error('nobody there')) : Promise.resolve(channel);
    },
    wait: (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    now: () => clock.now,
  });
  return { connection, waits, clock };
}

describe('a connection', () => {
  it('opens a channel when it is first asked, and keeps it', async () => {
    const { client } = channelPair();
    const { connection, waits } = connectionTo(() => client);
    expect(connection.state().phase).toBe('connecting');
    expect(await connection.channel()).toBe(client);
    expect(await connection.channel()).toBe(client);
    expect(connection.state()).toEqual({ phase: 'open', generation: 1, reason: null });
    expect(waits).toEqual([]);
  });

  it('waits longer after each failed attempt, tells that nobody answers, and goes on', async () => {
    const { client } = channelPair();
    const phases: string[] = [];
    const { connection, waits } = connectionTo((attempt) => (attempt <= 6 ? null : client));
    connection.subscribe(() => phases.push(connection.state().phase));
    expect(await connection.channel()).toBe(client);
    expect(waits).toEqual([500, 1000, 2000, 5000, 5000, 5000]);
    expect(phases).toContain('gone');
    expect(connection.state().phase).toBe('open');
  });

  it('opens another channel at once when a steady one is closed, and keeps the reason', async () => {
    const pairs = [channelPair(), channelPair()] as const;
    const { connection, waits, clock } = connectionTo((attempt) => pairs[attempt === 1 ? 0 : 1].client);
    await connection.channel();
    clock.now = 60_000;
    pairs[0].server.end('out of memory');
    expect(connection.state().phase).toBe('connecting');
    expect(await connection.channel()).toBe(pairs[1].client);
    expect(connection.state()).toEqual({ phase: 'open', generation: 2, reason: 'out of memory' });
    expect(waits).toEqual([]);
  });

  it('does not open channels in a loop to a core that ends at once', async () => {
    const pairs = Array.from({ length: 6 }, channelPair);
    const { connection, waits } = connectionTo((attempt) => pairs[attempt - 1]?.client ?? null);
    for (const { client, server } of pairs.slice(0, 5)) {
      expect(await connection.channel()).toBe(client);
      server.end('crash');
    }
    await connection.channel();
    expect(waits).toEqual([500, 1000, 2000, 5000, 5000]);
  });
});
