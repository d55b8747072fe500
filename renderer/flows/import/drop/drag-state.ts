/**
 * For so long nothing may be heard of a drag before it counts as gone, in milliseconds. Browsers tell a page every 50 ms (at most 350, HTML's
 * "drag and drop processing model") that something is over it, and nothing at all of a drag that is cancelled outside or over a child: a counter
 * of enters and leaves would stick.
 */
export const SILENCE_MS = 300;

/** Whether files are being dragged over the window, and when that was last heard, on any clock that only rises. */
export type DragState = { readonly isOver: false } | { readonly isOver: true; readonly heardMs: number };

/** What the window hears. */
export type DragHappening =
  | { readonly kind: 'enter' | 'over'; readonly hasFiles: boolean; readonly atMs: number }
  /** `isOutside`: it goes to no other element, so it leaves the window. */
  | { readonly kind: 'leave'; readonly isOutside: boolean }
  | { readonly kind: 'drop' | 'escape' | 'blur' }
  /** Some time has passed. */
  | { readonly kind: 'time'; readonly atMs: number };

/** Nothing is dragged. */
export const NO_DRAG: DragState = { isOver: false };

/** What is known after something was heard; the same object where nothing changes. */
export function nextDrag(state: DragState, happening: DragHappening): DragState {
  switch (happening.kind) {
    case 'enter':
    case 'over':
      return happening.hasFiles ? { isOver: true, heardMs: happening.atMs } : state;
    case 'leave':
      return happening.isOutside ? NO_DRAG : state;
    case 'drop':
    case 'escape':
    case 'blur':
      return NO_DRAG;
    case 'time':
      return silenceLeft(state, happening.atMs) === 0 ? NO_DRAG : state;
  }
}

/** Milliseconds until a drag counts as gone; null where there is none. */
export function silenceLeft(state: DragState, atMs: number): number | null {
  return state.isOver ? Math.max(0, state.heardMs + SILENCE_MS - atMs) : null;
}
