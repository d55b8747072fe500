import type { RecordSort } from '../../../shared/domain/sorts.ts';
import type { Sorting } from '../../kit/grid/column.ts';
import { readSortingText } from '../../kit/grid/sorting-text.ts';

/** By which order of the contract each column sorts. */
export const COLUMN_SORTS: Readonly<Record<string, RecordSort>> = {
  type: 'artifact_type',
  class: 'class_name',
  chain: 'derived_chain',
  fold: 'fold_id',
  pipeline: 'pipeline_id',
  size: 'size_bytes',
  used: 'used_by',
  state: 'file_status',
  created: 'created_at',
  dataset: 'dataset',
  run: 'run',
  step: 'step_index',
  branch: 'branch_path',
  source: 'source_index',
  format: 'format',
  custom: 'custom_name',
  exclusive: 'exclusive_bytes',
  path: 'path',
};

/** Columns of which people look for the largest or newest first. */
const LARGEST_FIRST: ReadonlySet<string> = new Set(['size', 'used', 'created', 'exclusive']);

const NEWEST: Sorting = { column: 'created', descending: true };

/** Reads the order from the address. The newest come first by themselves. */
export function readSorting(text: string | undefined): Sorting {
  return readSortingText(text, (column) => Object.hasOwn(COLUMN_SORTS, column)) ?? NEWEST;
}

/** The order after a click on the head of a column. */
export function nextSorting(now: Sorting, column: string): Sorting {
  if (now.column === column) return { column, descending: !now.descending };
  return { column, descending: LARGEST_FIRST.has(column) };
}
