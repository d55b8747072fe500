import { useCallback } from 'react';
import { isInspectorOpen } from '../../kit/panes.ts';
import type { Selection } from './selection.ts';
import { useGo } from './use-place.ts';

/**
 * Shows in an open inspector what the keyboard came to. Back still leads to what was there before the keys moved, and an inspector that
 * was closed stays so. Tells whether it was shown.
 */
export function useFollowSelection(): (selection: Selection | null) => boolean {
  const go = useGo();
  return useCallback(
    (selection) => {
      if (selection === null || !isInspectorOpen()) return false;
      go({ selection }, 'replace');
      return true;
    },
    [go],
  );
}
