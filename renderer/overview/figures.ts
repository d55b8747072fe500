import type { Totals } from '../../shared/api/statistics.ts';
import type { ScanProgress } from '../../shared/api/workspace.ts';
import { exactBytes, formatBytes, formatCount } from '../../shared/text/format-number.ts';
import { plural } from '../text/plural.ts';

/** One number of the overview. */
export interface Figure {
  readonly id: 'disk' | 'records' | 'saved' | 'orphans' | 'missing';
  readonly label: string;
  readonly value: string;
  /** The line below. */
  readonly detail: string;
  /** The number to the digit, for the tooltip; null where it is not known. */
  readonly exact: string | null;
}

/** Stands for what is not known yet, which is never 0. */
const UNKNOWN = '…';

function orphans(totals: Totals): Figure {
  const { orphan_files, orphan_bytes, undecided_files, undecided_bytes } = totals;
  const files = plural(orphan_files, 'file');
  const common = { id: 'orphans', label: 'Orphans' } as const;
  if (undecided_files === 0) {
    return { ...common, value: formatBytes(orphan_bytes), detail: files, exact: exactBytes(orphan_bytes) };
  }
  if (orphan_files === 0) {
    return {
      ...common,
      value: 'undecided',
      detail: `${plural(undecided_files, 'file')}, ${formatBytes(undecided_bytes)}`,
      exact: `${exactBytes(undecided_bytes)} undecided`,
    };
  }
  return {
    ...common,
    value: formatBytes(orphan_bytes),
    detail: `${files}, ${formatCount(undecided_files)} undecided`,
    exact: `${exactBytes(orphan_bytes)}, ${exactBytes(undecided_bytes)} undecided`,
  };
}

/** The numbers of a workspace whose index can be asked. */
export function figuresOf(totals: Totals): readonly Figure[] {
  const { stored_bytes, files, records, manifests, saved_bytes, logical_bytes, missing_records } = totals;
  const percent = Math.round(totals.dedup_ratio_bytes * 100);
  return [
    {
      id: 'disk',
      label: 'On disk',
      value: formatBytes(stored_bytes),
      detail: plural(files, 'file'),
      exact: exactBytes(stored_bytes),
    },
    {
      id: 'records',
      label: 'Records',
      value: formatCount(records),
      detail: plural(manifests, 'pipeline'),
      exact: plural(records, 'record'),
    },
    {
      id: 'saved',
      label: 'Saved by sharing',
      value: formatBytes(saved_bytes),
      detail: `${percent} % of ${formatBytes(logical_bytes)}`,
      exact: `${exactBytes(saved_bytes)} of ${exactBytes(logical_bytes)}`,
    },
    orphans(totals),
    {
      id: 'missing',
      label: 'Missing',
      value: formatCount(missing_records),
      detail: missing_records === 1 ? 'record without a file' : 'records without a file',
      exact: plural(missing_records, 'record'),
    },
  ];
}

/**
 * The numbers during a first scan: what was found so far, and nothing of what only a complete scan can tell.
 *
 * @param seen how far the scan is, or was when it ended without a result; null before it found anything
 */
export function figuresSoFar(seen: ScanProgress | null): readonly Figure[] {
  const unknown = { value: UNKNOWN, exact: null };
  // A walk that has just begun has seen nothing, which is not the same as that there is nothing.
  const progress = seen?.phase === 'look' && seen.files === 0 ? null : seen;
  return [
    {
      id: 'disk',
      label: 'On disk',
      ...(progress === null
        ? { ...unknown, detail: '' }
        : {
            value: formatBytes(progress.bytes),
            detail: `${plural(progress.files, 'file')} so far`,
            exact: exactBytes(progress.bytes),
          }),
    },
    {
      id: 'records',
      label: 'Records',
      ...(progress === null
        ? { ...unknown, detail: '' }
        : {
            value:
              progress.phase === 'look' && progress.records === 0 ? UNKNOWN : formatCount(progress.records),
            detail: `${plural(progress.manifests, 'manifest')} so far`,
            exact: plural(progress.records, 'record'),
          }),
    },
    { id: 'saved', label: 'Saved by sharing', ...unknown, detail: '' },
    { id: 'orphans', label: 'Orphans', ...unknown, detail: 'once the scan is complete' },
    { id: 'missing', label: 'Missing', ...unknown, detail: 'once the scan is complete' },
  ];
}
