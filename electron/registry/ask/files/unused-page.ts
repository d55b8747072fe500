import type { UnusedPage, UnusedSort } from '../../../../shared/api/deletion/clean-lists.ts';

import type { ViewContext } from '../../columns/columns.ts';
import { stateKey } from '../../columns/file-keys.ts';
import type { Slices } from '../../columns/slices.ts';
import { sorted } from '../../columns/sorted.ts';
import { unusedList, type UnusedFilter, type UnusedRow } from './unused-list.ts';

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

/** A list in its order, with the sum of its bytes. */
interface Ordered {
  readonly rows: readonly UnusedRow[];
  readonly order: Int32Array;
  readonly bytes: number;
}

function* inOrder(
  context: ViewContext,
  filter: UnusedFilter,
  sort: UnusedSort,
  descending: boolean,
): Slices<Ordered> {
  const rows = yield* unusedList(context, filter);
  const turn = descending ? -1 : 1;
  // What is cut off is offered first: a later run takes such a file by its name, and breaks.
  const rank = ({ reason }: UnusedRow): number => (sort === 'size_bytes' && reason === 'cut-off' ? 0 : 1);
  const slots = Int32Array.from(rows.keys());
  const order = yield* sorted(slots, (left, right) => {
    const [one, other] = [rows[left], rows[right]];
    if (one === undefined || other === undefined) throw new Error('A row that is not in the list.');
    return rank(one) - rank(other) || turn * compare(one, other, sort) || compareTexts(one.path, other.path);
  });
  return { rows, order, bytes: rows.reduce((sum, { size_bytes: size }) => sum + size, 0) };
}

/** A part of the files that nothing names, with the sums of all of them. */
export function* unusedPage(
  context: ViewContext,
  filter: UnusedFilter,
  { sort, descending, offset, limit }: UnusedPart,
): Slices<{ readonly files: readonly UnusedRow[]; readonly total: UnusedPage['total'] }> {
  const key = JSON.stringify([filter, sort, descending]);
  const { rows, order, bytes } = yield* context.memo.answer(`unused order ${stateKey(context)} ${key}`, () =>
    inOrder(context, filter, sort, descending),
  );
  const files = [...order.subarray(offset, offset + limit)].flatMap((slot) => rows[slot] ?? []);
  return { files, total: { files: rows.length, bytes } };
}
