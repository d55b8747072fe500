/** Something short that was done, shown for a moment and read out. */
export interface Toast {
  readonly text: string;
  /** Rises, so that the same words can be shown again. */
  readonly turn: number;
}

const listeners = new Set<() => void>();
let shown: Toast | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/** How long it is shown. */
const SHOWN_MS = 4000;

function change(next: Toast | null): void {
  shown = next;
  for (const listener of listeners) listener();
}

/** Tells that something was copied or saved, or why not. All else is told where it happens. */
export function showToast(text: string): void {
  clearTimeout(timer);
  change({ text, turn: (shown?.turn ?? 0) + 1 });
  timer = setTimeout(() => change(null), SHOWN_MS);
}

/** What is shown now, or null. */
export function currentToast(): Toast | null {
  return shown;
}

/** Calls `listener` whenever that changes; the function that it returns ends that. */
export function onToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
