import { nodeFileSystem } from '../../electron/registry/files/file-system.ts';
import { operatorRows } from '../../electron/registry/ask/chains/operators.ts';
import { dependenciesOf } from '../../electron/registry/ask/needs/dependencies.ts';
import { Memo } from '../../electron/registry/columns/memo.ts';
import type { QueryContext } from '../../electron/registry/state/context.ts';
import type { PageEnd } from '../../electron/registry/ask/records/page-sql.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import type { SqlSort } from '../../electron/registry/state/record-order.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { openWorkspace, type Workspace } from '../../electron/registry/workspace.ts';
import { ThreadedReader } from '../../electron/worker/threads/threaded-reader.ts';
import { fileList } from '../../electron/registry/ask/files/file-list.ts';
import { cleanable } from '../../electron/registry/ask/deletion/cleanable.ts';
import { overviewOf } from '../../electron/registry/ask/totals/overview.ts';
import { makeSite } from '../../electron/registry/change/site.ts';
import { findingsOf } from '../../electron/registry/clean/findings.ts';
import type { ViewContext } from '../../electron/registry/columns/columns.ts';
import { threadScript } from '../support/thread-script.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import type { Measurement, Outcome } from './measurement.ts';

/** Questions of one run of the closure, as the figures of the reference are for 1,000. */
const QUESTIONS = 1000;

/** Rows of a page, as lists ask for them. */
const PAGE = 200;

export function open(directory: string, cache: string): Workspace {
  const opened = openWorkspace(directory, {
    cache,
    makeReader: (root) => new ThreadedReader(threadScript('reading-thread'), root, nodeFileSystem, Date.now),
  });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

/** Drives work to its end, giving the event loop a turn as the real drivers do. */
export async function drive(steps: Iterator<unknown, unknown>): Promise<void> {
  let last = performance.now();
  while (steps.next().done !== true) {
    if (performance.now() - last < 25) continue;
    await new Promise((resolve) => setImmediate(resolve));
    last = performance.now();
  }
}

/** Without a grace period, as the generator's summary counts. */
function contextOf(workspace: Workspace): QueryContext {
  return { index: workspace.index, nowMs: Date.now(), graceMs: 0 };
}

export function found(workspace: Workspace): NonNullable<Outcome['found']> {
  const { totals } = complete(statistics(contextOf(workspace)));
  return {
    manifests: totals.manifests,
    records: totals.records,
    files: totals.files,
    storedBytes: totals.stored_bytes,
    orphanFiles: totals.orphan_files,
    missingFiles: totals.missing_files,
    missingRecords: totals.missing_records,
  };
}

export async function buildIndex(directory: string, cache: string): Promise<void> {
  const workspace = open(directory, cache);
  await drive(workspace.scan());
  await drive(workspace.deriveWays());
  workspace.close();
}

/** A question to an index that is there already: only the question is timed, and once before for its statements. */
function question(name: string, ask: (context: QueryContext, directory: string) => void): Measurement {
  return {
    name,
    prepare: buildIndex,
    run: (directory, cache) => {
      const workspace = open(directory, cache);
      const context = contextOf(workspace);
      ask(context, directory);
      const start = performance.now();
      ask(context, directory);
      const milliseconds = performance.now() - start;
      workspace.close();
      return { milliseconds };
    },
  };
}

/** The fifth page of a list, by key. */
function fifthPage(context: QueryContext, by: SqlSort): void {
  let after: PageEnd | null = null;
  for (let page = 0; page < 5; page += 1) {
    after = listRecords(context, {}, { by }, { limit: PAGE, ...(after === null ? {} : { after }) }).next;
  }
}

/** What meta-models depend on, transitively, and what depends on that. */
function closures(context: QueryContext): void {
  const rows = context.index.raw
    .prepare('SELECT DISTINCT record_id AS id FROM dependency LIMIT :limit')
    .all({ limit: QUESTIONS / 2 }) as { id: number }[];
  for (const { id } of rows) {
    for (const reverse of [false, true])
      dependenciesOf(context.index, { record: id, reverse, transitive: true });
  }
}

/** Asked of a core that was just started. */
const alone = (context: QueryContext): ViewContext => ({ ...context, memo: new Memo() });

/** The datasets with all that stands below them, worked out from nothing as a core does it that was just started. */
function operators(context: QueryContext): void {
  complete(operatorRows(alone(context), { parent: null, limit: PAGE }));
}

/** Opens a workspace and scans it; only the scan is timed. */
export async function timedScan(directory: string, cache: string): Promise<Outcome> {
  const workspace = open(directory, cache);
  const start = performance.now();
  await drive(workspace.scan());
  const milliseconds = performance.now() - start;
  const outcome = { milliseconds, found: found(workspace) };
  workspace.close();
  return outcome;
}

/** What the registry core does, for the benchmark. */
export const CORE_MEASUREMENTS: readonly Measurement[] = [
  {
    name: 'cold scan',
    isCold: true,
    run: timedScan,
  },
  {
    name: 'ways of all pipelines, behind a cold scan',
    isCold: true,
    run: async (directory, cache) => {
      const workspace = open(directory, cache);
      await drive(workspace.scan());
      const start = performance.now();
      await drive(workspace.deriveWays());
      const milliseconds = performance.now() - start;
      workspace.close();
      return { milliseconds };
    },
  },
  {
    name: 'rescan, nothing changed',
    prepare: buildIndex,
    run: timedScan,
  },
  {
    name: 'open again, first page, no scan',
    prepare: buildIndex,
    run: (directory, cache) => {
      const start = performance.now();
      const workspace = open(directory, cache);
      listRecords(contextOf(workspace), {}, { by: 'created_at', descending: true }, { limit: PAGE });
      const milliseconds = performance.now() - start;
      workspace.close();
      return { milliseconds };
    },
  },
  question('statistics', (context) => complete(statistics(context))),
  question('overview', (context) => complete(overviewOf(alone(context)))),
  question('equal operators of all pipelines', operators),
  question('a page of 200 files', (context) =>
    complete(fileList(alone(context), {}, { sort: 'path', descending: false, offset: 0, limit: PAGE })),
  ),
  question('what there is to clean up', (context) => complete(cleanable(alone(context)))),
  question('findings', (context, directory) => complete(findingsOf(makeSite(directory), context.index, []))),
  question('5 pages of 200 records by place', (context) => fifthPage(context, 'place')),
  question('5 pages of 200 records by class', (context) => fifthPage(context, 'class_name')),
  question('5 pages of 200 records by size', (context) => fifthPage(context, 'size_bytes')),
  question('1,000 transitive closures', closures),
];
