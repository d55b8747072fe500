import { useCallback, useState } from 'react';

/** Gives what takes a bug that comes up apart from drawing, and throws it while drawing, where React shows it. It stays the same function. */
export function useBug(): (error: unknown) => void {
  const [bug, setBug] = useState<{ readonly error: unknown } | null>(null);
  // oxlint-disable-next-line typescript/only-throw-error -- an error that React should show is thrown while it draws
  if (bug !== null) throw bug.error;
  return useCallback((error: unknown) => setBug({ error }), []);
}
