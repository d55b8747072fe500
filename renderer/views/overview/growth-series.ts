import type { Growth, GrowthUnit } from '../../../shared/api/workspace/growth.ts';
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

/** The milliseconds of a period that is always as long. */
const PERIOD_MS: ReadonlyMap<GrowthUnit, number> = new Map([
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
]);

/** What is missing of an ISO time in UTC. */
const REST: Readonly<Record<GrowthUnit, string>> = {
  month: '-01T00:00Z',
  day: 'T00:00Z',
  hour: ':00Z',
  minute: 'Z',
};

/** When a period begins and ends, in milliseconds since 1970. */
export function periodRange(period: string, unit: GrowthUnit): { from: number; to: number } {
  const from = Date.parse(`${period}${REST[unit]}`);
  const length = PERIOD_MS.get(unit);
  if (length !== undefined) return { from, to: from + length };
  const to = new Date(from);
  to.setUTCMonth(to.getUTCMonth() + 1);
  return { from, to: to.getTime() };
}

const OTHERS = 'others';

/** To which series each dataset belongs: the largest have one each, in their order. */
function seriesNames(parts: Growth['parts']): Map<string | null, string> {
  const totals = new Map<string | null, number>();
  for (const { dataset, bytes } of parts) totals.set(dataset, (totals.get(dataset) ?? 0) + bytes);
  const sorted = [...totals].toSorted(([, one], [, other]) => other - one);
  const kept = sorted.length > MOST_SERIES ? MOST_SERIES - 1 : MOST_SERIES;
  return new Map(sorted.map(([dataset], at) => [dataset, at < kept ? datasetName(dataset ?? '') : OTHERS]));
}

/**
 * The files that are still on disk, summed up by the time they were written, for each dataset; the largest first. Between two periods
 * they stand still, because nothing was written then.
 */
export function growthSeries({ unit, parts }: Growth): readonly GrowthSeries[] {
  const names = seriesNames(parts);
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
