import { GIVES_SPACE } from '../files/gives-space.ts';
import { eachRow, type ReadableIndex } from './database.ts';

/** A record that means a file, with what is summed up over both. */
export interface Reference {
  readonly file: number;
  /** The folder of the file. */
  readonly folder: number;
  /** 1 for another name of a file that counts elsewhere. */
  readonly alias: number;
  readonly size: number;
  /** The size that the record states; 0 where it states none. */
  readonly recorded: number;
  /** 1 where deleting the file gives its space back: one name, not behind a link, and no missing record may mean it. */
  readonly frees: number;
  /** 1 where nirs4all finds the file there. */
  readonly exact: number;
  readonly manifest: number;
  /** 1 for records of primary manifests. */
  readonly isPrimary: number;
  readonly dataset: number;
  readonly type: number;
  readonly class: number;
}

/** All references in the order of their files, so that what is counted once for a file can be. */
export function eachReference(index: ReadableIndex): IterableIterator<Reference> {
  return eachRow<Reference>(
    index,
    `SELECT x.file_id AS file, f.folder_id AS folder, u.alias, f.size, r.size AS recorded, ${GIVES_SPACE} AND u.claimed = 0 AS frees, x.exact, r.manifest_id AS manifest,
       r.is_primary AS isPrimary, r.dataset, r.type, r.class
     FROM reference x CROSS JOIN record r ON r.id = x.record_id CROSS JOIN file f ON f.id = x.file_id
       CROSS JOIN file_use u ON u.file_id = x.file_id
     ORDER BY x.file_id`,
  );
}
