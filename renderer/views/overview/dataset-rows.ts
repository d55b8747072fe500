import type { Statistics } from '../../../shared/api/workspace/statistics.ts';

/** A dataset as the overview lists it; sizes in bytes. */
export interface DatasetRow {
  readonly name: string;
  readonly bytes: number;
  /** Of the biggest one, from 0 to 1, for the bar. */
  readonly share: number;
  readonly files: number;
  readonly records: number;
  readonly saved: number;
}

/** The datasets, biggest first, then by name. */
export function datasetRows(datasets: Statistics['by_dataset']): readonly DatasetRow[] {
  const entries = Object.entries(datasets);
  const biggest = Math.max(1, ...entries.map(([, totals]) => totals.stored_bytes));
  return entries
    .map(([name, totals]) => ({
      name,
      bytes: totals.stored_bytes,
      share: totals.stored_bytes / biggest,
      files: totals.files,
      records: totals.records,
      saved: totals.saved_bytes,
    }))
    .toSorted((one, other) => other.bytes - one.bytes || (one.name < other.name ? -1 : 1));
}
