import { allRows, firstRow, type ReadableIndex } from '../index/database.ts';
import { itemOf, type ItemColumns } from '../index/record-row.ts';

/** Whether a record's file is there; `outside` where a link leads out of the workspace. */
export type RecordFileStatus = 'present' | 'missing' | 'outside';

/** A record as it is shown: the manifest's own item, and where it belongs. */
export interface ShownRecord {
  /** Every field of the item as written. */
  readonly [field: string]: unknown;
  readonly manifest: string;
  readonly position: number;
  readonly dataset: string | null;
  /** The stored file's path in the workspace; where it would be when it is missing; null where the item names none. */
  readonly file: string | null;
  readonly file_status: RecordFileStatus;
}

interface RecordRow extends ItemColumns {
  readonly manifest: string;
  readonly position: number;
  readonly dataset: string | null;
  readonly run: string | null;
  readonly item: string | null;
  readonly file: string | null;
  readonly link: number | null;
}

const SHOWN = `
  SELECT m.path AS manifest, r.position, m.dataset, m.run, r.item, r.artifact_id AS artifactId, r.hash, r.name,
    (SELECT text FROM dictionary WHERE id = r.chain) AS chain, r.source,
    (SELECT text FROM dictionary WHERE id = r.pipeline) AS pipeline,
    (SELECT text FROM dictionary WHERE id = r.branch) AS branch, r.step, r.substep, r.fold,
    (SELECT text FROM dictionary WHERE id = r.type) AS type, (SELECT text FROM dictionary WHERE id = r.class) AS class,
    (SELECT text FROM dictionary WHERE id = r.custom) AS custom,
    (SELECT text FROM dictionary WHERE id = r.format) AS format,
    (SELECT text FROM dictionary WHERE id = r.format_version) AS formatVersion,
    (SELECT text FROM dictionary WHERE id = r.nirs4all_version) AS nirs4allVersion,
    r.size, r.created_us AS createdUs, r.version, d.path || '/' || f.name AS file, f.link
  FROM record r JOIN manifest m ON m.id = r.manifest_id
    LEFT JOIN reference x ON x.record_id = r.id AND x.exact = 1
    LEFT JOIN file f ON f.id = x.file_id LEFT JOIN folder d ON d.id = f.folder_id
  WHERE r.id = :id ORDER BY d.place, d.path LIMIT 1`;

/** Where nirs4all would look first for a record's file. */
function expectedFile(row: RecordRow): string | null {
  if (row.name === '') return null;
  const isOldStyle = row.artifactId === null && row.run !== null;
  return isOldStyle ? `runs/${row.run}/_binaries/${row.name}` : `binaries/${row.dataset ?? ''}/${row.name}`;
}

const OUTSIDE = 2;

/** A record by its number in the index. */
export function shownRecord(index: ReadableIndex, id: number): ShownRecord {
  const row = firstRow<RecordRow>(index, SHOWN, { id });
  if (row === undefined) throw new Error(`The index has no record ${id}.`);
  const item = row.item === null ? itemOf(row) : (JSON.parse(row.item) as Record<string, unknown>);
  const present = row.link === OUTSIDE ? 'outside' : 'present';
  return {
    ...item,
    manifest: row.manifest,
    position: row.position,
    dataset: row.dataset,
    file: row.file ?? expectedFile(row),
    file_status: row.file === null ? 'missing' : present,
  };
}

/** How a record is named in answers: its id, which may be missing, within its manifest. */
export interface RecordName {
  readonly manifest: string;
  readonly artifact_id: string | null;
  readonly position: number;
}

/** The name of a record by its number in the index. */
export function recordName(index: ReadableIndex, id: number): RecordName {
  const row = firstRow<RecordName>(
    index,
    `SELECT m.path AS manifest, r.artifact_id, r.position FROM record r JOIN manifest m ON m.id = r.manifest_id
     WHERE r.id = :id`,
    { id },
  );
  if (row === undefined) throw new Error(`The index has no record ${id}.`);
  return row;
}

/**
 * The other folds of a record: same manifest, step, branch, source, substep, class and chain, with a fold of their
 * own. Empty for an artifact that all folds share.
 */
export function siblingIds(index: ReadableIndex, id: number): number[] {
  const rows = allRows<{ id: number }>(
    index,
    `SELECT o.id FROM record r CROSS JOIN record o ON o.manifest_id = r.manifest_id
     WHERE r.id = :id AND o.id <> r.id AND r.fold IS NOT NULL AND o.fold IS NOT NULL AND o.chain = r.chain
       AND o.class = r.class AND o.step IS r.step AND o.branch = r.branch AND o.source IS r.source
       AND o.substep IS r.substep
     ORDER BY o.fold, o.position`,
    { id },
  );
  return rows.map((row) => row.id);
}
