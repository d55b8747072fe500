import type { ElementSize } from '../../kit/use-size.ts';
import { axisTop, timeTicks, type GrowthSeries } from './growth-series.ts';

/** A dataset as an area of the chart. */
export interface GrowthArea {
  readonly name: string;
  /** The path of an SVG. */
  readonly path: string;
  /** The middle of the area at its right end; null where there is no room for its name. */
  readonly labelY: number | null;
}

/** A line of the grid with what stands beside or below it. */
export interface AxisMark {
  readonly at: number;
  readonly value: number;
  readonly text: string;
}

/** The chart of growth, in pixels. */
export interface GrowthShape {
  readonly areas: readonly GrowthArea[];
  /** Bytes, from the bottom up; `text` is empty, the number is to be formatted. */
  readonly lines: readonly Omit<AxisMark, 'text'>[];
  readonly ticks: readonly Omit<AxisMark, 'value'>[];
  readonly left: number;
  readonly right: number;
}

/** Pixels around the areas: numbers stand at the left, names at the right, times below. */
const LEFT = 50;
const RIGHT = 72;
const TOP = 8;
const BOTTOM = 20;

/** Pixels that a name needs in height, and a time in width. */
const NAME_HEIGHT = 13;
const TICK_WIDTH = 88;

/** Lays out the chart; null where there is nothing to show, or no room. */
export function growthShape(series: readonly GrowthSeries[], size: ElementSize): GrowthShape | null {
  const times = series[0]?.points.map(({ time }) => time) ?? [];
  const [from, to] = [times[0], times.at(-1)];
  const total = series.reduce((sum, { bytes }) => sum + bytes, 0);
  const right = size.width - RIGHT;
  const bottom = size.height - BOTTOM;
  if (from === undefined || to === undefined || total === 0 || right <= LEFT || bottom <= TOP) return null;
  const top = axisTop(total);
  const x = (time: number): number => LEFT + ((time - from) / (to - from)) * (right - LEFT);
  const y = (bytes: number): number => bottom - (bytes / top) * (bottom - TOP);
  const round = (value: number): string => value.toFixed(1);
  const stacked = times.map(() => 0);
  let free = bottom + NAME_HEIGHT / 2;
  const areas = series.map(({ name, points }) => {
    const low = times.map((time, at) => `${round(x(time))},${round(y(stacked[at] ?? 0))}`);
    const under = stacked.at(-1) ?? 0;
    for (const [at, { bytes }] of points.entries()) stacked[at] = (stacked[at] ?? 0) + bytes;
    const high = times.map((time, at) => `${round(x(time))},${round(y(stacked[at] ?? 0))}`);
    const middle = (y(under) + y(stacked.at(-1) ?? 0)) / 2;
    const hasRoom = free - middle >= NAME_HEIGHT && middle - NAME_HEIGHT / 2 >= 0;
    if (hasRoom) free = middle;
    return {
      name,
      path: `M${high.join('L')}L${low.toReversed().join('L')}Z`,
      labelY: hasRoom ? middle : null,
    };
  });
  const most = Math.max(1, Math.floor((right - LEFT) / TICK_WIDTH) + 1);
  return {
    areas,
    lines: [0, top / 2, top].map((value) => ({ at: y(value), value })),
    ticks: timeTicks(from, to, most).map(({ time, text }) => ({ at: x(time), text })),
    left: LEFT,
    right,
  };
}
