import { useEffect, useReducer, useRef } from 'react';
import { drawnRows, type DrawnRows } from './quick-rows.ts';

/** Rows that fly by. */
export interface QuickRows {
  /** Whether a row is drawn plainly. */
  readonly isQuick: (index: number) => boolean;
  /** Whether all rows are drawn whole, and the list rests. */
  readonly isCalm: boolean;
}

/**
 * See {@link drawnRows}.
 *
 * @param first the first row that is drawn
 * @param last the last one
 */
export function useQuickRows(first: number, last: number, isScrolling: boolean): QuickRows {
  const drawn = useRef<DrawnRows>({ first, last, quick: new Set() });
  const [, drawAgain] = useReducer((count: number) => count + 1, 0);
  drawn.current = drawnRows(drawn.current, first, last, isScrolling);
  const { quick } = drawn.current;
  const isCalm = !isScrolling && quick.size === 0;
  useEffect(() => {
    if (isScrolling || isCalm) return undefined;
    const frame = requestAnimationFrame(drawAgain);
    return () => cancelAnimationFrame(frame);
  });
  return { isQuick: (index) => quick.has(index), isCalm };
}
