import type { Point } from '../../../../shared/graph/drawing.ts';

/** A line as Cytoscape wants it: its bends by how far along the straight way between its ends they stand, and how far off it. */
export interface Segments {
  readonly weights: readonly number[];
  /** Pixels; to the right of the way, as y points downwards. */
  readonly distances: readonly number[];
}

/** The bends of a line that runs through these points; null where it has none. */
export function segmentsOf(points: readonly Point[]): Segments | null {
  const [from, to] = [points[0], points.at(-1)];
  if (from === undefined || to === undefined || points.length < 3) return null;
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  // A line that ends where it begins has no direction to measure along.
  if (length === 0) return null;
  const bends = points.slice(1, -1).map(({ x, y }) => [x - from.x, y - from.y] as const);
  return {
    weights: bends.map(([x, y]) => (x * dx + y * dy) / length ** 2),
    distances: bends.map(([x, y]) => (y * dx - x * dy) / length),
  };
}
