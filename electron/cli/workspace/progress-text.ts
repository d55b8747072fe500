import { formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import type { LayoutWords } from '../../../shared/api/workspace/layout-words.ts';
import type { ScanProgress } from '../../../shared/api/workspace/workspace.ts';
import type { CleanProgress } from '../../registry/change/outcome.ts';
import type { WaysProgress } from '../../registry/index/derive-ways.ts';

/** How far a scan is, for people. A database is read as one: how far, its records tell. */
export function scanText(
  { phase, files, bytes, manifests, records, toRead, read }: ScanProgress,
  { sources }: Pick<LayoutWords, 'sources'>,
): string {
  const isDatabase = sources.includes('database');
  switch (phase) {
    case 'look': {
      const found =
        isDatabase && sources.length === 1
          ? ''
          : `${formatCount(manifests)} ${sources.map((source) => `${source}s`).join(' or ')}, `;
      return `Looking: ${found}${formatCount(files)} files, ${formatBytes(bytes)} so far`;
    }
    case 'read':
      if (isDatabase) return `Reading: ${formatCount(records)} records so far`;
      return `Reading manifests: ${formatCount(read)} of ${formatCount(toRead ?? manifests)}`;
    case 'derive':
      return 'Working out what uses what';
  }
}

/** How far the ways are that a scan left, for people. */
export function waysText({ derived, total }: WaysProgress): string {
  return `Working out the ways of pipelines: ${formatCount(derived)} of ${formatCount(total)}`;
}

/** How far a clean-up, or undoing it, is, for people. */
export function cleanText({
  phase,
  files,
  total_files: totalFiles,
  bytes,
  total_bytes: totalBytes,
}: CleanProgress): string {
  const done = `${formatCount(files)} of ${formatCount(totalFiles)} files, ${formatBytes(bytes)} of ${formatBytes(totalBytes)}`;
  switch (phase) {
    case 'look':
      return `Looking at the workspace again: ${formatCount(files)} files so far`;
    case 'move':
      return `Moving to the trash: ${done}`;
    case 'restore':
      return `Putting back: ${done}`;
    case 'empty':
      return `Deleting for good: ${done}`;
  }
}
