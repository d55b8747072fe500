import type { ElementSize } from '../../kit/use-size.ts';
import type { GrowthUnit } from '../../../shared/api/workspace/growth.ts';
import { axisTop, type GrowthSeries } from './growth-series.ts';
import { timeTicks } from './growth-ticks.ts';

/** A dataset as an area of the chart. */
export interface GrowthArea {
  readonly name: string;
  /** The path of an SVG. */
  readonly path: string;
  /** The middle of the area at its right end, and where its name stands: as near as the other names leave room. */
  readonly middle: number;
  readonly labelY: number;
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
  /** Where time begins and ends: before, nothing was there yet; behind, all stands as it is now. */
  readonly begin: number;
  readonly end: number;
}

/** Pixels around the areas: numbers stand at the left, names at the right, times below. */
const LEFT = 50;
const RIGHT = 88;
const TOP = 8;
const BOTTOM = 20;

/**
 * Pixels before the first period and behind the last one: what was written at once, or as the last, is a step with room on both sides
 * instead of an edge of the picture.
 */
const BEFORE = 10;
const NOW = 34;

/** Pixels that a name needs in height, and a time in width. */
const NAME_HEIGHT = 13;
const TICK_WIDTH = 88;

/** Pixels from the middle of a time to that of `now`. */
const NOW_AWAY = 50;

/**
 * Where the names of bands stand that lie on each other, from the bottom up: beside the middle of each, moved as far as the
 * names need room.
 */
function namePlaces(middles: readonly number[], bottom: number): readonly number[] {
  const places: number[] = [];
  for (const middle of middles) {
    places.push(Math.min(middle, (places.at(-1) ?? bottom + NAME_HEIGHT) - NAME_HEIGHT));
  }
  let above = NAME_HEIGHT / 2 - NAME_HEIGHT;
  for (let at = places.length - 1; at >= 0; at -= 1) {
    above = Math.max(places[at] ?? 0, above + NAME_HEIGHT);
    places[at] = above;
  }
  return places;
}

/** The last period of a chart that begins at or before a place from its left edge; null where nothing is drawn there. */
export function periodAt(series: readonly GrowthSeries[], shape: GrowthShape, at: number): number | null {
  const points = series[0]?.points ?? [];
  const [from, to] = [points[0]?.time, points.at(-1)?.time];
  if (from === undefined || to === undefined || at < shape.left || at > shape.right) return null;
  const time = from + ((at - shape.begin) / (shape.end - shape.begin)) * (to - from);
  // Points stand in pairs: where a period begins, and where it ends.
  const begun = points.findLastIndex((point, place) => place % 2 === 0 && point.time <= time);
  return begun < 0 ? null : begun / 2;
}

/** Lays out the chart; null where there is nothing to show, or no room. */
export function growthShape(
  unit: GrowthUnit,
  series: readonly GrowthSeries[],
  size: ElementSize,
): GrowthShape | null {
  const times = series[0]?.points.map(({ time }) => time) ?? [];
  const [from, to] = [times[0], times.at(-1)];
  const total = series.reduce((sum, { bytes }) => sum + bytes, 0);
  const right = size.width - RIGHT;
  const bottom = size.height - BOTTOM;
  if (from === undefined || to === undefined || total === 0 || right <= LEFT + BEFORE + NOW || bottom <= TOP)
    return null;
  const top = axisTop(total);
  const [begin, end] = [LEFT + BEFORE, right - NOW];
  const x = (time: number): number => begin + ((time - from) / (to - from)) * (end - begin);
  const y = (bytes: number): number => bottom - (bytes / top) * (bottom - TOP);
  const round = (value: number): string => value.toFixed(1);
  const stacked = times.map(() => 0);
  const point = (across: number, bytes: number): string => `${round(across)},${round(y(bytes))}`;
  /** The edge of what is stacked, in steps: what is written in a period is there from its beginning. */
  const edge = (): string[] => [
    point(LEFT, 0),
    ...times.flatMap((time, at) => [
      point(x(time), stacked[at] ?? 0),
      point(x(time), stacked[at + 1] ?? stacked[at] ?? 0),
    ]),
    point(right, stacked.at(-1) ?? 0),
  ];
  const stackedAreas = series.map(({ name, points }) => {
    const low = edge();
    const under = stacked.at(-1) ?? 0;
    for (const [at, { bytes }] of points.entries()) stacked[at] = (stacked[at] ?? 0) + bytes;
    const middle = (y(under) + y(stacked.at(-1) ?? 0)) / 2;
    return { name, path: `M${edge().join('L')}L${low.toReversed().join('L')}Z`, middle };
  });
  const labels = namePlaces(
    stackedAreas.map(({ middle }) => middle),
    bottom,
  );
  const areas = stackedAreas.map((area, at) => ({ ...area, labelY: labels[at] ?? area.middle }));
  const most = Math.max(1, Math.floor((end - begin) / TICK_WIDTH) + 1);
  const now = { at: right - NOW / 2, text: 'now' };
  const ticks = timeTicks(unit, from, to, most).map(({ time, text }) => ({ at: x(time), text }));
  return {
    areas,
    lines: [0, top / 2, top].map((value) => ({ at: y(value), value })),
    ticks: [...ticks.filter(({ at }) => now.at - at > NOW_AWAY), now],
    left: LEFT,
    right,
    begin,
    end,
  };
}
