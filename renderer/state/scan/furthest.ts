import type { ScanProgress } from '../../../shared/api/workspace/workspace.ts';

/**
 * Of the progress that is shown and what was just told, the one to show: a scan that begins again after it was cancelled
 * or its reader stopped must not make numbers fall, so it is shown once it is past the earlier one.
 */
export function furthest(shown: ScanProgress | null, told: ScanProgress | null): ScanProgress | null {
  if (shown === null || told === null) return told ?? shown;
  const isPast =
    told.files >= shown.files && told.manifests >= shown.manifests && told.records >= shown.records;
  return isPast ? told : shown;
}
