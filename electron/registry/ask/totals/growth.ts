import type { FileTotals } from '../../../../shared/api/numbers.ts';
import type { Growth, GrowthUnit } from '../../../../shared/api/workspace/growth.ts';
import { farAheadNs } from '../../files/file-system.ts';
import { allRows, firstRow } from '../../index/database.ts';
import { columnsOf, eachPage, type ViewContext } from '../../columns/columns.ts';
import { fileDatasets } from '../../columns/file-users.ts';
import type { Slices } from '../../columns/slices.ts';
import { slotOf } from '../../index/slot-of.ts';
import { addFiles, noFiles } from './usage.ts';

/** Above this many days by dataset, growth counts by month. */
const MOST_PARTS = 4000;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How many signs of an ISO time say when a period begins. */
const SIGNS: Readonly<Record<GrowthUnit, number>> = { month: 7, day: 10, hour: 13, minute: 16 };

/** Where everything was written within so many days, hours tell more; within so many hours, minutes. */
const FEW_DAYS = 7;
const FEW_HOURS = 6;

/** Files by the period in which they were written (its number since 1970), of each dataset. Nothing of it depends on when it is asked. */
type Written = ReadonlyMap<string | null, ReadonlyMap<number, FileTotals>>;

/**
 * SQL: when file `f` was written, for people: its mtime, but of a wrong clock, which would stretch the chart over centuries, the
 * ctime. No file of nirs4all's is from before 1990.
 */
const WRITTEN_AT =
  '(CASE WHEN f.mtime_ns > :farAhead OR f.mtime_ns < 631152000000000000 THEN f.ctime_ns ELSE f.mtime_ns END)';

/** SQL: the folders in which files of all datasets lie. */
const SHARED = 'dataset IS NULL AND run IS NULL';

/** Files by period and dataset: each folder is one dataset's, but those that all share, whose files are those of who uses them. */
function* writtenBy(
  context: ViewContext,
  periodMs: number,
  isWanted: (dataset: string | null) => boolean,
): Slices<Written> {
  const written = new Map<string | null, Map<number, { files: number; bytes: number }>>();
  const add = (dataset: string | null, period: number, files: FileTotals): void => {
    if (!isWanted(dataset)) return;
    let byPeriod = written.get(dataset);
    if (byPeriod === undefined) written.set(dataset, (byPeriod = new Map()));
    const totals = byPeriod.get(period) ?? noFiles();
    byPeriod.set(period, totals);
    addFiles(totals, files);
  };
  const { index, nowMs } = context;
  const farAhead = farAheadNs(nowMs);
  const period = `${WRITTEN_AT} / ${periodMs}000000`;
  const folders = allRows<{ id: number; dataset: string | null }>(
    index,
    `SELECT id, dataset FROM folder WHERE NOT (${SHARED})`,
  );
  for (const { id, dataset } of folders.filter((folder) => isWanted(folder.dataset))) {
    yield 'more';
    const rows = allRows<FileTotals & { period: number }>(
      index,
      `SELECT ${period} AS period, count(*) AS files, sum(f.size) AS bytes
       FROM file f CROSS JOIN file_use u ON u.file_id = f.id WHERE f.folder_id = :id AND u.alias = 0 GROUP BY 1`,
      { id, farAhead },
    );
    for (const row of rows) add(dataset, row.period, row);
  }
  const anyShared = `SELECT 1 FROM file WHERE folder_id IN (SELECT id FROM folder WHERE ${SHARED}) LIMIT 1`;
  if (firstRow(index, anyShared) === undefined) return written;
  const { files } = yield* columnsOf(context);
  const datasetOf = yield* fileDatasets(context);
  yield* eachPage<readonly [id: number, period: number, bytes: number]>(
    index,
    `SELECT f.id, ${period}, f.size FROM file f CROSS JOIN file_use u ON u.file_id = f.id
     WHERE f.id > :after AND u.alias = 0 AND f.folder_id IN (SELECT id FROM folder WHERE ${SHARED})
     ORDER BY f.id LIMIT :limit`,
    (rows) => {
      for (const [id, at, bytes] of rows) add(datasetOf(slotOf(files.id, id)), at, { files: 1, bytes });
    },
    { farAhead },
  );
  return written;
}

/** From the first period to the last one, both counted. */
function spanOf(written: Written): number {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const byPeriod of written.values()) {
    for (const period of byPeriod.keys()) {
      first = Math.min(first, period);
      last = Math.max(last, period);
    }
  }
  return first > last ? 0 : last - first + 1;
}

function grown(written: Written, unit: GrowthUnit, periodMs: number): Growth {
  const parts = new Map<string, { period: string; dataset: string | null; files: number; bytes: number }>();
  for (const [dataset, byPeriod] of written) {
    for (const [at, totals] of byPeriod) {
      const period = new Date(at * periodMs).toISOString().slice(0, SIGNS[unit]);
      const key = JSON.stringify([period, dataset]);
      const part = parts.get(key) ?? { period, dataset, ...noFiles() };
      parts.set(key, part);
      addFiles(part, totals);
    }
  }
  return {
    unit,
    parts: [...parts].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, part]) => part),
  };
}

/** How the files of the workspace, or of one dataset, came to be: in periods that make a picture. */
export function* growthOf(context: ViewContext, dataset?: string): Slices<Growth> {
  const isWanted = (one: string | null): boolean => dataset === undefined || one === dataset;
  const allDays = yield* context.memo.base('days', () => writtenBy(context, DAY_MS, () => true));
  const days = new Map([...allDays].filter(([one]) => isWanted(one)));
  const finer = (name: string, periodMs: number): Slices<Written> =>
    context.memo.answer(JSON.stringify([name, dataset]), () => writtenBy(context, periodMs, isWanted));
  if (spanOf(days) > FEW_DAYS) {
    const count = [...days.values()].reduce((sum, byDay) => sum + byDay.size, 0);
    return grown(days, count > MOST_PARTS ? 'month' : 'day', DAY_MS);
  }
  const hours = yield* finer('hours', HOUR_MS);
  if (spanOf(hours) > FEW_HOURS) return grown(hours, 'hour', HOUR_MS);
  return grown(yield* finer('minutes', MINUTE_MS), 'minute', MINUTE_MS);
}
