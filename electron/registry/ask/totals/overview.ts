import type { FileTotals } from '../../../../shared/api/numbers.ts';
import type { Overview } from '../../../../shared/api/workspace/overview.ts';
import { farAheadNs } from '../../files/file-system.ts';
import { allRows } from '../../index/database.ts';
import { areOrphansKnown } from '../../state/blocking.ts';
import type { ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { recordSums } from './record-sums.ts';
import { besideStored } from './store-totals.ts';
import { addFiles, noFiles, noUsage, usageByDataset, USAGE_PARTS } from './usage.ts';

/** Above this many days by dataset, growth counts by month. */
const MOST_PARTS = 4000;

const DAY_MS = 86_400_000;

/** Files by the day on which they were written, of each dataset: what does not depend on the time at which it is asked. */
type Days = ReadonlyMap<string | null, ReadonlyMap<number, FileTotals>>;

/**
 * SQL: when file `f` was written, for people: its mtime, but of a wrong clock, which would stretch the chart over centuries, the
 * ctime. No file of nirs4all's is from before 1990.
 */
const WRITTEN_AT = `CASE WHEN f.mtime_ns > :farAhead OR f.mtime_ns < 631152000000000000 THEN f.ctime_ns ELSE f.mtime_ns END`;

/** Read from the index alone: the columns takes longer than a window should wait for its first figures. */
function* daysOf({ index, nowMs }: ViewContext): Slices<Days> {
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
      const totals = byDay.get(day) ?? noFiles();
      byDay.set(day, totals);
      addFiles(totals, written);
    }
  }
  return days;
}

function growthOf(days: Days, isWanted: (dataset: string | null) => boolean): Overview['growth'] {
  const wanted = [...days].filter(([dataset]) => isWanted(dataset));
  const isByMonth = wanted.reduce((sum, [, byDay]) => sum + byDay.size, 0) > MOST_PARTS;
  const parts = new Map<string, { period: string; dataset: string | null; files: number; bytes: number }>();
  for (const [dataset, byDay] of wanted) {
    for (const [day, totals] of byDay) {
      const period = new Date(day * DAY_MS).toISOString().slice(0, isByMonth ? 7 : 10);
      const key = JSON.stringify([period, dataset]);
      const part = parts.get(key) ?? { period, dataset, ...noFiles() };
      parts.set(key, part);
      addFiles(part, totals);
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

/** The overview of the workspace, or of one dataset. */
export function* overviewOf(context: ViewContext, dataset?: string): Slices<Overview> {
  const { index, memo } = context;
  const days = yield* memo.base('days', () => daysOf(context));
  const isWanted = (one: string | null): boolean => dataset === undefined || one === dataset;
  const usage = noUsage();
  const stored = noFiles();
  for (const [of, parts] of yield* usageByDataset(context)) {
    if (!isWanted(of)) continue;
    for (const part of USAGE_PARTS) {
      addFiles(usage[part], parts[part]);
      addFiles(stored, parts[part]);
    }
  }
  const [figures] = allRows<Figures>(
    index,
    `SELECT count(*) AS pipelines, coalesce(sum(state = 1), 0) AS unreadable_pipelines,
       count(DISTINCT coalesce(run_id, coalesce(dataset, '') || char(0) || run)) AS runs
     FROM manifest WHERE is_primary AND (:dataset IS NULL OR dataset = :dataset)`,
    { dataset: dataset ?? null },
  );
  const sums = recordSums(index, dataset === undefined ? 'all' : 'dataset');
  const records = dataset === undefined ? sums[0] : sums.find(({ name }) => name === dataset);
  return {
    stored,
    usage,
    orphans_known: areOrphansKnown(context, dataset),
    growth: growthOf(days, isWanted),
    ...(figures ?? { pipelines: 0, unreadable_pipelines: 0, runs: 0 }),
    records: records?.records ?? 0,
    missing_records: records?.missing_records ?? 0,
    logical_bytes: records?.logical_bytes ?? 0,
    saved_bytes: records === undefined ? 0 : records.logical_bytes - records.bytes,
    beside: dataset === undefined ? besideStored(index) : null,
  };
}
