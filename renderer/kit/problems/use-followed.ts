import { useCallback, useState } from 'react';
import { failureOf, isLostCall } from '../../../shared/api/failure.ts';
import { showToast } from '../toast.ts';
import { failureText } from './failure-text.ts';

/**
 * Follows calls that nobody waits for: why one came to nothing is said for a moment. Throws bugs while drawing, where React
 * shows them.
 */
export function useFollowed(): (call: Promise<void>) => void {
  const [bug, setBug] = useState<{ readonly error: unknown } | null>(null);
  // oxlint-disable-next-line typescript/only-throw-error -- an error that React should show is thrown while it draws
  if (bug !== null) throw bug.error;
  return useCallback((call) => {
    call.catch((error: unknown) => {
      const failure = failureOf(error);
      if (failure !== null) showToast(failureText(failure).title);
      else if (isLostCall(error)) showToast('Stemma’s reader stopped. Try again.');
      else setBug({ error });
    });
  }, []);
}
