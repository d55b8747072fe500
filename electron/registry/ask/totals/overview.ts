import type { FileTotals } from '../../../../shared/api/numbers.ts';
import type { Usage, Overview } from '../../../../shared/api/workspace/overview.ts';
import { farAheadNs } from '../../files/file-system.ts';
import { allRows, firstRow, type ReadableIndex } from '../../index/database.ts';
import type { ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { unusedFiles } from '../../columns/unused-files.ts';

/** Above this many days by dataset, growth counts by month. */
const MOST_PARTS = 4000;

const DAY_MS = 86_400_000;

const none = (): { files: number; bytes: number } => ({ files: 0, bytes: 0 });

function noUsage(): Usage {
  return {
    one_pipeline: none(),
    several_pipelines: none(),
    copies: none(),
    orphan: none(),
    undecided: none(),
    foreign: none(),
    recent: none(),
  };
}

/** In the order of `folder_use.part`. */
const USED_PARTS = ['copies', 'one_pipeline', 'several_pipelines'] as const;

/** What does not depend on the time at which it is asked. */
interface Lasting {
  readonly usage: ReadonlyMap<string | null, Usage>;
  readonly days: ReadonlyMap<string | null, ReadonlyMap<number, FileTotals>>;
}

function usedParts(index: ReadableIndex): Lasting['usage'] {
  const usage = new Map<string | null, Usage>();
  const rows = allRows<FileTotals & { dataset: string | null; part: number }>(
    index,
    `SELECT d.dataset, u.part, sum(u.files) AS files, sum(u.bytes) AS bytes
     FROM folder_use u CROSS JOIN folder d ON d.id = u.folder_id GROUP BY 1, 2`,
  );
  for (const { dataset, part, files, bytes } of rows) {
    let used = usage.get(dataset);
    if (used === undefined) usage.set(dataset, (used = noUsage()));
    used[USED_PARTS[part] ?? 'several_pipelines'] = { files, bytes };
  }
  return usage;
}

/**
 * SQL: when file `f` was written, for people: its mtime, but of a wrong clock, which would stretch the chart over centuries, the
 * ctime. No file of nirs4all's is from before 1990.
 */
const WRITTEN_AT = `CASE WHEN f.mtime_ns > :farAhead OR f.mtime_ns < 631152000000000000 THEN f.ctime_ns ELSE f.mtime_ns END`;

/** Read from the index alone: the ledger takes longer than a window should wait for its first figures. */
function* lasting({ index, nowMs }: ViewContext): Slices<Lasting> {
  const days = new Map<string | null, Map<number, { files: number; bytes: number }>>();
  for (const { id, dataset } of allRows<{ id: number; dataset: string | null }>(
    index,
    'SELECT id, dataset FROM folder',
  )) {
    yield 'more';
    const rows = allRows<FileTotals & { day: number }>(
      index,
      `SELECT (${WRITTEN_AT}) / ${DAY_MS}000000 AS day, count(*) AS files, sum(f.size) AS bytes
       FROM file f CROSS JOIN file_use u ON u.file_id = f.id WHERE f.folder_id = :id AND u.alias = 0 GROUP BY 1`,
      { id, farAhead: farAheadNs(nowMs) },
    );
    let byDay = days.get(dataset);
    if (byDay === undefined) days.set(dataset, (byDay = new Map()));
    for (const { day, ...written } of rows) {
      const totals = byDay.get(day) ?? none();
      byDay.set(day, totals);
      addTo(totals, written);
    }
  }
  return { usage: usedParts(index), days };
}

function addTo(totals: { files: number; bytes: number }, { files, bytes }: FileTotals): void {
  totals.files += files;
  totals.bytes += bytes;
}

function growthOf(days: Lasting['days'], isWanted: (dataset: string | null) => boolean): Overview['growth'] {
  const wanted = [...days].filter(([dataset]) => isWanted(dataset));
  const isByMonth = wanted.reduce((sum, [, byDay]) => sum + byDay.size, 0) > MOST_PARTS;
  const parts = new Map<string, { period: string; dataset: string | null; files: number; bytes: number }>();
  for (const [dataset, byDay] of wanted) {
    for (const [day, totals] of byDay) {
      const period = new Date(day * DAY_MS).toISOString().slice(0, isByMonth ? 7 : 10);
      const key = JSON.stringify([period, dataset]);
      const part = parts.get(key) ?? { period, dataset, ...none() };
      parts.set(key, part);
      addTo(part, totals);
    }
  }
  const sorted = [...parts].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, part]) => part);
  return { unit: isByMonth ? 'month' : 'day', parts: sorted };
}

interface Figures {
  readonly pipelines: number;
  readonly unreadable_pipelines: number;
  readonly runs: number;
}

interface RecordFigures {
  readonly records: number;
  readonly missing_records: number;
  readonly logical_bytes: number;
  readonly saved_bytes: number;
}

const NO_RECORDS: RecordFigures = { records: 0, missing_records: 0, logical_bytes: 0, saved_bytes: 0 };

/** The overview of the workspace, or of one dataset. */
export function* overviewOf(context: ViewContext, dataset?: string): Slices<Overview> {
  const { index, memo } = context;
  const { usage, days } = yield* memo.base('overview', () => lasting(context));
  const isWanted = (one: string | null): boolean => dataset === undefined || one === dataset;
  const parts = noUsage();
  for (const [of, used] of usage) {
    if (isWanted(of)) for (const part of USED_PARTS) addTo(parts[part], used[part]);
  }
  for (const unused of yield* unusedFiles(context))
    if (isWanted(unused.dataset)) addTo(parts[unused.state], unused);
  const stored = none();
  for (const part of Object.values(parts)) addTo(stored, part);
  const [figures] = allRows<Figures>(
    index,
    `SELECT count(*) AS pipelines, coalesce(sum(state = 1), 0) AS unreadable_pipelines,
       count(DISTINCT coalesce(dataset, '') || char(0) || run) AS runs
     FROM manifest WHERE is_primary AND (:dataset IS NULL OR dataset = :dataset)`,
    { dataset: dataset ?? null },
  );
  const records = firstRow<RecordFigures>(
    index,
    `SELECT s.records, s.missing_records, s.logical_bytes, s.logical_bytes - s.bytes AS saved_bytes FROM summary s
     WHERE ${dataset === undefined ? `s.kind = 'all'` : `s.kind = 'dataset' AND s.key = (SELECT id FROM dictionary WHERE text = :dataset)`}`,
    dataset === undefined ? {} : { dataset },
  );
  return {
    stored,
    usage: parts,
    growth: growthOf(days, isWanted),
    ...(figures ?? { pipelines: 0, unreadable_pipelines: 0, runs: 0 }),
    ...(records ?? NO_RECORDS),
  };
}
