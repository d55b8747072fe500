import type { ChainRow } from './chain-row.ts';

/** The rows that are drawn, and which list they are of. */
export interface Settled {
  readonly list: string;
  readonly rows: readonly ChainRow[];
}

/**
 * What to draw after rows were made: when another list is meant, the rows before stay until all of its open ones are
 * loaded. What is opened in the same list is drawn at once, with a row that says it is on its way.
 *
 * @param list changes with the filter, the scope and the pages that are asked for
 * @param rows null before the first answer
 */
export function settledRows(
  before: Settled | null,
  list: string,
  rows: readonly ChainRow[] | null,
): Settled | null {
  if (before !== null && before.list !== list) {
    const isThere = rows !== null && rows.every(({ kind }) => kind !== 'waiting');
    return isThere ? { list, rows } : before;
  }
  return rows === null ? before : { list, rows };
}
