import type { Sorting } from './column.ts';

/** Reads an order from the address: a column, with `-` for the other way round; null for what is no column. */
export function readSortingText(
  text: string | undefined,
  isColumn: (column: string) => boolean,
): Sorting | null {
  const [, sign = '', column = ''] = /^(-?)(\w+)$/.exec(text ?? '') ?? [];
  return isColumn(column) ? { column, descending: sign === '-' } : null;
}

/** The text that {@link readSortingText} reads. */
export function writeSorting({ column, descending }: Sorting): string {
  return `${descending ? '-' : ''}${column}`;
}
