import type { Viewport } from './viewport.ts';

/** How the picture lies now; for what follows it without being drawn again by all around. */
export interface ViewStore {
  readonly get: () => Viewport | null;
  readonly set: (view: Viewport) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** See {@link ViewStore}. */
export function viewStore(): ViewStore {
  const listeners = new Set<() => void>();
  let now: Viewport | null = null;
  return {
    get: () => now,
    set: (view) => {
      now = view;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
