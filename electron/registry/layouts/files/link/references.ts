import { ignoresCase } from '../../../index/ignores-case.ts';
import { run, type WritableIndex } from '../../../index/database.ts';

/**
 * A record's file where nirs4all looks first: `binaries/<dataset>/<path>`. A broken link is no file; asked in this way so that the
 * index of names answers alone, and no file's row is fetched.
 */
const IN_BINARIES = `
  INSERT INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, 1
  FROM record r CROSS JOIN dataset_folder d ON d.dataset = r.dataset
  CROSS JOIN file f ON f.folder_id = d.folder_id AND f.name = r.name
  WHERE f.id NOT IN (SELECT id FROM broken_file) AND r.manifest_id NOT IN (SELECT id FROM other_pipeline)`;

/**
 * Else `runs/<run>/_binaries/<path>`; kept too where the name is in both, for the reference is not sure itself. Few records are of such
 * a name, so that is asked first.
 */
const IN_RUN = `
  INSERT OR IGNORE INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1)
  FROM record r CROSS JOIN pipeline p ON p.id = r.manifest_id CROSS JOIN run_file f ON f.name = r.name AND f.run = p.run
  WHERE r.name IN (SELECT name FROM run_file) AND p.id NOT IN (SELECT id FROM other_pipeline)`;

/** A copy does not say which run its old-style files lie in: every `_binaries` file of that name is kept. */
const OF_COPIES = `
  INSERT OR IGNORE INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1)
  FROM manifest m CROSS JOIN record r ON r.manifest_id = m.id CROSS JOIN run_file f ON f.name = r.name
  WHERE m.is_primary = 0 AND m.layout = 'v3'`;

/** A manifest without a dataset may mean any: all files of that name are kept, the first counts as its own. */
const WITHOUT_DATASET = `
  INSERT OR IGNORE INTO reference (record_id, file_id, exact)
  SELECT r.id, f.id, row_number() OVER (PARTITION BY r.id ORDER BY d.run IS NOT NULL, d.path) = 1
    AND NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1)
  FROM manifest m CROSS JOIN record r ON r.manifest_id = m.id AND r.name <> ''
  CROSS JOIN folder d ON d.is_searched = 1 AND d.layout = 'v3' CROSS JOIN file f ON f.folder_id = d.id AND f.name = r.name
  WHERE m.layout = 'v3' AND m.state = 0 AND m.dataset IS NULL AND f.link <> 3`;

/**
 * Where the disk itself ignores case, a record finds its file under names that differ in it alone, as nirs4all does there: in
 * the folder of the dataset however that is spelled, and the file in it.
 */
const IGNORING_CASE = `
  CREATE TEMP TABLE spelled_folder AS SELECT id, disk_name(dataset) AS dataset FROM folder
    WHERE layout = 'v3' AND run IS NULL AND is_searched = 1;
  CREATE INDEX temp.spelled_folder_dataset ON spelled_folder (dataset);
  CREATE TEMP TABLE spelled_record AS
    SELECT r.id, r.name, d.id AS folder_id FROM record r CROSS JOIN pipeline p ON p.id = r.manifest_id
    CROSS JOIN spelled_folder d ON d.dataset = disk_name(p.dataset)
    WHERE r.name <> '' AND p.id NOT IN (SELECT id FROM other_pipeline) AND NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1);
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
  CREATE TEMP TABLE other_pipeline (id INTEGER PRIMARY KEY);
  INSERT INTO other_pipeline SELECT id FROM manifest WHERE layout <> 'v3';
  CREATE TEMP TABLE dataset_folder (dataset INTEGER PRIMARY KEY, folder_id INTEGER);
  INSERT INTO dataset_folder SELECT t.id, d.id FROM folder d JOIN dictionary t ON t.text = d.dataset
    WHERE d.layout = 'v3' AND d.run IS NULL AND d.is_searched = 1;
  CREATE TEMP TABLE run_file AS SELECT f.name, d.run, f.id FROM folder d JOIN file f ON f.folder_id = d.id
    WHERE d.layout = 'v3' AND d.run IS NOT NULL AND d.is_searched = 1 AND f.link <> 3;
  CREATE INDEX temp.run_file_name ON run_file (name, run)`;

/** Fills the table of references: which file each record finds where nirs4all looks. */
export function refer(index: WritableIndex): void {
  index.raw.exec(LOOK_UPS);
  for (const sql of [IN_BINARIES, IN_RUN, OF_COPIES, WITHOUT_DATASET]) run(index, sql);
  if (ignoresCase(index)) index.raw.exec(IGNORING_CASE);
  index.raw.exec(
    'DROP TABLE broken_file; DROP TABLE other_pipeline; DROP TABLE dataset_folder; DROP TABLE run_file',
  );
}
