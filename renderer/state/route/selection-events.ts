const listeners = new Set<() => void>();

/** Tells that something was selected, be it what is selected already: who asks for it again wants to see it. */
export function tellSelected(): void {
  for (const listener of listeners) listener();
}

/** Calls `listener` whenever something is selected; the function that it returns ends that. */
export function onSelected(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
