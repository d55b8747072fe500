const listeners = new Set<() => void>();

/** Tells that something was selected, even if it is what is selected already: whoever asks for it again wants to see it. */
export function announceSelection(): void {
  for (const listener of listeners) listener();
}

/** Calls `listener` whenever something is selected; the function that it returns ends that. */
export function onSelection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
