import type { OperatorSort } from '../../../shared/domain/sorts.ts';
import type { Sorting } from '../../kit/grid/column.ts';
import { readSortingText } from '../../kit/grid/sorting-text.ts';
import { usePlace } from '../../state/route/use-place.ts';

/** By which order of the contract each column of the tree by operator sorts. */
const COLUMN_SORTS: Readonly<Record<string, OperatorSort>> = {
  pipelines: 'pipelines',
  size: 'size_bytes',
};

/** Reads the order of equal operators from the address. The largest come first by themselves. */
export function readOperatorSorting(text: string | undefined): Sorting {
  const known = readSortingText(text, (column) => Object.hasOwn(COLUMN_SORTS, column));
  return known ?? { column: 'size', descending: true };
}

/** The order after a click on the head of a column: of both, people look for the most first. */
export function nextOperatorSorting(now: Sorting, column: string): Sorting {
  return { column, descending: now.column === column ? !now.descending : true };
}

/** How questions of equal operators ask for the order that is chosen. */
export function useOperatorOrder(): { readonly sort: OperatorSort; readonly descending: boolean } {
  const { column, descending } = readOperatorSorting(usePlace().place.own['sort']);
  return { sort: COLUMN_SORTS[column] ?? 'size_bytes', descending };
}
