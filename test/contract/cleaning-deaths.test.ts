import { safe } from '@orpc/client';
import { syncBuiltinESMExports } from 'node:module';
import threadModule, { type Worker } from 'node:worker_threads';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findWorkspace } from '../../electron/registry/find-workspace.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { CoreHost } from '../../electron/worker/threads/core-host.ts';
import type { Port } from '../../electron/worker/threads/port.ts';
import { startCore, startCoreProcess } from '../../electron/worker/threads/start-core.ts';
import { ServedWorkspace } from '../../electron/worker/core/served-workspace.ts';
import { coreClient } from '../../shared/api/client.ts';
import { snapshot } from '../clean/support.ts';
import { copyFixture } from '../support/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { followed } from './followed.ts';
import { openIn } from './hosts.ts';
import { runScan } from './run-scan.ts';

/** A workspace with so many orphans that work on them can be caught in the middle. */
function manyOrphans(): string {
  const path = copyFixture('orphans');
  for (let count = 0; count < 6000; count += 1) {
    const digits = count.toString(16).padStart(12, '0');
    writeFileSync(join(path, `binaries/wheat/model_Ridge_${digits}.joblib`), digits);
  }
  return path;
}

const batchesIn = (path: string): string[] =>
  existsSync(join(path, '.stemma/trash')) ? readdirSync(join(path, '.stemma/trash')) : [];

describe.each([
  ['a thread', startCore],
  ['a process of its own', startCoreProcess],
])('a core in %s that dies in the middle of a move', (_name, start) => {
  it('leaves work that the next one tells of, and finishes or rolls back', async () => {
    const path = manyOrphans();
    const before = snapshot(path);
    const cache = temporaryFolder();
    const ports: Port[] = [];
    const host = new CoreHost(
      () => {
        const port = start({ cache });
        ports.push(port);
        return port;
      },
      () => undefined,
    );
    const workspace = await openIn(host, path);
    const client = coreClient(host.connect({ readOnly: false }));
    await runScan(client, workspace);
    const plan = await client.clean.plan({ workspace, selection: { kind: 'orphans' } });
    const events = await client.clean.apply({ workspace, plan: plan.id });
    for (let step = await events.next(); step.done !== true; step = await events.next()) {
      if (step.value.phase === 'move') break;
    }
    const lost = safe(events.next());
    await ports[0]?.terminate();
    expect((await lost).error).not.toBeNull();

    const again = coreClient(host.connect({ readOnly: false }));
    const [trash = ''] = batchesIn(path);
    expect(await again.trash.unfinished({ workspace })).toMatchObject({
      work: [{ trash_id: trash, work: 'moving' }],
      running: null,
    });
    await runScan(again, workspace);
    const list = await again.trash.list({ workspace });
    expect(list).toMatchObject({ batches: [{ id: trash, state: 'interrupted', interrupted: 'moving' }] });
    const refused = await safe(followed(again.trash.empty({ workspace })));
    expect(refused.error).toMatchObject({ code: 'INTERRUPTED_WORK' });
    const { result } = await followed(again.trash.restore({ workspace, trash }));
    expect(result).toMatchObject({ work: 'restoring', skipped_files: 0 });
    expect(snapshot(path)).toEqual(before);
    await host.close();
  }, 60_000);
});

describe('a thread that dies in the middle of a move', () => {
  // The core has no way to end a thread that may be inside SQLite. While files are moved it is not.
  const threads: Worker[] = [];
  const { Worker: RealWorker } = threadModule;
  beforeEach(() => {
    threadModule.Worker = class extends RealWorker {
      constructor(...given: ConstructorParameters<typeof RealWorker>) {
        super(...given);
        threads.push(this);
      }
    };
    syncBuiltinESMExports();
  });
  afterEach(() => {
    threadModule.Worker = RealWorker;
    syncBuiltinESMExports();
  });

  it('takes nothing with it: the core tells of the work, and its lock is gone', async () => {
    const path = manyOrphans();
    const before = snapshot(path);
    const found = findWorkspace(path);
    if (!found.ok) throw new Error(found.error.message);
    const served = new ServedWorkspace(found.value, 0, temporaryFolder());
    await served.scan().outcome;
    const planning = served.start('plan', {
      request: { kind: 'orphans' },
      consent: NO_CONSENT,
      graceMs: 0,
    });
    if (!planning.ok) throw new Error(planning.error);
    const planned = await planning.value.outcome;
    if (planned.kind !== 'done' || !planned.value.ok) throw new Error('There is no plan.');
    const { plan } = planned.value.value;
    const work = served.start('apply', { plan, consent: NO_CONSENT });
    if (!work.ok) throw new Error(work.error);
    for await (const { phase } of work.value.job.progress.watch()) if (phase === 'move') break;
    const { revision } = served.status.value;
    expect(existsSync(join(path, '.stemma/lock'))).toBe(true);
    await threads.at(-1)?.terminate();
    expect(await work.value.outcome).toMatchObject({ kind: 'stopped' });
    expect(existsSync(join(path, '.stemma/lock'))).toBe(false);
    expect(served.status.value).toMatchObject({ work: null, notices: [{ code: 'STOPPED' }] });
    expect(served.status.value.revision).toBeGreaterThan(revision);
    const [id = ''] = batchesIn(path);
    const state = await served.trash.state();
    expect(state.batches).toMatchObject([{ trash_id: id, interrupted: 'moving' }]);
    const rolled = served.start('restore', { id, paths: [] });
    if (!rolled.ok) throw new Error(rolled.error);
    expect(await rolled.value.outcome).toMatchObject({ kind: 'done', value: { ok: true } });
    expect(snapshot(path)).toEqual(before);
    await served.close();
  }, 60_000);
});

describe('a workspace that is gone', () => {
  it('ends planning with the reason', async () => {
    const host = new CoreHost(
      () => startCore({ cache: temporaryFolder() }),
      () => undefined,
    );
    const path = copyFixture('corn');
    const workspace = await openIn(host, path);
    const client = coreClient(host.connect({ readOnly: false }));
    await runScan(client, workspace);
    rmSync(path, { recursive: true });
    const { error } = await safe(client.clean.plan({ workspace, selection: { kind: 'orphans' } }));
    expect(error).toMatchObject({ code: 'SCAN_FAILED', defined: true });
    await host.close();
  });
});

describe('an index in memory', () => {
  it('is the same for cleaning up', async () => {
    const cache = join(temporaryFolder(), 'file');
    writeFileSync(cache, 'not a folder');
    const host = new CoreHost(
      () => startCore({ cache }),
      () => undefined,
    );
    const path = copyFixture('orphans');
    const before = snapshot(path);
    const workspace = await openIn(host, path);
    const client = coreClient(host.connect({ readOnly: false }));
    await runScan(client, workspace);
    const plan = await client.clean.plan({ workspace, selection: { kind: 'orphans' } });
    expect(plan.moves.files).toBe(26);
    const { result } = await followed(client.clean.apply({ workspace, plan: plan.id }));
    expect((await client.clean.kinds({ workspace })).orphans.files).toBe(0);
    await followed(client.trash.restore({ workspace, trash: result.trash_id ?? '' }));
    expect((await client.clean.kinds({ workspace })).orphans.files).toBe(26);
    expect(snapshot(path)).toEqual(before);
    await host.close();
  });
});
