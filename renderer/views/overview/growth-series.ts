import type { Overview } from '../../../shared/api/workspace/overview.ts';
import { datasetName } from '../../text/dataset-name.ts';

/** A point of the chart: at a time in milliseconds since 1970, so many bytes had been written and are still there. */
export interface GrowthPoint {
  readonly time: number;
  readonly bytes: number;
}

/** One dataset of the chart. */
export interface GrowthSeries {
  readonly name: string;
  /** At every time of the chart, not yet stacked. */
  readonly points: readonly GrowthPoint[];
  /** At the end. */
  readonly bytes: number;
}

/** More datasets can't be told apart; the smaller ones are summed up. */
const MOST_SERIES = 5;

/** When a period begins and ends (UTC), in milliseconds since 1970. */
export function periodRange(period: string, unit: 'day' | 'month'): { from: number; to: number } {
  const from = Date.parse(unit === 'day' ? period : `${period}-01`);
  const to = new Date(from);
  if (unit === 'day') to.setUTCDate(to.getUTCDate() + 1);
  else to.setUTCMonth(to.getUTCMonth() + 1);
  return { from, to: to.getTime() };
}

const OTHERS = 'others';

/** To which series each dataset belongs: the largest have one each, in their order. */
function seriesNames(parts: Overview['growth']['parts'], ofNone: string): Map<string | null, string> {
  const totals = new Map<string | null, number>();
  for (const { dataset, bytes } of parts) totals.set(dataset, (totals.get(dataset) ?? 0) + bytes);
  const sorted = [...totals].toSorted(([, one], [, other]) => other - one);
  const kept = sorted.length > MOST_SERIES ? MOST_SERIES - 1 : MOST_SERIES;
  const nameOf = (dataset: string | null): string => (dataset === null ? ofNone : datasetName(dataset));
  return new Map(sorted.map(([dataset], at) => [dataset, at < kept ? nameOf(dataset) : OTHERS]));
}

/**
 * The files that are still on disk, summed up by the time they were written, for each dataset; the largest first. Within
 * a day (or month) the bytes grow evenly, between two of them not at all, because nothing was written then.
 *
 * @param ofNone what files are called that lie in no dataset's folder
 */
export function growthSeries(
  { unit, parts }: Overview['growth'],
  ofNone: string = datasetName(''),
): readonly GrowthSeries[] {
  const names = seriesNames(parts, ofNone);
  const bySeries = new Map<string, Map<string, number>>([...names.values()].map((name) => [name, new Map()]));
  for (const { period, dataset, bytes } of parts) {
    const periods = bySeries.get(names.get(dataset) ?? OTHERS);
    periods?.set(period, (periods.get(period) ?? 0) + bytes);
  }
  const periods = [...new Set(parts.map(({ period }) => period))].toSorted();
  return [...bySeries].map(([name, written]) => {
    let bytes = 0;
    const points = periods.flatMap((period) => {
      const { from, to } = periodRange(period, unit);
      const before = { time: from, bytes };
      bytes += written.get(period) ?? 0;
      return [before, { time: to, bytes }];
    });
    return { name, points, bytes };
  });
}

/** A round number of bytes at or above a sum, for the top of the axis. */
export function axisTop(bytes: number): number {
  if (bytes <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(bytes));
  return [1, 2, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((top) => top >= bytes) ?? bytes;
}

/** A mark on the axis of time. */
export interface Tick {
  readonly time: number;
  readonly text: string;
}

const DAY_MS = 86_400_000;

/** From so many days on, months are enough. */
const MONTHS_FROM = 150;

/** At most so many marks in even distances: the first days of months where the chart is long, else days. */
export function timeTicks(from: number, to: number, most: number): readonly Tick[] {
  const text = (time: number): string => new Date(time).toISOString();
  if (to - from < MONTHS_FROM * DAY_MS) {
    const first = Math.ceil(from / DAY_MS);
    const days = Math.floor((to - 1) / DAY_MS) - first + 1;
    const step = Math.max(1, Math.ceil(days / most));
    return Array.from({ length: Math.ceil(days / step) }, (_, at) => {
      const time = (first + at * step) * DAY_MS;
      return { time, text: text(time).slice(0, 10) };
    });
  }
  const start = new Date(from);
  const month = (at: number): number => Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + at);
  const first = month(0) < from ? 1 : 0;
  const months = Math.round((to - month(first)) / (30.4375 * DAY_MS));
  const step = Math.max(1, Math.ceil((months + 1) / most));
  return Array.from({ length: Math.floor(months / step) + 1 }, (_, at) => month(first + at * step))
    .filter((time) => time <= to)
    .map((time) => ({ time, text: text(time).slice(0, 7) }));
}
