import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

/** How far lists were scrolled, in pixels, by their names and the addresses that they were shown at. */
const kept = new Map<string, number>();

/** What of the address says which list is shown: all but what is selected in it. */
function listAddress(): string {
  const [view = '', query = ''] = window.location.hash.split('?');
  const choices = new URLSearchParams(query);
  choices.delete('sel');
  choices.delete('tab');
  return `${view}?${choices.toString()}`;
}

/**
 * Brings a list back to where it was when it was last shown at the same address, as soon as it is long enough. It is not brought
 * back where the user scrolls first, or something else is to be seen.
 *
 * @param height of all rows, in pixels: it grows while they come in
 * @returns gives the place up
 */
export function useKeptScroll(
  scroller: RefObject<HTMLElement | null>,
  name: string,
  height: number,
): () => void {
  const wanted = useRef<number | null | undefined>(undefined);
  if (wanted.current === undefined) wanted.current = kept.get(`${name} ${listAddress()}`) ?? null;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || wanted.current === null || wanted.current === undefined) return;
    element.scrollTop = wanted.current;
    if (Math.abs(element.scrollTop - wanted.current) < 1) wanted.current = null;
  }, [scroller, height]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const keep = (): void => {
      if (wanted.current === null) kept.set(`${name} ${listAddress()}`, element.scrollTop);
    };
    const giveUp = (): void => {
      wanted.current = null;
    };
    element.addEventListener('scroll', keep, { passive: true });
    for (const event of ['wheel', 'pointerdown', 'keydown'] as const) {
      element.addEventListener(event, giveUp, { passive: true });
    }
    return () => {
      element.removeEventListener('scroll', keep);
      for (const event of ['wheel', 'pointerdown', 'keydown'] as const)
        element.removeEventListener(event, giveUp);
    };
  }, [scroller, name]);
  return () => {
    wanted.current = null;
  };
}
