import type { GrowthSeries } from './growth-series.ts';

/** A row of the table that stands for the chart. */
export interface GrowthRow {
  /** The last day that counts, in UTC. */
  readonly day: string;
  /** Of each series, in their order. */
  readonly bytes: readonly number[];
}

/** Longer tables nobody listens to. */
const MOST_ROWS = 24;

/** The sums at the ends of at most 24 periods in even steps, of which the last one is the last of all. */
export function tableRows(series: readonly GrowthSeries[]): readonly GrowthRow[] {
  const count = (series[0]?.points.length ?? 0) / 2;
  const step = Math.max(1, Math.ceil(count / MOST_ROWS));
  const rows: GrowthRow[] = [];
  for (let left = count - 1; left >= 0; left -= step) {
    const at = left * 2 + 1;
    const end = series[0]?.points[at]?.time ?? 0;
    rows.unshift({
      day: new Date(end - 1).toISOString().slice(0, 10),
      bytes: series.map(({ points }) => points[at]?.bytes ?? 0),
    });
  }
  return rows;
}
