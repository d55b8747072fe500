/**
 * The tables of the index. Two groups: what was read from the workspace (dictionary, folder, file,
 * source, pipeline, record, step, dependency, problem), and what follows from it: of all together (reference, file_use, file_note,
 * summary, folder_use, manifest_use), which a scan derives anew by SQL whenever something changed, so that a rescan
 * can't drift from a scan from nothing; and of each pipeline by itself (outline, record_way, parameter), which is derived once for
 * each that was read (index/derive-ways.ts).
 *
 * Repeated texts (chains, classes, versions, operator parameters) are ids of `dictionary`.
 * Times of files are nanoseconds since 1970, as the file system gives them.
 */
export const tables = `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;

  CREATE TABLE dictionary (id INTEGER PRIMARY KEY, text TEXT NOT NULL);

  -- A folder of stored files. layout is the name of that whose it is. dataset is whose files it holds; run is the one that it lies in, null where all runs of
  -- the dataset share it; is_searched is 0 where nirs4all does not look (sub-folders); newest_ns is when something was last
  -- written there; digest is of its entries' names and stamps, so that an unchanged folder need not be compared row by row.
  CREATE TABLE folder (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, layout TEXT NOT NULL, dataset TEXT, run TEXT,
    is_searched INTEGER NOT NULL, newest_ns INTEGER NOT NULL, digest TEXT NOT NULL);

  -- is_ours is 1 for a name that nirs4all writes there, and hash_prefix the digits in it; allocated is what the file takes on
  -- the disk, in bytes. link: 0 none, 1 inside, 2 outside, 3 broken.
  CREATE TABLE file (
    id INTEGER PRIMARY KEY, folder_id INTEGER NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL, inode INTEGER NOT NULL, device INTEGER NOT NULL,
    links INTEGER NOT NULL, link INTEGER NOT NULL, allocated INTEGER NOT NULL, is_ours INTEGER NOT NULL, hash_prefix TEXT);

  -- A file that pipelines are read from, and the name of its layout. kind: 0 where they run (primary), else a copy: 1 in the library, 2 exported,
  -- 3 elsewhere. state: 0 readable, 1 unreadable, 2 not nirs4all's (archives and databases too, whose manifests are rows of their own).
  -- named_dataset is what an unreadable one names before it breaks. beside is the stamp of the file beside it where that was asked what it
  -- lacks, empty where there is none; beside_problem is why that can't be read. digest is of all that a pipeline in a database says.
  CREATE TABLE source (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, layout TEXT NOT NULL, kind INTEGER NOT NULL,
    is_primary INTEGER AS (kind = 0), state INTEGER NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, ctime_ns INTEGER NOT NULL,
    inode INTEGER NOT NULL, read_ns INTEGER NOT NULL,
    error_code TEXT, error_line INTEGER, error_column INTEGER, error_message TEXT, named_dataset TEXT,
    beside TEXT, beside_problem TEXT, digest TEXT);

  -- What a source says of a pipeline; of an unreadable one nothing but where it ran. shares_files is 1 where it stores files in
  -- the folder that the runs of its dataset share. written_dataset is how it spells its dataset, where that is another spelling than
  -- the disk's. nameless counts items with neither path nor hash, which may mean any file
  -- of the dataset. Of a database there are besides: part, its name there; run_id and status, as written there; stands_for, which makes it none: 'run' for a run by itself, 'rows' for the records that no chain uses; the folder of a run's
  -- native results, by its name; beaten, 1 where it did not beat the best variant before it in its run; and how many predictions there are.
  CREATE TABLE pipeline (
    id INTEGER PRIMARY KEY, source_id INTEGER NOT NULL, run TEXT, schema_version TEXT, uid TEXT, pipeline_id TEXT, name TEXT,
    dataset TEXT, written_dataset TEXT, created_at TEXT, nirs4all_version TEXT, has_traces INTEGER NOT NULL, shares_files INTEGER NOT NULL,
    folder_files INTEGER, folder_bytes INTEGER, folder_newest_ns INTEGER, nameless INTEGER NOT NULL, part TEXT, run_id TEXT, status TEXT,
    stands_for TEXT, native_results TEXT, beaten INTEGER NOT NULL, predictions INTEGER);

  -- Both together, for questions: a manifest is what a source says of one pipeline.
  CREATE VIEW manifest AS SELECT pipeline.*, path, layout, kind, is_primary, state, size, mtime_ns, ctime_ns, inode,
      error_code, error_line, error_column, error_message, named_dataset
    FROM pipeline JOIN source ON source.id = pipeline.source_id;

  -- manifest_id is the pipeline's. is_primary is 1 for records of primary manifests, but for those that a database has once and several
  -- pipelines use: of these it is 1 for the first alone. name is the item's path, a bare file name.
  -- origin is pipeline, versions and schema as one text. created_us is 0 where no time is written.
  CREATE TABLE record (
    id INTEGER PRIMARY KEY, manifest_id INTEGER NOT NULL, position INTEGER NOT NULL, is_primary INTEGER NOT NULL,
    dataset INTEGER NOT NULL, artifact_id TEXT, hash BLOB, name TEXT NOT NULL, chain INTEGER NOT NULL,
    source INTEGER, branch INTEGER NOT NULL, step INTEGER, substep INTEGER, fold INTEGER,
    type INTEGER NOT NULL, class INTEGER NOT NULL, custom INTEGER NOT NULL, format INTEGER NOT NULL,
    origin INTEGER NOT NULL, size INTEGER NOT NULL, created_us INTEGER NOT NULL, trace_step INTEGER);

  -- Pipelines that were read and whose ways are not derived yet, with what that needs and no other table keeps: the steps as they were
  -- configured, JSON.
  CREATE TABLE way_to_derive (manifest_id INTEGER PRIMARY KEY, configured TEXT NOT NULL);

  -- What follows for a record from the way of its pipeline: way is the derived chain, parameters those of the record's operator, both as
  -- texts (way/record-texts.ts). A record of no operator has no row.
  CREATE TABLE record_way (record_id INTEGER PRIMARY KEY, way INTEGER NOT NULL, parameters INTEGER NOT NULL);

  -- The parameters of operators, one row a name: set_id is the text of the dictionary that holds all of them, which is what record_way has in
  -- parameters. name is \`model.alpha\` for one of an operator that is a parameter itself, and last is alpha; number is null for what is no number.
  CREATE TABLE parameter (
    set_id INTEGER NOT NULL, name TEXT NOT NULL, last TEXT NOT NULL, number REAL, text TEXT NOT NULL,
    PRIMARY KEY (set_id, name)) WITHOUT ROWID;

  -- What the columns of a record don't give back of its item, as JSON. Apart from them, because it is long and seldom read.
  CREATE TABLE record_further (record_id INTEGER PRIMARY KEY, text TEXT NOT NULL);

  -- A way to one model, as a database has it: strategy is fold_strategy, branch as the dictionary keeps branches.
  CREATE TABLE chain (
    id INTEGER PRIMARY KEY, manifest_id INTEGER NOT NULL, chain_id TEXT NOT NULL, step INTEGER, class TEXT NOT NULL,
    strategy TEXT, preprocessings TEXT, branch TEXT NOT NULL, source INTEGER);

  -- The records that a chain uses; fold is the name of a model's fold as written (fold_0, fold_final), null for what its folds share.
  CREATE TABLE chain_use (
    chain INTEGER NOT NULL, record_id INTEGER NOT NULL, fold TEXT, PRIMARY KEY (chain, record_id, fold));

  CREATE TABLE step (
    manifest_id INTEGER NOT NULL, ordinal INTEGER NOT NULL, step INTEGER NOT NULL, type INTEGER NOT NULL,
    class INTEGER NOT NULL, config INTEGER NOT NULL, branch INTEGER NOT NULL, branch_name INTEGER NOT NULL,
    substep INTEGER, branches INTEGER NOT NULL, sources INTEGER, duration_ms REAL, shapes INTEGER NOT NULL,
    PRIMARY KEY (manifest_id, ordinal)) WITHOUT ROWID;

  -- The operators of a pipeline that runs, with what each hangs on, once its way is derived: JSON, as way/outline.ts says. labels are numbers of the dictionary.
  CREATE TABLE outline (manifest_id INTEGER PRIMARY KEY, labels TEXT NOT NULL, shape TEXT NOT NULL);

  -- origin: 0 depends_on, 1 named by meta_config.source_models alone, 2 inferred. target_id is the one record that the id means;
  -- status: 0 resolved, 1 unresolved, 2 ambiguous. own is 1 where just one record of the same manifest has the id, which is known
  -- when that is read; all others are derived.
  CREATE TABLE dependency (
    record_id INTEGER NOT NULL, origin INTEGER NOT NULL, ordinal INTEGER NOT NULL, target TEXT NOT NULL,
    own INTEGER NOT NULL, target_id INTEGER, status INTEGER NOT NULL,
    PRIMARY KEY (record_id, origin, ordinal)) WITHOUT ROWID;

  -- Folders and entries that can't be looked at. identity tells whether one is still what the user decided about.
  CREATE TABLE problem (path TEXT PRIMARY KEY, code TEXT NOT NULL, message TEXT NOT NULL, identity TEXT) WITHOUT ROWID;

  -- Folders of runs, with the paths where they lie; empty is 1 where nothing is in one that a run has.
  CREATE TABLE run_folder (run TEXT PRIMARY KEY, path TEXT NOT NULL, empty INTEGER NOT NULL) WITHOUT ROWID;

  -- What may hold manifests and is not opened: archives elsewhere than runs and copies, histories of git.
  CREATE TABLE unopened (path TEXT PRIMARY KEY, what TEXT NOT NULL) WITHOUT ROWID;

  -- What lies beside the stored files, summed up: a folder of native results, or all of a kind.
  CREATE TABLE measured (
    path TEXT PRIMARY KEY, what TEXT NOT NULL, files INTEGER NOT NULL, bytes INTEGER NOT NULL, newest_ns INTEGER NOT NULL) WITHOUT ROWID;

  -- The models that native results list, with the SHA-256 of their bytes in hex.
  CREATE TABLE result_artifact (path TEXT PRIMARY KEY, hash TEXT NOT NULL, size INTEGER NOT NULL) WITHOUT ROWID;

  -- A memory, which a scan from nothing does not have: stored files that manifests named which are gone since.
  CREATE TABLE gone (
    file TEXT NOT NULL, manifest TEXT NOT NULL, run TEXT, dataset TEXT, gone_ms INTEGER NOT NULL,
    PRIMARY KEY (file, manifest)) WITHOUT ROWID;

  -- Which file a record means. exact is 1 where nirs4all finds it there, 0 where it only might, which keeps the file.
  CREATE TABLE reference (
    record_id INTEGER NOT NULL, file_id INTEGER NOT NULL, exact INTEGER NOT NULL,
    PRIMARY KEY (record_id, file_id)) WITHOUT ROWID;

  -- Records whose file is not there and was never written: of variants that did not beat the best before them.
  CREATE TABLE unwritten (record_id INTEGER PRIMARY KEY);

  -- One row a file: how many records name it, how many of them primary; whether a missing record claims its name or hash;
  -- whether it is another name of a file counted elsewhere; whether all of its records are such that no chain uses.
  CREATE TABLE file_use (
    file_id INTEGER PRIMARY KEY, records INTEGER NOT NULL, primary_records INTEGER NOT NULL, claimed INTEGER NOT NULL,
    alias INTEGER NOT NULL, kept INTEGER NOT NULL);

  -- Sums over the records of primary manifests by kind (all, dataset, type, class): records and the sizes that they state; those
  -- whose file is there and the sum of its sizes; the distinct files and their bytes; those whose file is missing, and of
  -- them those that were never written.
  CREATE TABLE summary (
    kind TEXT NOT NULL, key INTEGER NOT NULL, records INTEGER NOT NULL, recorded_bytes INTEGER NOT NULL,
    present INTEGER NOT NULL, logical_bytes INTEGER NOT NULL, files INTEGER NOT NULL, bytes INTEGER NOT NULL,
    missing_records INTEGER NOT NULL, missing_files INTEGER NOT NULL, unwritten_records INTEGER NOT NULL, unwritten_files INTEGER NOT NULL,
    PRIMARY KEY (kind, key)) WITHOUT ROWID;

  -- The files of a folder that some record means, by who does: part 0 copies alone, 1 one pipeline, 2 several, 3 none: it is kept by a record that no chain uses. Each file
  -- counts once, whatever names it has through links.
  CREATE TABLE folder_use (
    folder_id INTEGER NOT NULL, part INTEGER NOT NULL, dataset INTEGER NOT NULL, files INTEGER NOT NULL, bytes INTEGER NOT NULL,
    PRIMARY KEY (folder_id, part, dataset)) WITHOUT ROWID;

  -- Datasets (ids of the dictionary) whose folder of stored files can't be listed: nobody knows what of them is missing.
  CREATE TABLE hidden_dataset (dataset INTEGER PRIMARY KEY);

  CREATE TABLE manifest_use (
    manifest_id INTEGER PRIMARY KEY, records INTEGER NOT NULL, files INTEGER NOT NULL, bytes INTEGER NOT NULL,
    exclusive_files INTEGER NOT NULL, exclusive_bytes INTEGER NOT NULL);

  -- What is odd about a file (shared/domain/file-note.ts).
  CREATE TABLE file_note (file_id INTEGER PRIMARY KEY, note INTEGER NOT NULL);
`;

/** What deriving needs, and lists in the order of a text, which are hopeless without. Built after the rows of a first scan, which is 2.5 times faster than before them. */
export const indexes = `
  CREATE UNIQUE INDEX IF NOT EXISTS dictionary_text ON dictionary (text);
  CREATE UNIQUE INDEX file_place ON file (folder_id, name);
  CREATE UNIQUE INDEX record_place ON record (manifest_id, position);
  CREATE INDEX record_artifact ON record (artifact_id);
  CREATE INDEX chain_manifest ON chain (manifest_id);
  CREATE INDEX chain_use_record ON chain_use (record_id);
  CREATE INDEX pipeline_source ON pipeline (source_id);
  CREATE INDEX pipeline_name ON pipeline (pipeline_id);
  CREATE INDEX pipeline_dataset ON pipeline (dataset);
`;

/** What only questions of chains and classes need, which a large first scan leaves to those who derive the ways behind it. */
export const questionIndexes = `
  CREATE INDEX IF NOT EXISTS record_chain ON record (chain);
  CREATE INDEX IF NOT EXISTS record_class ON record (class);
`;

/**
 * What only lists and searches need: built by the second scan, so that the first has something to show sooner. Until then
 * those sort and search without.
 */
export const listIndexes = `
  CREATE INDEX IF NOT EXISTS record_dataset ON record (dataset);
  CREATE INDEX IF NOT EXISTS file_hash ON file (hash_prefix);
  CREATE INDEX IF NOT EXISTS record_hash ON record (hash);
  CREATE INDEX IF NOT EXISTS record_created ON record (created_us);
  CREATE INDEX IF NOT EXISTS record_size ON record (size);
`;

/** Indexes of what is derived. That of the references is dropped and built anew with them. */
export const derivedIndexes = `
  CREATE INDEX dependency_target ON dependency (target_id);
  CREATE INDEX dependency_ambiguous ON dependency (target) WHERE status = 2;
`;
