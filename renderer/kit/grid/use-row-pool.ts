import { useRef } from 'react';
import { pooledRows, type Pooled } from './row-pool.ts';

/**
 * See {@link pooledRows}. Elements change places on the page only when the list rests: one that is moved is laid out anew. In between
 * their order is not that of the rows, which nobody reads then.
 *
 * @param isCalm whether the list rests
 */
export function useRowPool<Row extends { readonly index: number }>(
  rows: readonly Row[],
  isCalm: boolean,
): readonly Pooled<Row>[] {
  const pool = useRef({ size: 1, first: 0 });
  const size = Math.max(pool.current.size, rows.length);
  const first = !isCalm && size === pool.current.size ? pool.current.first : (rows[0]?.index ?? 0);
  pool.current = { size, first };
  return pooledRows(rows, size, first);
}
