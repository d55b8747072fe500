/** Where more rows than these come into sight at once, nobody reads them. So many are drawn whole in a frame, too. */
export const READABLE = 8;

/** The rows that are drawn, and which of them plainly. */
export interface DrawnRows {
  readonly first: number;
  readonly last: number;
  readonly quick: ReadonlySet<number>;
}

/**
 * Which rows are drawn plainly: those that came into sight among many others while the list was scrolled, for drawn whole they would
 * cost the frames in which they are seen. Once the list rests they become whole, some in each frame.
 */
export function drawnRows(before: DrawnRows, first: number, last: number, isScrolling: boolean): DrawnRows {
  const seen = [...before.quick]
    .filter((index) => index >= first && index <= last)
    .toSorted((one, other) => one - other);
  if (!isScrolling) return { first, last, quick: new Set(seen.slice(READABLE)) };
  if (Math.abs(first - before.first) <= READABLE) return { first, last, quick: new Set(seen) };
  const all = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  const fresh = all.filter((index) => index < before.first || index > before.last);
  return { first, last, quick: new Set([...seen, ...fresh]) };
}
