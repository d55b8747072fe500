import { useCallback, type RefCallback } from 'react';

/** Parts of a view that can be held on to while what is around them is laid out anew. */
const PARTS = '[role=row], li, section';

/**
 * For an element that scrolls: when it gets another width, as it does when the inspector opens beside it, what was clicked or has
 * the focus stays where it was on the screen.
 */
export function useKeptPlace(): RefCallback<HTMLElement> {
  return useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    let held: { readonly part: Element; readonly top: number } | null = null;
    let width = element.clientWidth;
    const hold = (event: Event): void => {
      const part = event.target instanceof Element ? event.target.closest(PARTS) : null;
      held = part === null ? null : { part, top: part.getBoundingClientRect().top };
    };
    const observer = new ResizeObserver(() => {
      const isWider = element.clientWidth !== width;
      width = element.clientWidth;
      if (!isWider || held === null || !element.contains(held.part)) return;
      element.scrollTop += held.part.getBoundingClientRect().top - held.top;
    });
    observer.observe(element);
    element.addEventListener('pointerdown', hold, true);
    element.addEventListener('keydown', hold, true);
    return () => {
      observer.disconnect();
      element.removeEventListener('pointerdown', hold, true);
      element.removeEventListener('keydown', hold, true);
    };
  }, []);
}
