import { foldName } from '../../../shared/format/fold-name.ts';
import { datasetHint } from '../../../shared/format/run-name.ts';
import { firstRow, run, type ReadableIndex, type WritableIndex } from './database.ts';
import { settleDatasetNames } from './dataset-spelling.ts';
import { FileNotes } from './file-notes.ts';
import { diskName, ignoresCase } from './ignores-case.ts';
import { FolderUses } from './folder-uses.ts';
import { ManifestUses } from './manifest-uses.ts';
import { settleDeepFolders } from './deep-folders.ts';
import { Summary } from './summary.ts';
import { eachReference } from './each-reference.ts';
import { FileUses, readFiles } from './used-files.ts';

/** Functions of ours that the SQL below calls. */
export function addFunctions(index: ReadableIndex): void {
  index.raw.function('fold_name', { deterministic: true }, (name: unknown) => foldName(String(name)));
  index.raw.function('disk_name', { deterministic: true }, (name: unknown) => diskName(String(name)));
  index.raw.function('dataset_hint', { deterministic: true }, (name: unknown) => datasetHint(String(name)));
}

/**
 * Which dataset a folder of a store belongs to. Below `binaries/` it is the folder's name; a run's
 * `_binaries` belongs to the dataset that the run's manifests name, and only where none says so to the hint
 * that the run's name gives.
 */
const FOLDER_DATASETS = `
  UPDATE folder SET dataset = CASE WHEN place = 0 THEN nullif(owner, '') ELSE coalesce(
    (SELECT min(m.dataset) FROM manifest m WHERE m.run = folder.owner AND m.state = 0 AND m.dataset IS NOT NULL),
    dataset_hint(owner)) END`;

/**
 * A record's file where nirs4all looks first: `binaries/<dataset>/<path>`. A broken link is no file; asked in this way so that the
 * index of names answers alone, and no file's row is fetched.
 */
const IN_BINARIES = `
  INSERT INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, 1
  FROM record r CROSS JOIN dataset_folder d ON d.dataset = r.dataset
  CROSS JOIN file f ON f.folder_id = d.folder_id AND f.name = r.name
  WHERE f.id NOT IN (SELECT id FROM broken_file)`;

/** Else `runs/<run>/_binaries/<path>`; kept too where the name is in both, for the reference is not sure itself. */
const IN_RUN = `
  INSERT OR IGNORE INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1)
  FROM folder d CROSS JOIN manifest m ON m.run = d.owner AND m.place = 0
  CROSS JOIN record r ON r.manifest_id = m.id
  CROSS JOIN file f ON f.folder_id = d.id AND f.name = r.name
  WHERE d.place = 1 AND d.direct = 1 AND f.link <> 3`;

/** A copy does not say which run its old-style files lie in: every `_binaries` file of that name is kept. */
const OF_COPIES = `
  INSERT OR IGNORE INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1)
  FROM manifest m CROSS JOIN record r ON r.manifest_id = m.id CROSS JOIN run_file f ON f.name = r.name
  WHERE m.place <> 0 AND m.state = 0`;

/** A manifest without a dataset may mean any: all files of that name are kept, the first counts as its own. */
const WITHOUT_DATASET = `
  INSERT OR IGNORE INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, row_number() OVER (PARTITION BY r.id ORDER BY d.place, d.path) = 1
    AND NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1)
  FROM manifest m CROSS JOIN record r ON r.manifest_id = m.id AND r.name <> ''
  CROSS JOIN folder d ON d.direct = 1 CROSS JOIN file f ON f.folder_id = d.id AND f.name = r.name
  WHERE m.state = 0 AND m.dataset IS NULL AND f.link <> 3`;

/**
 * Where the disk itself ignores case, a record finds its file under names that differ in it alone, as nirs4all does there: in
 * the folder of the dataset however that is spelled, and the file in it.
 */
const IGNORING_CASE = `
  CREATE TEMP TABLE spelled_folder AS SELECT id, disk_name(owner) AS owner FROM folder WHERE place = 0 AND direct = 1;
  CREATE INDEX temp.spelled_folder_owner ON spelled_folder (owner);
  CREATE TEMP TABLE spelled_record AS
    SELECT r.id, r.name, d.id AS folder_id FROM record r CROSS JOIN manifest m ON m.id = r.manifest_id
    CROSS JOIN spelled_folder d ON d.owner = disk_name(m.dataset)
    WHERE r.name <> '' AND NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1);
  CREATE TEMP TABLE spelled_file AS SELECT f.id, f.folder_id, disk_name(f.name) AS name FROM file f
    WHERE f.link <> 3 AND f.folder_id IN (SELECT folder_id FROM spelled_record);
  CREATE INDEX temp.spelled_file_name ON spelled_file (folder_id, name);
  INSERT OR REPLACE INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, 1 FROM spelled_record r
  CROSS JOIN spelled_file f ON f.folder_id = r.folder_id AND f.name = disk_name(r.name);
  DROP TABLE spelled_file; DROP TABLE spelled_record; DROP TABLE spelled_folder`;

/** Look-ups that several statements use. */
const LOOK_UPS = `
  CREATE TEMP TABLE broken_file (id INTEGER PRIMARY KEY);
  INSERT INTO broken_file SELECT id FROM file WHERE link = 3;
  CREATE TEMP TABLE dataset_folder (dataset INTEGER PRIMARY KEY, folder_id INTEGER);
  INSERT INTO dataset_folder SELECT t.id, d.id FROM folder d JOIN dictionary t ON t.text = d.owner
    WHERE d.place = 0 AND d.direct = 1;
  CREATE TEMP TABLE run_file AS SELECT f.name, f.id FROM folder d JOIN file f ON f.folder_id = d.id
    WHERE d.place = 1 AND d.direct = 1 AND f.link <> 3;
  CREATE INDEX temp.run_file_name ON run_file (name)`;

/** Records whose file is not there, with the keys by which a file could still be theirs. */
const MISSING_KEYS = `
  CREATE TEMP TABLE missing AS
  SELECT r.id, r.name, r.dataset, r.manifest_id, lower(hex(r.hash)) AS hash FROM record r
  WHERE NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1);
  CREATE TEMP TABLE missing_key (key TEXT PRIMARY KEY) WITHOUT ROWID;
  INSERT OR IGNORE INTO missing_key SELECT fold_name(name) FROM missing WHERE name <> '';
  INSERT OR IGNORE INTO missing_key SELECT substr(hash, 1, 12) FROM missing WHERE hash <> '';
  INSERT OR IGNORE INTO missing_key SELECT substr(hash, 1, 6) FROM missing WHERE hash <> '';
  INSERT OR IGNORE INTO missing_key SELECT hash_in_name FROM (
    SELECT CASE WHEN fold_name(name) GLOB '*_????????????.*' THEN substr(fold_name(name), instr(fold_name(name), '.') - 12, 12) END
      AS hash_in_name FROM missing
    UNION SELECT CASE WHEN fold_name(name) GLOB '*_??????.*' THEN substr(fold_name(name), instr(fold_name(name), '.') - 6, 6) END
      FROM missing) WHERE hash_in_name IS NOT NULL`;

/**
 * The name of a file, or the hash in it, is that of a missing record: a moved dataset looks like this. An unused one is
 * undecided then, and one that a manifest uses is not that manifest's alone. Names that nirs4all writes are told by the hash
 * in them, which no folding changes; only others are folded one by one.
 */
const CLAIMED = `
  CREATE TEMP TABLE claimed_file (id INTEGER PRIMARY KEY);
  INSERT OR IGNORE INTO claimed_file SELECT id FROM file WHERE hash_prefix IN (SELECT key FROM missing_key);
  INSERT OR IGNORE INTO claimed_file
    SELECT id FROM file WHERE style = 0 AND fold_name(name) IN (SELECT key FROM missing_key)`;

/**
 * A missing record may mean a file whose name, or whose dataset's folder's name, differs in case or in the form
 * of its accents alone, as a copy over another file system leaves it: such a file is kept, the record stays missing.
 */
const FOLDED = `
  CREATE TEMP TABLE folded_folder AS SELECT id, fold_name(owner) AS owner, place FROM folder WHERE direct = 1;
  CREATE TEMP TABLE folded_file AS
    SELECT f.id, f.folder_id, fold_name(f.name) AS name FROM claimed_file c CROSS JOIN file f ON f.id = c.id WHERE f.link <> 3;
  INSERT OR IGNORE INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, 0 FROM missing r
  CROSS JOIN manifest m ON m.id = r.manifest_id
  CROSS JOIN folded_file f ON f.name = fold_name(r.name)
  CROSS JOIN folded_folder d ON d.id = f.folder_id
  WHERE (d.place = 0 AND d.owner = fold_name(m.dataset)) OR (d.place = 1 AND (m.run IS NULL OR d.owner = fold_name(m.run)))`;

/**
 * All names of the files that have one through a link, to be looked up by the file itself: comparing each with each takes
 * minutes where a whole store lies behind a link.
 */
const LINKED = `
  CREATE TEMP TABLE linked (inode INTEGER, device INTEGER, PRIMARY KEY (inode, device)) WITHOUT ROWID;
  INSERT OR IGNORE INTO linked SELECT inode, device FROM file WHERE link IN (1, 2);
  CREATE TEMP TABLE linked_file AS SELECT f.id, f.inode, f.device, f.link, d.path, f.name
    FROM file f CROSS JOIN linked l ON l.inode = f.inode AND l.device = f.device CROSS JOIN folder d ON d.id = f.folder_id;
  CREATE INDEX temp.linked_file_itself ON linked_file (inode, device)`;

/** What a link leads to is needed by whoever names the link. */
const THROUGH_LINKS = `
  INSERT OR IGNORE INTO reference (record_id, file_id, exact)
  SELECT r.record_id, t.id, 0
  FROM linked_file s CROSS JOIN reference r ON r.file_id = s.id
  CROSS JOIN linked_file t ON t.inode = s.inode AND t.device = s.device AND t.id <> s.id
  WHERE s.link IN (1, 2)`;

/** Several names of one file through links: its bytes count once, under the real name or else the first. */
const ALIASES = `
  CREATE TEMP TABLE alias_file (id INTEGER PRIMARY KEY);
  INSERT INTO alias_file SELECT id FROM (
    SELECT id, link, row_number() OVER (PARTITION BY inode, device ORDER BY link <> 0, path, name) AS place FROM linked_file)
    WHERE place > 1 AND link IN (1, 2)`;

/** Where a dataset's folder, or the one around it, can't be listed, its records may have their files or not. */
const HIDDEN_DATASETS = `
  INSERT OR IGNORE INTO hidden_dataset SELECT t.id FROM (SELECT DISTINCT dataset AS id FROM record) r
  CROSS JOIN dictionary t ON t.id = r.id CROSS JOIN problem p
  WHERE p.path = 'binaries' OR (p.path GLOB 'binaries/*' AND substr('binaries/' || t.text || '/', 1, length(p.path) + 1) = p.path || '/')`;

/**
 * Which record a dependency means (\`design.md\`, "Identity"): that of the id inside the record's own manifest;
 * (known already: `own`); else, if there is exactly one in the dataset's counted records, that one; otherwise it stays unresolved or ambiguous.
 */
const DEPENDENCIES = `
  UPDATE dependency SET (target_id, status) = (
    SELECT CASE WHEN n = 1 THEN id WHEN n = 0 AND n_far = 1 THEN id_far END,
      CASE WHEN n = 1 OR (n = 0 AND n_far = 1) THEN 0 WHEN n + n_far = 0 THEN 1 ELSE 2 END
    FROM (
      SELECT count(CASE WHEN o.manifest_id = s.manifest_id THEN 1 END) AS n,
        min(CASE WHEN o.manifest_id = s.manifest_id THEN o.id END) AS id,
        count(CASE WHEN o.manifest_id <> s.manifest_id AND o.dataset = s.dataset AND o.counted = 1 THEN 1 END) AS n_far,
        min(CASE WHEN o.manifest_id <> s.manifest_id AND o.dataset = s.dataset AND o.counted = 1 THEN o.id END) AS id_far
      FROM record s CROSS JOIN record o ON o.artifact_id = dependency.target
      WHERE s.id = dependency.record_id))
  WHERE own = 0`;

/**
 * Derives anew what follows from folders, files and manifests: references, uses, resolved dependencies. Set-based
 * and from nothing, so that its result can't depend on what was in the index before.
 */
export function derive(index: WritableIndex): void {
  const { raw } = index;
  raw.exec(`DROP INDEX IF EXISTS reference_file;
    DELETE FROM reference; DELETE FROM file_use; DELETE FROM manifest_use; DELETE FROM folder_use;
    DELETE FROM summary; DELETE FROM file_note; DELETE FROM hidden_dataset`);
  settleDatasetNames(index);
  settleDeepFolders(index);
  raw.exec(LOOK_UPS);
  for (const sql of [FOLDER_DATASETS, IN_BINARIES, IN_RUN, OF_COPIES, WITHOUT_DATASET]) run(index, sql);
  if (ignoresCase(index)) raw.exec(IGNORING_CASE);
  raw.exec('CREATE INDEX reference_file ON reference (file_id, exact, record_id)');
  raw.exec(MISSING_KEYS);
  const missing = firstRow<{ n: number }>(index, 'SELECT count(*) AS n FROM missing')?.n ?? 0;
  raw.exec(CLAIMED);
  if (missing > 0) raw.exec(FOLDED);
  raw.exec(LINKED);
  run(index, THROUGH_LINKS);
  raw.exec(ALIASES);
  run(index, DEPENDENCIES);
  run(index, HIDDEN_DATASETS);
  sumUp(index);
  raw.exec(
    `DROP TABLE IF EXISTS folded_file; DROP TABLE IF EXISTS folded_folder; DROP TABLE missing;
     DROP TABLE missing_key; DROP TABLE claimed_file; DROP TABLE alias_file; DROP TABLE broken_file;
     DROP TABLE dataset_folder; DROP TABLE run_file; DROP TABLE linked_file; DROP TABLE linked`,
  );
}

/** Everything that is a sum over references. */
function sumUp(index: WritableIndex): void {
  const files = readFiles(index);
  const summary = new Summary(index);
  const sums = [
    summary,
    new FileUses(files),
    new ManifestUses(index),
    new FolderUses(),
    new FileNotes(),
  ] as const;
  eachReference(
    index,
    files,
    (record) => summary.addRecord(record),
    (reference) => {
      for (const sum of sums) sum.add(reference);
    },
  );
  for (const sum of sums) sum.write(index);
}
