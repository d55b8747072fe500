import type { WritableIndex } from '../../../index/database.ts';

/** The keys by which a file could still be a missing record's. Each name is folded once: that calls a function of ours. */
const MISSING_KEYS = `
  CREATE TEMP TABLE missing_name AS SELECT fold_name(name) AS name FROM missing WHERE name <> '';
  CREATE TEMP TABLE missing_key (key TEXT PRIMARY KEY) WITHOUT ROWID;
  INSERT OR IGNORE INTO missing_key SELECT name FROM missing_name;
  INSERT OR IGNORE INTO missing_key SELECT substr(hash, 1, 12) FROM missing WHERE hash <> '';
  INSERT OR IGNORE INTO missing_key SELECT substr(hash, 1, 6) FROM missing WHERE hash <> '';
  INSERT OR IGNORE INTO missing_key SELECT substr(name, instr(name, '.') - 12, 12) FROM missing_name WHERE name GLOB '*_????????????.*';
  INSERT OR IGNORE INTO missing_key SELECT substr(name, instr(name, '.') - 6, 6) FROM missing_name WHERE name GLOB '*_??????.*';
  DROP TABLE missing_name`;

/**
 * The name of a file, or the hash in it, is that of a missing record: a moved dataset looks like this. An unused one is
 * undecided then, and one that a manifest uses is not that manifest's alone. Names that nirs4all writes are told by the hash
 * in them, which no folding changes; only others are folded one by one.
 */
const CLAIMED = `
  INSERT OR IGNORE INTO claimed_file SELECT id FROM file WHERE hash_prefix IN (SELECT key FROM missing_key);
  INSERT OR IGNORE INTO claimed_file
    SELECT id FROM file WHERE is_ours = 0 AND fold_name(name) IN (SELECT key FROM missing_key);
  DROP TABLE missing_key`;

/**
 * A missing record may mean a file whose name, or whose dataset's folder's name, differs in case or in the form
 * of its accents alone, as a copy over another file system leaves it: such a file is kept, the record stays missing.
 */
const FOLDED = `
  CREATE TEMP TABLE folded_folder AS
    SELECT id, fold_name(coalesce(run, dataset)) AS name, run IS NULL AS is_shared FROM folder
    WHERE layout = 'v3' AND is_searched = 1;
  CREATE TEMP TABLE folded_file AS
    SELECT f.id, f.folder_id, fold_name(f.name) AS name FROM claimed_file c CROSS JOIN file f ON f.id = c.id WHERE f.link <> 3;
  INSERT OR IGNORE INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, 0 FROM missing r
  CROSS JOIN manifest p ON p.id = r.manifest_id AND p.layout = 'v3'
  CROSS JOIN folded_file f ON f.name = fold_name(r.name)
  CROSS JOIN folded_folder d ON d.id = f.folder_id
  WHERE CASE WHEN d.is_shared THEN d.name = fold_name(p.dataset) ELSE p.run IS NULL OR d.name = fold_name(p.run) END;
  DROP TABLE folded_file; DROP TABLE folded_folder`;

/**
 * What missing records may mean: files of nearly their names, which are kept, and files whose names claim to be theirs. Wants the
 * temporary tables `missing` and `claimed_file` of `derive`.
 */
export function referMissing(index: WritableIndex): void {
  for (const sql of [MISSING_KEYS, CLAIMED, FOLDED]) index.raw.exec(sql);
}
