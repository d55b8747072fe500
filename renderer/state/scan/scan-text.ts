import type { LayoutWords } from '../../../shared/api/workspace/layout-words.ts';
import type { ScanProgress } from '../../../shared/api/workspace/workspace.ts';
import { formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { plural } from '../../text/plural.ts';

type Sources = LayoutWords['sources'];

const isDatabase = (sources: Sources): boolean => sources.every((source) => source === 'database');

/** How many there are of what pipelines are read from; nothing of a database, which is one. */
function counted(manifests: number, sources: Sources): readonly string[] {
  if (isDatabase(sources)) return [];
  const several = sources.map((source) => `${source}s`).join(' or ');
  return [plural(manifests, sources.join(' or '), several)];
}

/** What was found so far of what pipelines are read from: `349 manifests so far`; `so far` of a database, which is one. */
export function foundText(manifests: number, sources: Sources): string {
  return [...counted(manifests, sources), 'so far'].join(' ');
}

/** How far a scan is, in words for the status bar. A database is read as one: how far, its records tell. */
export function scanText(
  { phase, files, bytes, manifests, records, toRead, read }: ScanProgress,
  sources: Sources,
): string {
  switch (phase) {
    case 'look':
      return `Looking: ${[plural(files, 'file'), formatBytes(bytes), ...counted(manifests, sources)].join(', ')} so far`;
    case 'read':
      if (sources.includes('database')) return `Reading: ${plural(records, 'record')} so far`;
      return toRead === null
        ? `Reading: ${plural(read, 'manifest')} so far`
        : `Reading: ${formatCount(read)} of ${plural(toRead, 'manifest')}`;
    case 'derive':
      return 'Working out what uses what';
  }
}

/**
 * The share of a scan that is done, from 0 to 1; null where nobody knows: a database does not tell how much it holds. Reading is what takes
 * the time.
 */
export function scanShare({ phase, toRead, read }: ScanProgress, sources: Sources): number | null {
  switch (phase) {
    case 'look':
      return null;
    case 'read':
      return toRead === null || toRead === 0 || sources.includes('database')
        ? null
        : Math.min(1, read / toRead);
    case 'derive':
      return 1;
  }
}

/** The quarter that a scan is in, which is as often as it is read out: 0 to 4; null where nobody knows. */
export function scanQuarter(progress: ScanProgress, sources: Sources): number | null {
  const share = scanShare(progress, sources);
  return share === null ? null : Math.floor(share * 4);
}
