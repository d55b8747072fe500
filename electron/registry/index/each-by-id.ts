import { allTuples, type ReadableIndex, type SqlValue } from './database.ts';

/** Ids that are read in one go. */
const CHUNK = 8192;

/** How many rows a table has. */
export function countRows(index: ReadableIndex, table: 'file' | 'record' | 'reference'): number {
  return allTuples<[number]>(index, `SELECT count(*) FROM ${table}`)[0]?.[0] ?? 0;
}

/**
 * Reads rows in the order in which they lie in the database, some thousands at a time: for many rows that takes a tenth of looking
 * them up one by one.
 *
 * @param sql wants `:from` and `:to`, the first and last id of `table` that are meant
 */
export function eachById<Row extends readonly SqlValue[]>(
  index: ReadableIndex,
  table: 'file' | 'record',
  sql: string,
  take: (row: Row) => void,
): void {
  const last = allTuples<[number]>(index, `SELECT coalesce(max(id), 0) FROM ${table}`)[0]?.[0] ?? 0;
  for (let from = 1; from <= last; from += CHUNK) {
    for (const row of allTuples<Row>(index, sql, { from, to: from + CHUNK - 1 })) take(row);
  }
}
