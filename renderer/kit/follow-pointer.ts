import type { PointerEvent as ReactPointerEvent } from 'react';

/** Tells where the pointer is, in pixels from the left, from its press on an element until it is let go. */
export function followPointer(
  { currentTarget: element, pointerId }: ReactPointerEvent<HTMLElement>,
  onMove: (x: number) => void,
): void {
  const ended = new AbortController();
  const { signal } = ended;
  element.setPointerCapture(pointerId);
  const tell = (event: Event): void => {
    if (event instanceof PointerEvent) onMove(event.clientX);
  };
  element.addEventListener('pointermove', tell, { signal });
  element.addEventListener('lostpointercapture', () => ended.abort(), { signal });
}
