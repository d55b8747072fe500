import { readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coreClient, type CoreClient } from '../../shared/api/client.ts';
import type { ImportHead, ImportProgress } from '../../shared/api/import/import-plan.ts';
import { indexFile } from '../../electron/registry/index/location.ts';
import type { CoreHost } from '../../electron/worker/threads/core-host.ts';
import { startCore } from '../../electron/worker/threads/start-core.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { followed } from './followed.ts';
import { freshHost, openIn } from './hosts.ts';
import { runScan } from './run-scan.ts';

const PIPELINE = v3Manifest('corn', [v3Item('one')], { uid: 'away' });

/** A pipeline somewhere else. */
function away(): string {
  const builder = new WorkspaceBuilder();
  builder.store('corn', 'one');
  builder.manifest('runs/corn/0001_pls_aaaaaa', PIPELINE);
  return builder.root;
}

describe('While another program writes the index, so that the workspace can not be looked at yet', () => {
  let cache: string;
  let host: CoreHost;
  let bugs: string[];
  let client: CoreClient;
  let here: WorkspaceBuilder;
  let workspace: string;
  let writer: Database.Database;

  beforeEach(async () => {
    cache = temporaryFolder();
    ({ host, bugs } = freshHost(startCore, cache));
    client = coreClient(host.connect({ readOnly: false }));
    here = new WorkspaceBuilder().bystander();
    workspace = await openIn(host, here.root);
    await runScan(client, workspace);
    const source = { id: 'away', name: 'away', paths: [away()], root: null, unsent: [], left: [] };
    host.giveSource(source);
    writer = new Database(indexFile(cache, here.root));
    writer.exec('BEGIN IMMEDIATE');
  });

  afterEach(async () => {
    writer.close();
    await host.close();
    if (bugs.length > 0) throw new Error(bugs.join('\n'));
  });

  /** Looks until there are rows, which are told by the last scan as long as the index is being written. */
  async function untilRows(signal?: AbortSignal): Promise<AsyncIterator<ImportProgress, ImportHead>> {
    const options = signal === undefined ? {} : { signal };
    const running = await client.import.plan({ workspace, source: 'away' }, options);
    for (;;) {
      const { done, value } = await running.next();
      if (done === true) throw new Error('It ended before there were rows.');
      if (value.rows.length === 0) continue;
      expect(value.rows).toMatchObject([{ status: 'new', provisional: true }]);
      return running;
    }
  }

  it('first rows of an import are there, and of them nothing is planned that could be applied', async () => {
    const running = await untilRows();
    const current = await client.import.current({ workspace });
    expect(current).toMatchObject({ planning: true, head: null });
    // Somebody brings the same pipeline, elsewhere.
    here.manifest('runs/elsewhere/0001_pls_aaaaaa', PIPELINE);
    writer.exec('ROLLBACK');
    const { result: head } = await followed(running);
    expect(head.counts).toEqual({ new: 0, same: 1, conflict: 0, broken: 0 });
    const { rows } = await client.import.items({ workspace, plan: head.plan, limit: 10 });
    expect(rows).toMatchObject([{ status: 'same', provisional: false, taken: false }]);
  });

  it('an import is cancelled among its first rows, and nothing is left of it', async () => {
    const leaving = new AbortController();
    const running = await untilRows(leaving.signal);
    leaving.abort();
    await expect(followed(running)).rejects.toThrow();
    writer.exec('ROLLBACK');
    // The next has its turn when that one has ended.
    const { result: head } = await followed(client.import.plan({ workspace, source: 'away' }));
    expect(head.counts).toMatchObject({ new: 1 });
    await client.import.close({ workspace });
    expect(await client.import.current({ workspace })).toBeNull();
    expect(readdirSync(here.root)).not.toContain('.stemma');
  });
});
