import type { ScanProgress } from '../../../shared/api/workspace/workspace.ts';
import { formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { plural } from '../../text/plural.ts';

/** How far a scan is, in words for the status bar. */
export function scanText({ phase, files, bytes, manifests, toRead, read }: ScanProgress): string {
  switch (phase) {
    case 'look':
      return `Looking: ${plural(files, 'file')}, ${formatBytes(bytes)}, ${plural(manifests, 'manifest')} so far`;
    case 'read':
      return toRead === null
        ? `Reading: ${plural(read, 'manifest')} so far`
        : `Reading: ${formatCount(read)} of ${plural(toRead, 'manifest')}`;
    case 'derive':
      return 'Working out what uses what';
  }
}

/** The share of a scan that is done, from 0 to 1; null where nobody knows. Reading is what takes the time. */
export function scanShare({ phase, toRead, read }: ScanProgress): number | null {
  switch (phase) {
    case 'look':
      return null;
    case 'read':
      return toRead === null || toRead === 0 ? null : Math.min(1, read / toRead);
    case 'derive':
      return 1;
  }
}

/** The quarter that a scan is in, which is as often as it is read out: 0 to 4; null where nobody knows. */
export function scanQuarter(progress: ScanProgress): number | null {
  const share = scanShare(progress);
  return share === null ? null : Math.floor(share * 4);
}
