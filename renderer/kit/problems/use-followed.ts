import { useCallback } from 'react';
import { failureOf, isLostCall } from '../../../shared/api/failure.ts';
import { showToast } from '../toast.ts';
import { failureText } from './failure-text.ts';
import { useBug } from './use-bug.ts';

/**
 * Follows calls that nobody waits for: why one came to nothing is said for a moment. Throws bugs while drawing, where React
 * shows them.
 */
export function useFollowed(): (call: Promise<void>) => void {
  const throwBug = useBug();
  return useCallback(
    (call) => {
      call.catch((error: unknown) => {
        const failure = failureOf(error);
        if (failure !== null) showToast(failureText(failure).title);
        else if (isLostCall(error)) showToast('Stemma’s reader stopped. Try again.');
        else throwBug(error);
      });
    },
    [throwBug],
  );
}
