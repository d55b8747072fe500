import type { Drawing, Geometry, PlacedLane, PlacedLine, Point } from '../drawing.ts';
import { assignColumns } from './columns.ts';
import { readEarlier } from './earlier.ts';
import type { Lane, LaneTree } from './lane-tree.ts';
import { LEAST_PAD, MARGIN } from './measures.ts';
import { findRoutes, type Route } from './routes.ts';
import { keepRows } from './kept-rows.ts';
import { freshRows } from './rows.ts';
import { readDrawing, type Spot } from './spots.ts';
import { assignTracks, gutterWidth, leastGutterWidth, trackStep, type Vertical } from './tracks.ts';

/** What a drawing looked like when there was less of it. */
export type Before = Pick<Geometry, 'boxes' | 'lanes'>;

const NOTHING: Before = { boxes: [], lanes: [] };

/** A column from left to right. */
interface Column {
  readonly left: number;
  readonly width: number;
}

/** Where columns and the tracks of gutters stand. */
interface Across {
  readonly columns: readonly Column[];
  readonly width: number;
  readonly trackX: (gutter: number, track: number) => number;
  /** By how much of their room frames that end or begin at a gutter stand out into it. */
  readonly padScale: (gutter: number) => number;
}

/** How far frames stand out of a column to one side. */
function pads(lanes: readonly Lane[], columns: number): { left: number[]; right: number[] } {
  const left = Array.from({ length: columns }, () => 0);
  const right = [...left];
  for (const { first, last, padLeft, padRight } of lanes) {
    left[first] = Math.max(left[first] ?? 0, padLeft);
    right[last] = Math.max(right[last] ?? 0, padRight);
  }
  return { left, right };
}

/**
 * From left to right: for each column its gutter, the frames that begin there, its boxes, the frames that end there. The first and the last
 * gutter are narrow where nothing runs back. A column that stood stays where it was as long as there is room before it for what runs there;
 * where there is not, it moves right, and all behind it by the same.
 */
function spread(
  spots: readonly Spot[],
  { lanes }: LaneTree,
  gutters: readonly (readonly Vertical[])[],
  stood: readonly number[],
): Across {
  const count = gutters.length - 1;
  const { left, right } = pads(lanes, count);
  const widths = Array.from({ length: count }, () => 0);
  for (const { column, box } of spots) widths[column] = Math.max(widths[column] ?? 0, box.width);
  const columns: Column[] = [];
  const room: { middle: number; width: number; count: number; scale: number }[] = [];
  let x = MARGIN;
  let moved = 0;
  for (const [at, verticals] of gutters.entries()) {
    const taken = assignTracks(verticals);
    const isOuter = (at === 0 || at === count) && taken === 0;
    const [ends, begins] = [right[at - 1] ?? 0, left[at] ?? 0];
    const stands = (stood[at] ?? Infinity) + moved;
    const least = isOuter ? 0 : leastGutterWidth(taken);
    const fits = Math.min(1, (stands - x - least) / Math.max(1, ends + begins));
    const isKept = stands < Infinity && stands - x >= least && fits >= LEAST_PAD;
    const scale = isKept ? fits : 1;
    const wide = isOuter ? 0 : gutterWidth(taken);
    const next = isKept ? stands : x + ends + wide + begins;
    if (!isKept && stands < Infinity) moved += next - stands;
    const [low, high] = [x + ends * scale, next - begins * scale];
    room.push({ middle: (low + high) / 2, width: high - low, count: taken, scale });
    x = next;
    if (at === count) break;
    columns.push({ left: x, width: widths[at] ?? 0 });
    x += widths[at] ?? 0;
  }
  const trackX = (gutter: number, track: number): number => {
    const { middle, width, count: taken } = room[gutter] ?? { middle: 0, width: 0, count: 1 };
    return middle + (track - (taken - 1) / 2) * trackStep(taken, width);
  };
  return { columns, width: x + MARGIN, trackX, padScale: (gutter) => room[gutter]?.scale ?? 1 };
}

/** Leaves out points that say nothing: those met twice, and those on the way between their neighbours. */
function straightened(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const last = kept.at(-1);
    const before = kept.at(-2);
    if (last !== undefined && last.x === point.x && last.y === point.y) continue;
    const isOnWay =
      last !== undefined &&
      before !== undefined &&
      ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y));
    if (isOnWay) kept.pop();
    kept.push(point);
  }
  return kept;
}

function pointsOf({ link, turns }: Route, { columns, trackX }: Across): Point[] {
  const { from, to, source, target } = link;
  let y = from.top + source.offset;
  const points: Point[] = [{ x: (columns[from.column]?.left ?? 0) + from.box.width, y }];
  for (const { vertical, gutter, y: next } of turns) {
    const x = trackX(gutter, vertical.track);
    points.push({ x, y }, { x, y: next });
    y = next;
  }
  points.push({ x: columns[to.column]?.left ?? 0, y: to.top + target.offset });
  return straightened(points);
}

function frameOf(
  { path, first, last, top, height, padLeft, padRight }: Lane,
  { columns, padScale }: Across,
): PlacedLane {
  const left = (columns[first]?.left ?? 0) - padLeft * padScale(first);
  const right = (columns[last]?.left ?? 0) + (columns[last]?.width ?? 0) + padRight * padScale(last + 1);
  return { path, x: left, y: top, width: right - left, height };
}

/** Moves everything down so that it begins at the margin. */
function settled(geometry: Omit<Geometry, 'height'>): Geometry {
  const areas = [...geometry.boxes, ...geometry.lanes];
  const points = geometry.lines.flatMap((line) => line.points);
  const tops = [...areas, ...points].map(({ y }) => y);
  const bottoms = [...areas.map(({ y, height }) => y + height), ...points.map(({ y }) => y)];
  const top = tops.reduce((least, y) => Math.min(least, y), Infinity);
  if (top === Infinity) return { ...geometry, width: 2 * MARGIN, height: 2 * MARGIN };
  const by = MARGIN - top;
  const down = <Placed extends Point>(placed: Placed): Placed => ({ ...placed, y: placed.y + by });
  return {
    width: geometry.width,
    height: bottoms.reduce((most, y) => Math.max(most, y), top) + by + MARGIN,
    boxes: geometry.boxes.map(down),
    lanes: geometry.lanes.map(down),
    lines: geometry.lines.map((line) => ({ ...line, points: line.points.map(down) })),
  };
}

/**
 * Places a drawing by lanes: columns by the longest way, one lane a branch, nested, lines along the axes. What is built so can be
 * relied on: boxes and frames don't overlap, a frame holds nothing foreign, no line runs through a box. The same drawing always gets the
 * same geometry. Lines whose ends are not in the drawing are left out.
 *
 * Where the drawing grew out of one that was laid out before, what stood then stands: what is new takes what room there is below and
 * behind it. Only what grew in the middle of others pushes those below, or behind, as one.
 *
 * @param before where the boxes and frames of that one stood
 */
export function layLanes(drawing: Drawing, before: Before = NOTHING): Geometry {
  const read = readDrawing(drawing);
  const earlier = readEarlier(read.spots, before);
  assignColumns(read.spots, earlier);
  const tree = earlier === null ? freshRows(read.spots) : keepRows(read.spots, earlier);
  const count = read.spots.reduce((most, { column }) => Math.max(most, column + 1), 0);
  const { routes, gutters } = findRoutes(read, tree, count);
  const across = spread(read.spots, tree, gutters, earlier?.lefts ?? []);
  const lines: PlacedLine[] = routes.map((route) => ({ id: route.link.id, points: pointsOf(route, across) }));
  return settled({
    width: across.width,
    boxes: read.spots.map(({ box, column, top }) => ({
      id: box.id,
      x: across.columns[column]?.left ?? 0,
      y: top,
      width: box.width,
      height: box.height,
    })),
    lines,
    lanes: tree.lanes.filter(({ parent }) => parent !== null).map((lane) => frameOf(lane, across)),
  });
}
