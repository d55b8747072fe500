/** Something short that was done, shown for a moment and read out. */
export interface Said {
  readonly text: string;
  /** Rises, so that the same words can be said again. */
  readonly turn: number;
}

const listeners = new Set<() => void>();
let said: Said | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** How long it is shown. */
const SHOWN_MS = 4000;

function set(next: Said | null): void {
  said = next;
  for (const listener of listeners) listener();
}

/** Says that something was copied or saved, or why not. All else is told where it happens. */
export function say(text: string): void {
  clearTimeout(timer);
  set({ text, turn: (said?.turn ?? 0) + 1 });
  timer = setTimeout(() => set(null), SHOWN_MS);
}

/** What is said now, or null. */
export function whatIsSaid(): Said | null {
  return said;
}

/** Calls `listener` whenever that changes; the function that it returns ends that. */
export function onSaid(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
