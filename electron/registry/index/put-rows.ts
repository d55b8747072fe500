import { allTuples, prepare, run, type SqlValue, type WritableIndex } from './database.ts';

/** Tables of a few rows each, whose first column is their key. */
type SmallTable = 'problem' | 'run_folder' | 'unopened' | 'measured' | 'result_artifact';

const asText = (row: readonly SqlValue[]): string => JSON.stringify(row);

/** Makes a small table hold some rows and no others; of rows with one key the last. Returns whether anything changed. */
export function putRows(
  index: WritableIndex,
  table: SmallTable,
  columns: readonly string[],
  rows: readonly (readonly SqlValue[])[],
): boolean {
  const wanted = new Map(rows.map((row) => [row[0], row]));
  const known = new Set(allTuples(index, `SELECT ${columns.join(', ')} FROM ${table}`).map(asText));
  if (known.size === wanted.size && [...wanted.values()].every((row) => known.has(asText(row)))) return false;
  run(index, `DELETE FROM ${table}`);
  const insert = prepare(index, `INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`);
  for (const row of wanted.values()) insert.run(...row);
  return true;
}
