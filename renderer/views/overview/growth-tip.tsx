import type { ReactElement } from 'react';
import type { GrowthUnit } from '../../../shared/api/workspace/growth.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import type { GrowthSeries } from './growth-series.ts';
import { periodText } from './growth-ticks.ts';

/** Pixels between the line and the tip. */
const AWAY = 10;

/** What had been written by the end of a period and is still there, beside the line that stands at it. */
export function GrowthTip({
  unit,
  series,
  period,
  x,
  width,
}: {
  readonly unit: GrowthUnit;
  readonly series: readonly GrowthSeries[];
  /** Its place among the periods of the chart. */
  readonly period: number;
  readonly x: number;
  readonly width: number;
}): ReactElement {
  const valueOf = ({ points }: GrowthSeries): number => points[2 * period + 1]?.bytes ?? 0;
  const begins = series[0]?.points[2 * period]?.time ?? 0;
  const across = x > width / 2 ? { right: width - x + AWAY } : { left: x + AWAY };
  const sum = series.reduce((bytes, one) => bytes + valueOf(one), 0);
  return (
    <>
      <i className="growth-at" style={{ left: x }} />
      <div className="size-tip" style={{ ...across, top: 0 }} aria-hidden>
        <b>
          {periodText(begins, unit)} · {formatBytes(sum)}
        </b>
        {series.toReversed().map((one) => (
          <span key={one.name}>
            <bdi>{one.name}</bdi> {formatBytes(valueOf(one))}
          </span>
        ))}
      </div>
    </>
  );
}
