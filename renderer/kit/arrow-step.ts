import type { KeyboardEvent } from 'react';

/**
 * Where Left and Right lead among the buttons of a group: moves the focus there, and gives its place; null for other
 * keys. Counted from the button that has the focus, since what is chosen may follow the keys a little later.
 */
export function arrowStep(event: KeyboardEvent<HTMLElement>): number | null {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0 || event.altKey) return null;
  event.preventDefault();
  const buttons = [...event.currentTarget.children];
  const at = buttons.findIndex((button) => button === event.target);
  const next = (at + step + buttons.length) % buttons.length;
  const button = buttons[next];
  if (button instanceof HTMLElement) button.focus();
  return next;
}
