import { foldName } from '../../../shared/format/fold-name.ts';
import { allTuples, firstRow, run, type ReadableIndex, type WritableIndex } from './database.ts';
import { FileNotes } from './file-notes.ts';
import { diskName } from './ignores-case.ts';
import { FolderUses } from './folder-uses.ts';
import { ManifestUses } from './manifest-uses.ts';
import type { Linking } from './linking.ts';
import { Summary } from './summary.ts';
import { eachReference } from './each-reference.ts';
import { FileUses, readFiles } from './used-files.ts';

/** Functions of ours that the SQL below calls. */
export function addFunctions(index: ReadableIndex): void {
  index.raw.function('fold_name', { deterministic: true }, (name: unknown) => foldName(String(name)));
  index.raw.function('disk_name', { deterministic: true }, (name: unknown) => diskName(String(name)));
}

/** Records whose file is not there. */
const MISSING = `
  CREATE TEMP TABLE missing AS
  SELECT r.id, r.name, r.dataset, r.manifest_id, lower(hex(r.hash)) AS hash
  FROM (SELECT id FROM record EXCEPT SELECT record_id FROM reference WHERE exact = 1 ORDER BY 1) x CROSS JOIN record r ON r.id = x.id
  WHERE NOT EXISTS (SELECT 1 FROM result_artifact a WHERE a.path = r.name);
  CREATE TEMP TABLE claimed_file (id INTEGER PRIMARY KEY)`;

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
    SELECT id, link, row_number() OVER (PARTITION BY inode, device ORDER BY link <> 0, path, name) AS turn FROM linked_file)
    WHERE turn > 1 AND link IN (1, 2)`;

/**
 * Which record a dependency means (\`design.md\`, "Identity"): that of the id inside the record's own manifest (known already:
 * \`own\`); else, if there is exactly one in the dataset's primary records, that one; otherwise it stays unresolved or ambiguous. What was
 * inferred may be of another dataset: that of a stacking model that was fitted again is called otherwise than that of its base models.
 */
const DEPENDENCIES = `
  UPDATE dependency SET (target_id, status) = (
    SELECT CASE WHEN n = 1 THEN id WHEN n = 0 AND n_far = 1 THEN id_far END,
      CASE WHEN n = 1 OR (n = 0 AND n_far = 1) THEN 0 WHEN n + n_far = 0 THEN 1 ELSE 2 END
    FROM (
      SELECT count(CASE WHEN o.manifest_id = s.manifest_id THEN 1 END) AS n,
        min(CASE WHEN o.manifest_id = s.manifest_id THEN o.id END) AS id,
        count(CASE WHEN o.manifest_id <> s.manifest_id AND (o.dataset = s.dataset OR dependency.origin = 2) AND o.is_primary = 1 THEN 1 END) AS n_far,
        min(CASE WHEN o.manifest_id <> s.manifest_id AND (o.dataset = s.dataset OR dependency.origin = 2) AND o.is_primary = 1 THEN o.id END) AS id_far
      FROM record s CROSS JOIN record o ON o.artifact_id = dependency.target
      WHERE s.id = dependency.record_id))
  WHERE own = 0`;

/**
 * Derives anew what follows from folders, files and manifests: references, uses, resolved dependencies. Set-based
 * and from nothing, so that its result can't depend on what was in the index before.
 */
export function derive(index: WritableIndex, linkings: readonly Linking[]): void {
  const { raw } = index;
  raw.exec(`DROP INDEX IF EXISTS reference_file;
    DELETE FROM reference; DELETE FROM file_use; DELETE FROM manifest_use; DELETE FROM folder_use;
    DELETE FROM summary; DELETE FROM file_note; DELETE FROM hidden_dataset; DELETE FROM unwritten`);
  for (const linking of linkings) linking.settleFolders(index);
  for (const linking of linkings) linking.refer(index);
  raw.exec('CREATE INDEX reference_file ON reference (file_id, exact, record_id)');
  raw.exec(MISSING);
  const missing = firstRow<{ n: number }>(index, 'SELECT count(*) AS n FROM missing')?.n ?? 0;
  if (missing > 0) for (const linking of linkings) linking.referMissing(index);
  raw.exec(LINKED);
  run(index, THROUGH_LINKS);
  raw.exec(ALIASES);
  run(index, DEPENDENCIES);
  if (missing > 0) for (const linking of linkings) linking.tellUnwritten(index);
  sumUp(index);
  raw.exec(
    `DROP TABLE missing; DROP TABLE claimed_file; DROP TABLE alias_file; DROP TABLE linked_file; DROP TABLE linked`,
  );
}

/** Everything that is a sum over references. */
function sumUp(index: WritableIndex): void {
  const files = readFiles(index);
  const summary = new Summary(index);
  const manifests = new ManifestUses(index);
  const numbers = (where: string): ReadonlySet<number> =>
    new Set(allTuples<[number]>(index, `SELECT id FROM pipeline WHERE ${where}`).map(([id]) => id));
  const unused = numbers(`stands_for = 'rows'`);
  const parts = numbers('part IS NOT NULL AND stands_for IS NULL');
  const shared = new Set(
    allTuples<[number]>(index, 'SELECT id FROM folder WHERE dataset IS NULL AND run IS NULL').map(
      ([id]) => id,
    ),
  );
  const sums = [
    summary,
    new FileUses(files, unused),
    manifests,
    new FolderUses(unused, parts, shared),
    new FileNotes(),
  ] as const;
  eachReference(
    index,
    files,
    (record) => {
      summary.addRecord(record);
      manifests.addRecord(record);
    },
    (reference) => {
      for (const sum of sums) sum.add(reference);
    },
  );
  for (const sum of sums) sum.write(index);
}
