import { useEffect, useReducer, useRef } from 'react';

/** Where more rows than these come into sight at once, nobody reads them. So many are drawn whole in a frame, too. */
const READABLE = 8;

/** Rows that fly by. */
export interface QuickRows {
  /** Whether a row is drawn plainly. */
  readonly isQuick: (index: number) => boolean;
  /** Whether all rows are drawn whole, and the list rests. */
  readonly isCalm: boolean;
}

/**
 * Rows that came into sight among many others while the list was scrolled: they are drawn plainly until it rests, for drawn whole
 * they would cost the frames in which they are seen. Then they become whole, some in each frame.
 *
 * @param first the first row that is drawn
 * @param last the last one
 */
export function useQuickRows(first: number, last: number, isScrolling: boolean): QuickRows {
  const drawn = useRef<{ first: number; last: number; quick: ReadonlySet<number> }>({
    first,
    last,
    quick: new Set(),
  });
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  const before = drawn.current;
  let { quick } = before;
  if (!isScrolling && quick.size > 0) {
    const seen = [...quick].filter((index) => index >= first && index <= last);
    quick = new Set(seen.toSorted((one, other) => one - other).slice(READABLE));
  } else if (isScrolling && Math.abs(first - before.first) > READABLE) {
    const all = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const fresh = all.filter((index) => index < before.first || index > before.last);
    quick = new Set([...quick, ...fresh].filter((index) => index >= first && index <= last));
  }
  drawn.current = { first, last, quick };
  const isCalm = !isScrolling && quick.size === 0;
  useEffect(() => {
    if (isScrolling || isCalm) return undefined;
    const frame = requestAnimationFrame(drawAgain);
    return () => cancelAnimationFrame(frame);
  });
  return { isQuick: (index) => quick.has(index), isCalm };
}
