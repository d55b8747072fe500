import { useRef } from 'react';

/**
 * Gives rows that are drawn a slot each, in the order in which they stand on the page. A row that scrolls out at one end comes
 * in again at the other with another content, which is cheaper than a new one. They change places on the page only when the
 * list rests: an element that is moved is laid out anew. In between their order is not that of the rows, which nobody reads then.
 *
 * @param rows those that are drawn, ascending without gaps
 */
export function useRowPool<Row extends { readonly index: number }>(
  rows: readonly Row[],
  isCalm: boolean,
): readonly (Row & { readonly slot: number })[] {
  const pool = useRef({ size: 1, first: 0 });
  const size = Math.max(pool.current.size, rows.length);
  const first = !isCalm && size === pool.current.size ? pool.current.first : (rows[0]?.index ?? 0);
  pool.current = { size, first };
  const place = ({ slot }: { readonly slot: number }): number => (slot - (first % size) + size) % size;
  return rows
    .map((row) => ({ ...row, slot: row.index % size }))
    .toSorted((one, other) => place(one) - place(other));
}
