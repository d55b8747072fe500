import type { UnusedSort } from '../../../shared/api/deletion/clean-lists.ts';
import type { PipelineSort } from '../../../shared/domain/sorts.ts';
import type { Sorting } from '../../kit/grid/column.ts';
import { readSortingText } from '../../kit/grid/sorting-text.ts';

/** By which order of the contract each column of files sorts. */
export const FILE_SORTS: Readonly<Record<string, UnusedSort>> = {
  file: 'path',
  dataset: 'dataset',
  size: 'size_bytes',
  age: 'mtime',
};

/** By which order of the contract each column of pipelines sorts. */
export const PIPELINE_SORTS: Readonly<Record<string, PipelineSort>> = {
  pipeline: 'pipeline_id',
  run: 'run',
  records: 'records',
  frees: 'exclusive_bytes',
  created: 'created_at',
};

/** Columns that are read from A on; of the others people look for the largest, newest or oldest first. */
const FROM_A: ReadonlySet<string> = new Set(['file', 'dataset', 'pipeline', 'run']);

/** Reads the order of files from the address. The largest come first by themselves. */
export function readFileSorting(text: string | undefined): Sorting {
  const known = readSortingText(text, (column) => Object.hasOwn(FILE_SORTS, column));
  return known ?? { column: 'size', descending: true };
}

/** Reads the order of pipelines from the address. Those that free most come first by themselves. */
export function readPipelineSorting(text: string | undefined): Sorting {
  const known = readSortingText(text, (column) => Object.hasOwn(PIPELINE_SORTS, column));
  return known ?? { column: 'frees', descending: true };
}

/** The order after a click on the head of a column. */
export function nextSorting(now: Sorting, column: string): Sorting {
  if (now.column === column) return { column, descending: !now.descending };
  return { column, descending: !FROM_A.has(column) };
}
