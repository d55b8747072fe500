import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { operatorRows } from '../../electron/registry/ask/chains/operators.ts';
import { facetsOf, recordTotals } from '../../electron/registry/ask/records/facets.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { findWorkspace } from '../../electron/registry/find-workspace.ts';
import { closeDatabase } from '../../electron/registry/index/database.ts';
import { indexFile } from '../../electron/registry/index/location.ts';
import { pendingWays } from '../../electron/registry/index/pending-ways.ts';
import { openReader } from '../../electron/registry/index/reader.ts';
import { startCoreProcess } from '../../electron/worker/threads/start-core.ts';
import { CoreHost } from '../../electron/worker/threads/core-host.ts';
import type { Port } from '../../electron/worker/threads/port.ts';
import { coreClient, type CoreClient } from '../../shared/api/client.ts';
import type { Facets } from '../../shared/api/records/facets.ts';
import type { WorkspaceStatus } from '../../shared/api/workspace/workspace.ts';
import { generateWorkspace } from '../bench/generate.ts';
import { scanned } from '../support/scanning.ts';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { fresh } from '../support/view-context.ts';
import { openIn } from './hosts.ts';
import { runScan } from './run-scan.ts';

const made = temporaryFolder();
const root = join(made, 'workspace');
const PIPELINES = 240;
generateWorkspace({ out: root, records: 12_000, manifests: PIPELINES });
afterAll(() => removeFolder(made));

const TEXT = 'PLS n_components>3';
const TOP = { parent: null, limit: 50 } as const;

/** What the questions that need ways say where a scan derives them itself. */
const { index } = scanned(root);
const operators = complete(operatorRows(fresh(index), TOP));
const totalsFound = complete(recordTotals(fresh(index), { text: TEXT }));
const parameters = namesOf(complete(facetsOf(fresh(index), {})));

/** How many records have each parameter. Those that equally many have are in no order. */
function namesOf(facets: Facets): ReadonlyMap<string, number> {
  return new Map(facets.parameters.map(({ name, records }) => [name, records]));
}

async function expectAnswers(client: CoreClient, workspace: string): Promise<void> {
  expect(await client.workspace.operators({ workspace, ...TOP })).toEqual(operators);
  expect(await client.workspace.recordTotals({ workspace, text: TEXT })).toEqual(totalsFound);
  expect(namesOf(await client.workspace.facets({ workspace }))).toEqual(parameters);
}

describe('ways that a large scan leaves', () => {
  const hosts: CoreHost[] = [];
  afterEach(async () => {
    for (const host of hosts.splice(0)) await host.close();
  });

  function start(cache: string) {
    const bugs: string[] = [];
    const ports: Port[] = [];
    const host = new CoreHost(
      () => {
        ports.push(startCoreProcess({ cache, validateOutputs: true }));
        const port = ports.at(-1);
        if (port === undefined) throw new Error('no port');
        return port;
      },
      (what, error) => bugs.push(`${what}: ${String(error)}`),
    );
    hosts.push(host);
    return { host, bugs, kill: async () => await ports.at(-1)?.terminate() };
  }

  /** Collects what is told until something is. */
  async function until(
    client: CoreClient,
    workspace: string,
    isThere: (status: WorkspaceStatus) => boolean,
  ): Promise<WorkspaceStatus[]> {
    const all: WorkspaceStatus[] = [];
    for await (const status of await client.workspace.watch({ workspace })) {
      all.push(status);
      if (isThere(status)) return all;
    }
    throw new Error('it was not told');
  }

  it('are derived behind it: questions that need them wait, and all others are answered', async () => {
    const { host, bugs } = start(temporaryFolder());
    const workspace = await openIn(host, root);
    const client = coreClient(host.connect({ readOnly: false }));
    let begun = false;
    const watching = until(client, workspace, ({ ways }) => {
      begun ||= ways !== null;
      return begun && ways === null;
    });
    await runScan(client, workspace);
    const { totals } = await client.workspace.stats({ workspace });
    expect(totals.pipelines).toBe(PIPELINES);
    await expectAnswers(client, workspace);
    const told = await watching;
    expect(told.some(({ ways }) => ways?.total === PIPELINES)).toBe(true);
    // Nothing that a window has asked is to be asked again.
    expect(told.at(-1)).toMatchObject({ isReady: true, revision: 1, scan: null, notices: [] });
    expect(bugs).toEqual([]);
  });

  it('are derived by the next core where one was killed in the middle', async () => {
    const cache = temporaryFolder();
    const first = start(cache);
    const client = coreClient(first.host.connect({ readOnly: false }));
    const workspace = await openIn(first.host, root);
    const begun = until(client, workspace, ({ ways }) => ways !== null);
    await runScan(client, workspace);
    await begun;
    await first.kill();
    const found = findWorkspace(root);
    const reader = found.ok ? openReader(indexFile(cache, found.value.realRoot)) : null;
    if (reader === null) throw new Error('there is no index');
    expect(pendingWays(reader).pipelines).toBe(PIPELINES);
    closeDatabase(reader);

    const next = start(cache);
    const again = await openIn(next.host, root);
    await expectAnswers(coreClient(next.host.connect({ readOnly: false })), again);
    expect(next.bugs).toEqual([]);
  });
});
