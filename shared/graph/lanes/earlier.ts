import type { Area, Geometry } from '../drawing.ts';
import type { Spot } from './spots.ts';

/** How a drawing that has grown stood before: what stood shall stand. */
export interface Earlier {
  /** Column of each box that stood. */
  readonly columns: ReadonlyMap<Spot, number>;
  /** Upper side of each box that stood. */
  readonly tops: ReadonlyMap<Spot, number>;
  /** Left side of each column there was. */
  readonly lefts: readonly number[];
  /** Frames that a box stood in, outermost first, as places in {@link frames}. */
  readonly framesOf: ReadonlyMap<Spot, readonly number[]>;
  readonly frames: readonly Area[];
}

function isInside(inner: Area, { x, y, width, height }: Area): boolean {
  return (
    inner.x >= x && inner.y >= y && inner.x + inner.width <= x + width && inner.y + inner.height <= y + height
  );
}

function startsWith(path: readonly number[], prefix: readonly number[]): boolean {
  return prefix.length <= path.length && prefix.every((index, at) => path[at] === index);
}

/**
 * Reads how the drawing stood before. Null where it did not grow out of that, because a box is gone or became smaller: keeping the rest would
 * leave gaps, so it is laid out afresh. A box that is of other branches now did not stand.
 */
export function readEarlier(
  spots: readonly Spot[],
  { boxes, lanes }: Pick<Geometry, 'boxes' | 'lanes'>,
): Earlier | null {
  const byId = new Map(spots.map((spot) => [spot.box.id, spot]));
  const lefts = [...new Set(boxes.map(({ x }) => x))].sort((one, other) => one - other);
  const columnOf = new Map(lefts.map((left, column) => [left, column]));
  const numbered = lanes.map((lane, at) => ({ lane, at }));
  const columns = new Map<Spot, number>();
  const tops = new Map<Spot, number>();
  const framesOf = new Map<Spot, readonly number[]>();
  for (const box of boxes) {
    const spot = byId.get(box.id);
    if (spot === undefined || spot.box.height < box.height || spot.box.width !== box.width) return null;
    columns.set(spot, columnOf.get(box.x) ?? 0);
    // Outer ones come before inner ones.
    const around = numbered.filter(({ lane }) => isInside(box, lane));
    const isSame =
      around.length === spot.path.length && around.every(({ lane }) => startsWith(spot.path, lane.path));
    if (!isSame) continue;
    tops.set(spot, box.y);
    framesOf.set(
      spot,
      around.map(({ at }) => at),
    );
  }
  return tops.size === 0 ? null : { columns, tops, lefts, framesOf, frames: lanes };
}
