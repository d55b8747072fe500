import type { PlacedBox } from '../drawing.ts';
import type { Spot } from './spots.ts';

/** How a drawing that has grown stood before: what stood shall stand. */
export interface Earlier {
  /** Column of each box that stood. */
  readonly columns: ReadonlyMap<Spot, number>;
  /** Upper side of each box that stood. */
  readonly tops: ReadonlyMap<Spot, number>;
  /** Left side of each column there was. */
  readonly lefts: readonly number[];
}

/**
 * Reads how the drawing stood before. Null where it did not grow out of that, because a box is gone or became smaller: keeping the rest would
 * leave gaps, so it is laid out afresh.
 */
export function readEarlier(spots: readonly Spot[], before: readonly PlacedBox[]): Earlier | null {
  const byId = new Map(spots.map((spot) => [spot.box.id, spot]));
  const lefts = [...new Set(before.map(({ x }) => x))].sort((one, other) => one - other);
  const columnOf = new Map(lefts.map((left, column) => [left, column]));
  const columns = new Map<Spot, number>();
  const tops = new Map<Spot, number>();
  for (const { id, x, y, width, height } of before) {
    const spot = byId.get(id);
    if (spot === undefined || spot.box.height < height || spot.box.width !== width) return null;
    columns.set(spot, columnOf.get(x) ?? 0);
    tops.set(spot, y);
  }
  return before.length === 0 ? null : { columns, tops, lefts };
}
