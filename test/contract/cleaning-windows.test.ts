import { safe } from '@orpc/client';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coreClient } from '../../shared/api/client.ts';
import { snapshot } from '../clean/support.ts';
import { copyFixture } from '../support/fixtures.ts';
import { followed } from './followed.ts';
import { openIn, transports } from './hosts.ts';
import { runScan } from './run-scan.ts';

const ORPHANS = { kind: 'orphans' } as const;

describe('two windows at once', () => {
  const [{ serve }] = transports as [(typeof transports)[number]];

  it('the second is refused while the first works, sees it, and can stop it', async () => {
    const core = await serve();
    const one = coreClient(await core.connect());
    const other = coreClient(await core.connect());
    const path = copyFixture('orphans');
    for (let count = 0; count < 4000; count += 1) {
      const digits = count.toString(16).padStart(12, '0');
      writeFileSync(join(path, `binaries/wheat/model_Ridge_${digits}.joblib`), digits);
    }
    const workspace = await openIn(core.host, path);
    await runScan(one, workspace);
    const plan = await one.clean.plan({ workspace, selection: ORPHANS });
    const second = await other.clean.plan({ workspace, selection: ORPHANS });
    expect(second.moves).toEqual(plan.moves);
    const status = await other.workspace.watch({ workspace });
    const events = await one.clean.apply({ workspace, plan: plan.id });
    let step = await events.next();
    const refused = await safe(followed(other.clean.apply({ workspace, plan: second.id })));
    expect(refused.error).toMatchObject({ code: 'BUSY', data: { work: 'apply' } });
    // Work of any other kind too: each of them moves or removes files.
    const others = [
      () => followed(other.trash.empty({ workspace })),
      () => followed(other.trash.restore({ workspace, trash: 'any' })),
      () => followed(other.trash.restoreWanted({ workspace })),
      () => followed(other.trash.resume({ workspace, trash: 'any' })),
    ];
    for (const ask of others) {
      const { error } = await safe<unknown, unknown>(ask());
      expect(error).toMatchObject({ code: 'BUSY', data: { work: 'apply' } });
    }
    expect(await other.trash.unfinished({ workspace })).toMatchObject({ running: 'apply', lock: null });
    for await (const { work } of status) if (work?.kind === 'apply') break;
    while (step.done !== true && step.value.phase !== 'move') step = await events.next();
    expect(await other.clean.cancel({ workspace })).toEqual({ cancelled: true });
    const { result } = await followed(events);
    expect(result).toMatchObject({ cancelled: true });
    expect(result.done.files).toBeLessThan(plan.moves.files);
    expect(result.done.files + result.skipped_files).toBe(plan.moves.files);
    expect(result.skipped.length).toBeLessThanOrEqual(1000);
    const left = await one.clean.kinds({ workspace });
    expect(left.orphans.files).toBe(plan.moves.files - result.done.files);
    expect(await other.clean.cancel({ workspace })).toEqual({ cancelled: false });
    await core.close();
    expect(core.bugs).toEqual([]);
  }, 60_000);

  it('nothing is moved while the trash is emptied, nor put back', async () => {
    const core = await serve();
    const [one, other] = [coreClient(await core.connect()), coreClient(await core.connect())];
    const path = copyFixture('orphans');
    const workspace = await openIn(core.host, path);
    await runScan(one, workspace);
    const plan = await one.clean.plan({ workspace, selection: { kind: 'orphans', dataset: 'wheat' } });
    const { result } = await followed(one.clean.apply({ workspace, plan: plan.id }));
    const rest = await other.clean.plan({ workspace, selection: ORPHANS });
    const events = await one.trash.empty({ workspace });
    await events.next();
    const refusals = await Promise.all([
      safe(followed(other.clean.apply({ workspace, plan: rest.id }))),
      safe(followed(other.trash.restore({ workspace, trash: result.trash_id ?? '' }))),
    ]);
    for (const { error } of refusals) expect(error).toMatchObject({ code: 'BUSY', data: { work: 'empty' } });
    const emptied = await followed(events);
    expect(emptied.result).toMatchObject({ work: 'emptying', done: plan.moves });
    // What was refused was not done half, and can be asked for again.
    const later = await followed(other.clean.apply({ workspace, plan: rest.id }));
    expect(later.result).toMatchObject({ work: 'moving', done: rest.moves });
    await core.close();
    expect(core.bugs).toEqual([]);
  });

  it('a window that goes away in the middle leaves work that can be undone', async () => {
    const core = await serve();
    const path = copyFixture('orphans');
    const before = snapshot(path);
    const channel = await core.connect();
    const one = coreClient(channel);
    const workspace = await openIn(core.host, path);
    await runScan(one, workspace);
    const plan = await one.clean.plan({ workspace, selection: ORPHANS });
    const events = await one.clean.apply({ workspace, plan: plan.id });
    await events.next();
    channel.close();
    const other = coreClient(await core.connect());
    for await (const { work } of await other.workspace.watch({ workspace })) if (work === null) break;
    expect(await other.trash.unfinished({ workspace })).toEqual({ work: [], lock: null, running: null });
    const { batches } = await other.trash.list({ workspace });
    for (const { id } of batches) await followed(other.trash.restore({ workspace, trash: id }));
    expect(snapshot(path)).toEqual(before);
    await core.close();
    expect(core.bugs).toEqual([]);
  });

  it('scans and work wait for each other, and all get their answers', async () => {
    const core = await serve();
    const client = coreClient(await core.connect());
    const workspace = await openIn(core.host, copyFixture('orphans'));
    await runScan(client, workspace);
    const first = await client.clean.plan({ workspace, selection: ORPHANS });
    const [scan, applied, plan] = await Promise.all([
      runScan(client, workspace),
      followed(client.clean.apply({ workspace, plan: first.id })),
      client.clean.plan({
        workspace,
        selection: { kind: 'pipelines-matching', filter: { state: 'failed' } },
      }),
      runScan(client, workspace),
    ]);
    expect(scan.summary).not.toBeNull();
    expect(applied.result.done).toEqual(first.moves);
    expect(plan).toMatchObject({ kind: 'failed', pipelines: 2 });
    await core.close();
    expect(core.bugs).toEqual([]);
  });
});
