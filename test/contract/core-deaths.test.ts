import { safe } from '@orpc/client';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CoreHost } from '../../electron/worker/threads/core-host.ts';
import type { Port } from '../../electron/worker/threads/port.ts';
import { startCoreProcess } from '../../electron/worker/threads/start-core.ts';
import { coreClient, type CoreClient } from '../../shared/api/client.ts';
import type { Channel } from '../../shared/api/channel.ts';
import { DAMAGES } from '../support/damages.ts';
import { copyFixture } from '../support/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openIn } from './hosts.ts';
import { runScan } from './run-scan.ts';

/**
 * A core whose port a test can end at any time, as a crash would: a process of its own, since a thread that is ended inside
 * SQLite takes its process with it.
 */
function mortalCore(cache: string) {
  const ports: Port[] = [];
  const log: string[] = [];
  const host = new CoreHost(
    () => {
      const port = startCoreProcess({ cache });
      ports.push(port);
      return port;
    },
    (what, error) => log.push(`${what}: ${String(error)}`),
  );
  return { host, log, ports, kill: async () => await ports.at(-1)?.terminate() };
}

const closedWith = (channel: Channel): Promise<string | null> =>
  new Promise((resolve) => channel.onClose(resolve));

async function noticesOf(client: CoreClient, workspace: string): Promise<string[]> {
  for await (const { notices } of await client.workspace.watch({ workspace })) {
    return notices.map(({ code }) => code);
  }
  throw new Error('The status was not told.');
}

describe('a core that dies', () => {
  const cores: CoreHost[] = [];
  afterEach(async () => {
    for (const core of cores.splice(0)) await core.close();
  });

  function fresh(cache = temporaryFolder()) {
    const core = mortalCore(cache);
    cores.push(core.host);
    return core;
  }

  it('rejects what waits for it, with a reason, and is started again with what was open', async () => {
    const core = fresh();
    const workspace = await openIn(core.host, copyFixture('corn'));
    const channel = core.host.connect({ readOnly: false });
    const client = coreClient(channel);
    const watching = await client.workspace.watch({ workspace });
    await watching.next();
    const waiting = safe(watching.next());
    const closed = closedWith(channel);
    await core.kill();
    expect(await closed).toMatch(/ended/);
    expect((await waiting).error).not.toBeNull();
    expect(core.log).toEqual([expect.stringMatching(/^The core stopped/)]);

    const again = coreClient(core.host.connect({ readOnly: false }));
    expect(await again.workspace.info({ workspace })).toMatchObject({ id: workspace });
    await runScan(again, workspace);
    expect((await again.workspace.stats({ workspace })).totals.records).toBeGreaterThan(0);
    expect(core.ports).toHaveLength(2);
  });

  it('rejects an opening under way', async () => {
    const core = fresh();
    const opening = safe(core.host.open({ path: copyFixture('corn'), graceMs: 0 }));
    await core.kill();
    expect(String((await opening).error)).toMatch(/core stopped/);
  });
});

describe('an index that is damaged', () => {
  it.each(DAMAGES)('is built again with a message: %s', async (_what, damage) => {
    const cache = temporaryFolder();
    const path = copyFixture('several-datasets');
    const first = mortalCore(cache);
    const workspace = await openIn(first.host, path);
    const before = coreClient(first.host.connect({ readOnly: false }));
    await runScan(before, workspace);
    const right = await before.workspace.stats({ workspace });
    await first.host.close();

    const name = readdirSync(cache).find((file) => file.endsWith('.sqlite'));
    damage(join(cache, name ?? ''));
    const second = mortalCore(cache);
    expect(await openIn(second.host, path)).toBe(workspace);
    const client = coreClient(second.host.connect({ readOnly: false }));
    // Whether somebody asks first or the scan finds the damage: the answers after it are right.
    await safe(client.workspace.records({ workspace, limit: 1000 }));
    await runScan(client, workspace);
    expect(await client.workspace.stats({ workspace })).toEqual(right);
    expect(await noticesOf(client, workspace)).toContain('REBUILT');
    expect(readdirSync(cache).filter((file) => file.endsWith('.sqlite'))).toEqual([name]);
    await second.host.close();
    expect(second.log).toEqual([]);
  });

  it('in the cache folder that can not be written is kept in memory, for all who ask', async () => {
    const folder = join(temporaryFolder(), 'file');
    writeFileSync(folder, 'not a folder');
    const core = mortalCore(folder);
    const workspace = await openIn(core.host, copyFixture('corn'));
    const client = coreClient(core.host.connect({ readOnly: false }));
    await runScan(client, workspace);
    expect((await client.workspace.stats({ workspace })).totals.records).toBeGreaterThan(0);
    expect(await noticesOf(client, workspace)).toEqual(['IN_MEMORY']);
    await runScan(client, workspace);
    expect((await client.workspace.stats({ workspace })).totals.records).toBeGreaterThan(0);
    await core.host.close();
  });
});
