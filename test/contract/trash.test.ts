import { safe } from '@orpc/client';
import { readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coreClient, type CoreClient } from '../../shared/api/client.ts';
import type { WorkspaceStatus } from '../../shared/api/workspace/workspace.ts';
import { clean, cleaningOf, empty, sure, trashId } from '../clean/support.ts';
import { copyFixture } from '../support/fixtures.ts';
import { followed } from './followed.ts';
import { openIn, transports } from './hosts.ts';
import { runScan } from './run-scan.ts';

/** The status of a workspace now. */
async function statusOf(client: CoreClient, workspace: string): Promise<WorkspaceStatus> {
  for await (const status of await client.workspace.watch({ workspace })) return status;
  throw new Error('The status was not told.');
}

describe('the trash', () => {
  const [{ serve }] = transports as [(typeof transports)[number]];

  it('is known before the first scan of a session, and a scan sees what others did to it', async () => {
    const path = copyFixture('orphans');
    const cleaning = cleaningOf(path);
    const moved = clean(cleaning, { kind: 'orphans' });
    const core = await serve();
    const client = coreClient(await core.connect());
    const workspace = await openIn(core.host, path);
    const totals = await client.trash.totals({ workspace });
    expect(totals).toMatchObject({ batches: 1, files: moved.moved.length, wanted: 0 });
    const trash = trashId(moved);
    const { files } = await client.trash.files({ workspace, trash, limit: 5 });
    expect(files).toHaveLength(5);
    // Manifests that were written a moment ago are read once more.
    while ((await runScan(client, workspace)).summary?.changed !== false);
    sure(empty(cleaning));
    const before = await statusOf(client, workspace);
    const { summary } = await runScan(client, workspace);
    expect(summary).toMatchObject({ changed: false });
    expect((await statusOf(client, workspace)).revision).toBeGreaterThan(before.revision);
    expect(await client.trash.totals({ workspace })).toMatchObject({ batches: 0, files: 0 });
    const gone = await safe(client.trash.files({ workspace, trash, limit: 5 }));
    expect(gone.error).toMatchObject({ code: 'NOT_FOUND', data: { kind: 'trash', name: trash } });
    await core.close();
    expect(core.bugs).toEqual([]);
  });

  it('is looked at again where work of another Stemma ended before anybody asked whose it is', async () => {
    const path = copyFixture('orphans');
    const moved = clean(cleaningOf(path), { kind: 'orphans' });
    const folder = join(path, '.stemma/trash', trashId(moved));
    renameSync(join(folder, 'complete.journal'), join(folder, 'moving.journal'));
    const core = await serve();
    const client = coreClient(await core.connect());
    const workspace = await openIn(core.host, path);
    while ((await runScan(client, workspace)).summary?.changed !== false);
    expect(await client.trash.list({ workspace })).toMatchObject({ batches: [{ state: 'interrupted' }] });
    const { revision } = await statusOf(client, workspace);
    renameSync(join(folder, 'moving.journal'), join(folder, 'complete.journal'));
    expect(await client.trash.unfinished({ workspace })).toEqual({ work: [], lock: null, running: null });
    for await (const status of await client.workspace.watch({ workspace }))
      if (status.revision > revision) break;
    expect(await client.trash.list({ workspace })).toMatchObject({ batches: [{ state: 'complete' }] });
    await core.close();
    expect(core.bugs).toEqual([]);
  });

  it('goes on with what was cut off as the user says of what can not be read, and of a workspace without runs', async () => {
    const path = copyFixture('orphans');
    const core = await serve();
    const client = coreClient(await core.connect());
    const workspace = await openIn(core.host, path);
    await runScan(client, workspace);
    const plan = await client.clean.plan({ workspace, selection: { kind: 'orphans', dataset: 'wheat' } });
    const { result } = await followed(client.clean.apply({ workspace, plan: plan.id }));
    const trash = result.trash_id ?? '';
    const folder = join(path, '.stemma/trash', trash);
    renameSync(join(folder, 'complete.journal'), join(folder, 'emptying.journal'));
    const manifest = 'runs/wheat/0003_trees_fac223/manifest.yaml';
    const text = readFileSync(join(path, manifest));
    truncateSync(join(path, manifest), 300);
    const refused = await safe(followed(client.trash.resume({ workspace, trash })));
    expect(refused.error).toMatchObject({ code: 'UNREADABLE', data: { unreadable: [{ path: manifest }] } });
    const wrong = { workspace, trash, count_empty: ['runs/wheat/0001_keep_8850d6/manifest.yaml'] };
    const undecidable = await safe(followed(client.trash.resume(wrong)));
    expect(undecidable.error).toMatchObject({ code: 'NOT_DECIDABLE', defined: true });
    writeFileSync(join(path, manifest), text);
    renameSync(join(path, 'runs'), join(path, '..', 'elsewhere'));
    const named = await safe(followed(client.trash.resume({ workspace, trash })));
    expect(named.error).toMatchObject({ code: 'NO_MANIFESTS', data: { name: basename(path) } });
    const typed = await safe(followed(client.trash.resume({ workspace, trash, confirm_empty: 'something' })));
    expect(typed.error).toMatchObject({ code: 'NO_MANIFESTS' });
    renameSync(join(path, '..', 'elsewhere'), join(path, 'runs'));
    truncateSync(join(path, manifest), 300);
    const done = await followed(client.trash.resume({ workspace, trash, count_empty: [manifest] }));
    expect(done.result).toMatchObject({ work: 'emptying', done: plan.moves });
    await core.close();
    expect(core.bugs).toEqual([]);
  });

  it('shows which names were taken since', async () => {
    const path = copyFixture('orphans');
    const core = await serve();
    const client = coreClient(await core.connect());
    const workspace = await openIn(core.host, path);
    await runScan(client, workspace);
    const plan = await client.clean.plan({ workspace, selection: { kind: 'orphans' } });
    const { result } = await followed(client.clean.apply({ workspace, plan: plan.id }));
    const trash = result.trash_id ?? '';
    const { files } = await client.trash.files({ workspace, trash, limit: 2 });
    const taken = files[0]?.path ?? '';
    writeFileSync(join(path, taken), 'somebody else');
    await runScan(client, workspace);
    await followed(client.trash.restore({ workspace, trash, files: [files[1]?.path ?? ''] }));
    const after = await client.trash.files({ workspace, trash, limit: 1 });
    expect(after).toMatchObject({ conflicts: 1, total: plan.moves.files - 1 });
    expect(after.files).toMatchObject([{ path: taken, clash: 'conflict' }]);
    const rest = await followed(client.trash.restore({ workspace, trash }));
    expect(rest.result).toMatchObject({ skipped: [{ path: taken, reason: 'conflict' }], skipped_files: 1 });
    await core.close();
    expect(core.bugs).toEqual([]);
  });
});
