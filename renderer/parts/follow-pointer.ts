import type { PointerEvent as ReactPointerEvent } from 'react';

/** Tells where the pointer is, in pixels from the left, from its press on an element until it is let go. */
export function followPointer(
  { currentTarget: element, pointerId }: ReactPointerEvent<HTMLElement>,
  onMove: (x: number) => void,
): void {
  const ended = new AbortController();
  const { signal } = ended;
  element.setPointerCapture(pointerId);
  element.addEventListener('pointermove', ({ clientX }) => onMove(clientX), { signal });
  element.addEventListener('lostpointercapture', () => ended.abort(), { signal });
}
