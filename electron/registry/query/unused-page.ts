import type { FileTotals } from './impact.ts';
import type { ViewContext } from './ledger/ledger.ts';
import type { Slices } from './ledger/slices.ts';
import { unusedList, type UnusedFilter, type UnusedRow } from './unused-list.ts';

/** How such a list is ordered. Equal ones are by their path. */
export type UnusedSort = 'path' | 'size_bytes' | 'mtime' | 'state' | 'dataset';

/** Which part of it, in which order. */
export interface UnusedPart {
  readonly sort: UnusedSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
}

function compareTexts(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function compare(one: UnusedRow, other: UnusedRow, sort: UnusedSort): number {
  switch (sort) {
    case 'size_bytes':
      return one.size_bytes - other.size_bytes;
    case 'path':
    case 'mtime':
    case 'state':
      return compareTexts(one[sort], other[sort]);
    case 'dataset':
      return compareTexts(one.dataset ?? '', other.dataset ?? '');
  }
}

/** A part of the files that nothing names, with the sums of all of them. */
export function* unusedPage(
  context: ViewContext,
  filter: UnusedFilter,
  { sort, descending, offset, limit }: UnusedPart,
): Slices<{ readonly files: readonly UnusedRow[]; readonly total: FileTotals }> {
  const rows = yield* unusedList(context, filter);
  yield 'more';
  const turn = descending ? -1 : 1;
  const sorted = rows.toSorted(
    (one, other) => turn * compare(one, other, sort) || compareTexts(one.path, other.path),
  );
  const bytes = rows.reduce((sum, { size_bytes: size }) => sum + size, 0);
  return { files: sorted.slice(offset, offset + limit), total: { files: rows.length, bytes } };
}
