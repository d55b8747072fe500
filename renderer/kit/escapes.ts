import { useLayoutEffect } from 'react';

/** What Esc takes away: a question that was opened comes before the rows that are checked. */
export type EscapeLevel = 'question' | 'checked';

const listening: Readonly<Record<EscapeLevel, Set<() => void>>> = { question: new Set(), checked: new Set() };

/** Lets Esc take something away, as long as `run` is no null. */
export function useEscape(level: EscapeLevel, run: (() => void) | null): void {
  // Before anything of it is seen: whoever sees it may press Esc at once.
  useLayoutEffect(() => {
    if (run === null) return undefined;
    listening[level].add(run);
    return () => {
      listening[level].delete(run);
    };
  }, [level, run]);
}

/** Takes away what came last of a level; false where there is nothing. */
export function escape(level: EscapeLevel): boolean {
  const last = [...listening[level]].at(-1);
  last?.();
  return last !== undefined;
}
