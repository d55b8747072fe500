import { INLINE_BYTES } from '../../../shared/domain/sparse.ts';
import { FILE_NOTES, type FileNote } from '../../../shared/domain/file-note.ts';
import { prepare, run, type WritableIndex } from './database.ts';
import type { Reference } from './each-reference.ts';

/** The number of a note in the index. */
export function noteNumber(note: FileNote): number {
  return FILE_NOTES.indexOf(note) + 1;
}

/** No block of the disk holds anything of it. */
const PLACEHOLDERS = `
  INSERT OR REPLACE INTO file_note (file_id, note)
  SELECT f.id, ${noteNumber('placeholder')} FROM file f
  WHERE f.size > ${INLINE_BYTES} AND f.allocated = 0 AND f.link <> 3`;

/** The first twelve digits of the SHA-256 of no bytes: only these name an empty file. */
const EMPTY_DIGITS = 'e3b0c44298fc';

/**
 * Files that nothing names and that can't be what their names say by twelve digits of a hash: empty ones, and those beside a larger file with the same
 * digits in its name. A later run takes such a file by its name and breaks.
 */
const UNUSED = `
  CREATE TEMP TABLE unused_file AS SELECT f.id, f.size, f.hash_prefix FROM file_use u CROSS JOIN file f ON f.id = u.file_id
    WHERE u.records = 0 AND length(f.hash_prefix) = 12 AND f.link <> 3;
  CREATE TEMP TABLE largest_file (hash_prefix TEXT PRIMARY KEY, size INTEGER) WITHOUT ROWID;
  INSERT INTO largest_file SELECT hash_prefix, max(size) FROM file
    WHERE hash_prefix IN (SELECT hash_prefix FROM unused_file) GROUP BY hash_prefix;
  INSERT OR IGNORE INTO file_note (file_id, note)
    SELECT u.id, CASE WHEN u.size = 0 THEN ${noteNumber('empty')} ELSE ${noteNumber('shorter')} END
    FROM unused_file u CROSS JOIN largest_file l ON l.hash_prefix = u.hash_prefix
    WHERE (u.size = 0 AND u.hash_prefix <> '${EMPTY_DIGITS}') OR l.size > u.size;
  DROP TABLE unused_file; DROP TABLE largest_file`;

/** Collects which files are not of the size that a manifest states. */
export class FileNotes {
  readonly #notes = new Map<number, FileNote>();

  add({ file, exact, size, recorded }: Reference): void {
    if (exact === 0 || recorded === 0 || recorded === size) return;
    const known = this.#notes.get(file);
    if (known !== undefined && known !== 'longer') return;
    this.#notes.set(file, size === 0 ? 'empty' : size < recorded ? 'shorter' : 'longer');
  }

  write(index: WritableIndex): void {
    const insert = prepare(index, 'INSERT INTO file_note (file_id, note) VALUES (?, ?)');
    for (const [file, note] of this.#notes) insert.run(file, noteNumber(note));
    index.raw.exec(UNUSED);
    run(index, PLACEHOLDERS);
  }
}
