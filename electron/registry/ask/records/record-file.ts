import type { FileTotals } from '../../../../shared/api/numbers.ts';
import { GIVES_SPACE } from '../../files/gives-space.ts';
import { firstRow, type ReadableIndex } from '../../index/database.ts';

/**
 * SQL: whether file `f` (with `u` its row of file_use) goes and gives its space back with the one record that names it: it has no
 * other name, and no missing record may mean it.
 */
export const GOES_ALONE = `(u.records = 1 AND u.claimed = 0 AND ${GIVES_SPACE})`;

/** The file where nirs4all finds a record's bytes, by its number in the index; null where there is none. */
export function fileOfRecord(index: ReadableIndex, record: number): number | null {
  const row = firstRow<{ id: number | null }>(
    index,
    'SELECT min(file_id) AS id FROM reference WHERE record_id = :record AND exact = 1',
    { record },
  );
  return row?.id ?? null;
}

/** What deleting a record alone frees: its file, where nothing else needs that. */
export function freedBy(index: ReadableIndex, file: number | null): FileTotals {
  const row = firstRow<{ size: number }>(
    index,
    `SELECT f.size FROM file f CROSS JOIN file_use u ON u.file_id = f.id WHERE f.id = :file AND ${GOES_ALONE}`,
    { file },
  );
  return row === undefined ? { files: 0, bytes: 0 } : { files: 1, bytes: row.size };
}
