import type { GrowthUnit } from '../../../shared/api/workspace/growth.ts';
import type { GrowthSeries } from './growth-series.ts';
import { periodText } from './growth-ticks.ts';

/** A row of the table that stands for the chart. */
export interface GrowthRow {
  /** The last period that counts. */
  readonly until: string;
  /** Of each series, in their order. */
  readonly bytes: readonly number[];
}

/** Longer tables nobody listens to. */
const MOST_ROWS = 24;

/** The sums at the ends of at most 24 periods in even steps, of which the last one is the last of all. */
export function tableRows(unit: GrowthUnit, series: readonly GrowthSeries[]): readonly GrowthRow[] {
  const count = (series[0]?.points.length ?? 0) / 2;
  const step = Math.max(1, Math.ceil(count / MOST_ROWS));
  const rows: GrowthRow[] = [];
  for (let left = count - 1; left >= 0; left -= step) {
    const at = left * 2 + 1;
    rows.unshift({
      until: periodText(series[0]?.points[left * 2]?.time ?? 0, unit),
      bytes: series.map(({ points }) => points[at]?.bytes ?? 0),
    });
  }
  return rows;
}
