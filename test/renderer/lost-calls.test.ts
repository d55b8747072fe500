import { implement } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { serveChannel } from '../../electron/worker/serve-channel.ts';
import { coreClient, type CoreClient } from '../../shared/api/client.ts';
import { coreContract } from '../../shared/api/core.ts';
import { failureOf, isLostCall } from '../../shared/api/failure.ts';
import type { WorkspaceStatus } from '../../shared/api/workspace/workspace.ts';
import { channelPair } from './channel-pair.ts';

const status: WorkspaceStatus = {
  isReady: false,
  revision: 0,
  scan: null,
  ways: null,
  work: null,
  scannedAt: null,
  notices: [],
};

const { workspace } = implement(coreContract);

/** A core that knows one workspace, which never has an answer but its first status. */
const router = {
  workspace: {
    watch: workspace.watch.handler(async function* ({ signal }) {
      yield status;
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    }),
    stats: workspace.stats.handler(({ input, errors }) => {
      if (input.workspace !== 'known')
        throw errors.NO_SUCH_WORKSPACE({ data: { workspace: input.workspace } });
      return new Promise<never>(() => undefined);
    }),
  },
};

function served() {
  const pair = channelPair();
  serveChannel(router, pair.server, {}, (what, error) => {
    throw new Error(what, { cause: error });
  });
  return pair;
}

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('it was answered');
}

describe('a channel that closes', () => {
  it('loses the calls that wait', async () => {
    const { client, server } = served();
    const call = errorOf(coreClient(client).workspace.stats({ workspace: 'known' }));
    setTimeout(() => server.end('crash'), 20);
    const error = await call;
    expect(isLostCall(error)).toBe(true);
    expect(failureOf(error)).toBeNull();
  });

  it('loses the streams that wait', async () => {
    const { client, server } = served();
    const changes = await coreClient(client).workspace.watch({ workspace: 'known' });
    expect(await changes.next()).toEqual({ done: false, value: status });
    const next = errorOf(changes.next());
    setTimeout(() => server.end('crash'), 20);
    expect(isLostCall(await next)).toBe(true);
  });

  it('loses a stream that is asked for more only afterwards', async () => {
    const { client, server } = served();
    const changes = await coreClient(client).workspace.watch({ workspace: 'known' });
    server.end('crash');
    expect(isLostCall(await errorOf(changes.next()))).toBe(true);
  });
});

describe('a client over whatever channel there is', () => {
  it('asks over the next channel after one was closed', async () => {
    const pairs = [served(), served()] as const;
    let current = 0;
    const core: CoreClient = coreClient(() => Promise.resolve(pairs[current === 0 ? 0 : 1].client));
    const lost = errorOf(core.workspace.stats({ workspace: 'known' }));
    setTimeout(() => {
      current = 1;
      pairs[0].server.end('crash');
    }, 20);
    expect(isLostCall(await lost)).toBe(true);
    const changes = await core.workspace.watch({ workspace: 'known' });
    expect(await changes.next()).toEqual({ done: false, value: status });
    await changes.return();
  });
});

describe('an error of the contract', () => {
  it('is told from a lost call, with its data', async () => {
    const { client } = served();
    const error = await errorOf(coreClient(client).workspace.stats({ workspace: 'other' }));
    expect(isLostCall(error)).toBe(false);
    expect(failureOf(error)).toEqual({ code: 'NO_SUCH_WORKSPACE', data: { workspace: 'other' } });
  });

  it('is not made of a bug', () => {
    expect(failureOf(new TypeError('x is not a function'))).toBeNull();
    expect(isLostCall(new TypeError('x is not a function'))).toBe(false);
    expect(failureOf(null)).toBeNull();
    expect(isLostCall('text')).toBe(false);
  });
});
