import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coreClient } from '../../shared/api/client.ts';
import { startCore } from '../../electron/worker/threads/start-core.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { twoPipelines } from '../support/two-pipelines.ts';
import { zipOfFolder } from '../support/zip-of-folder.ts';
import { followed } from './followed.ts';
import { freshHost, openIn } from './hosts.ts';
import { runScan } from './run-scan.ts';

/** Two windows on a workspace, and an import that was planned; what it came to is asked for while it waits for a scan. */
async function planned() {
  const cache = temporaryFolder();
  const { host, bugs } = freshHost(startCore, cache);
  const one = coreClient(host.connect({ readOnly: false }));
  const other = coreClient(host.connect({ readOnly: false }));
  const path = join(temporaryFolder(), 'workspace');
  for (const folder of ['runs', 'binaries']) mkdirSync(join(path, folder), { recursive: true });
  const workspace = await openIn(host, path);
  await runScan(one, workspace);
  const give = (id: string): void =>
    host.giveSource({
      id,
      name: id,
      paths: [zipOfFolder(twoPipelines().root)],
      root: null,
      unsent: [],
      left: [],
    });
  give('away');
  give('elsewhere');
  const { result: head } = await followed(one.import.plan({ workspace, source: 'away' }));
  const { plan, chosen } = head;
  const scan = runScan(other, workspace);
  const applied = followed(one.import.apply({ workspace, plan, version: chosen.version }));
  const close = async (): Promise<void> => {
    await scan;
    await host.close();
    expect(bugs).toEqual([]);
  };
  return { other, workspace, plan, chosen, applied, close, unpacked: join(cache, 'unpacked') };
}

describe('an import that waits for its turn', () => {
  it('is of what was chosen when it was asked for', async () => {
    const { other, workspace, plan, chosen, applied, close } = await planned();
    await other.import.choose({ workspace, plan, items: [0], taken: false });
    expect((await applied).result).toMatchObject({ manifests: chosen.manifests, skipped_count: 0 });
    await close();
  });

  it('goes on where another window closes its plan, and what was unpacked for it goes then', async () => {
    const { other, workspace, chosen, applied, close, unpacked } = await planned();
    await other.import.close({ workspace });
    expect((await applied).result).toMatchObject({ manifests: chosen.manifests, skipped_count: 0 });
    expect(await other.import.current({ workspace })).toBeNull();
    expect(readdirSync(unpacked)).toEqual([]);
    await close();
  });

  it('is not told as what came of something else that another window looks at', async () => {
    const { other, workspace, applied, close } = await planned();
    const next = followed(other.import.plan({ workspace, source: 'elsewhere' }));
    expect((await applied).result).toMatchObject({ manifests: 2 });
    const { plan } = (await next).result;
    const current = await other.import.current({ workspace });
    expect(current).toMatchObject({ source: 'elsewhere', head: { plan }, result: null });
    await close();
  });
});
