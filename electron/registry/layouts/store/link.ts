import { firstRow, run, type WritableIndex } from '../../index/database.ts';
import type { Linking } from '../../index/linking.ts';
import { NEVER_WRITTEN } from './never-written.ts';

/** The folder and the name of a file in a record's path, which is one below `artifacts/`. */
const FOLDER = `rtrim(rtrim('artifacts/' || r.name, replace('artifacts/' || r.name, '/', '')), '/')`;

const REFER = `
  INSERT OR IGNORE INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, 1 FROM source s CROSS JOIN pipeline p ON p.source_id = s.id
  CROSS JOIN record r ON r.manifest_id = p.id CROSS JOIN folder d ON d.path = ${FOLDER}
  CROSS JOIN file f ON f.folder_id = d.id AND f.name = substr('artifacts/' || r.name, length(d.path) + 2)
  WHERE s.layout = 'store' AND r.name <> '' AND f.link <> 3`;

/** Where the disk itself ignores case, names that differ in it alone are one: as the library finds its files there, and to keep them. */
const REFER_FOLDED = `
  CREATE TEMP TABLE folded_store AS SELECT f.id, disk_name(d.path || '/' || f.name) AS path
    FROM folder d CROSS JOIN file f ON f.folder_id = d.id WHERE d.layout = 'store' AND f.link <> 3;
  CREATE INDEX temp.folded_store_path ON folded_store (path);
  INSERT OR IGNORE INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, 0 FROM missing r CROSS JOIN pipeline p ON p.id = r.manifest_id CROSS JOIN source s ON s.id = p.source_id
  CROSS JOIN folded_store f ON f.path = disk_name('artifacts/' || r.name)
  WHERE s.layout = 'store' AND r.name <> '';
  DROP TABLE folded_store`;

/**
 * A file whose name has the digits of a record's hash that is missing may be that record's, wherever it lies. Asked in this way so that
 * a first scan, which has no index of the digits, goes over the files once and builds none.
 */
const CLAIMED = `
  INSERT OR IGNORE INTO claimed_file
  SELECT id FROM file WHERE hash_prefix IN (SELECT substr(hash, 1, 12) FROM missing WHERE hash <> '')`;

/** How records of a database find their files below `artifacts/`. */
export const storeLinking: Linking = {
  settleFolders: () => undefined,
  refer: (index: WritableIndex) => {
    run(index, REFER);
  },
  referMissing: (index: WritableIndex) => {
    // Without a database no record is missing here: to go over all files for it takes a moment in a large workspace.
    if (firstRow(index, `SELECT 1 FROM source WHERE layout = 'store' LIMIT 1`) === undefined) return;
    index.raw.exec(CLAIMED);
    index.raw.exec(REFER_FOLDED);
  },
  tellUnwritten: (index: WritableIndex) => {
    run(index, NEVER_WRITTEN);
  },
};
