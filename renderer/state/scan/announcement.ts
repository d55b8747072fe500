import type { LayoutWords } from '../../../shared/api/workspace/layout-words.ts';
import type { ScanProgress } from '../../../shared/api/workspace/workspace.ts';
import type { ScanState } from './scan-state.ts';
import { scanQuarter } from './scan-text.ts';

/**
 * What is read out about a scan: each quarter, and the end. The same text for all of a quarter, so that a live region
 * says it once; empty where there is nothing to say.
 */
export function scanAnnouncement(
  state: ScanState,
  progress: ScanProgress | null,
  sources: LayoutWords['sources'],
): string {
  switch (state.kind) {
    case 'running': {
      const quarter = progress === null ? null : scanQuarter(progress, sources);
      return quarter === null || quarter === 0 ? 'Scanning' : `Scanning, ${quarter * 25} percent read`;
    }
    case 'done':
      return 'Scan complete';
    case 'elsewhere':
      return 'Another Stemma is scanning this workspace';
    case 'cancelled':
      return 'Scan cancelled';
    case 'failed':
      return 'Scan failed';
  }
}
