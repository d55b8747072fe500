import type { LayoutName } from '../../../../shared/domain/layout-name.ts';
import { fileNoteOf } from '../../../../shared/domain/file-note.ts';
import { fileNoteWords } from '../../../../shared/text/file-note-text.ts';
import type { FileState } from '../../../../shared/domain/states.ts';
import type { StoredFile } from '../../../../shared/api/records/files.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import { isoOfNanoseconds } from '../../index/timestamps.ts';
import { FILE_STATE, stateParameters, type QueryContext } from '../../state/context.ts';

/** Which files are wanted; with several states, files of any of them. */
export interface FileFilter {
  readonly states?: readonly FileState[];
  readonly dataset?: string;
  /** Only files whose path comes behind this one: for paging by key. */
  readonly after?: string;
  readonly limit?: number;
}

const LINK_NAMES = ['none', 'inside', 'outside', 'broken'] as const;

interface FileRow {
  readonly path: string;
  readonly size_bytes: number;
  readonly mtime_ms: number;
  readonly ctime_ms: number;
  readonly status: FileState;
  readonly references: number;
  readonly dataset: string | null;
  readonly links: number;
  readonly link: number;
  readonly alias: number;
  readonly disk_bytes: number;
  readonly note: number | null;
  readonly layout: LayoutName;
}

/** Why a file stays that nothing uses. */
const KEPT = 'a row of the database names it, and no chain uses that row';

/** SQL: the dataset of file `f` in folder `d`, as `fileDatasets` of the columns tells it. */
const DATASET = `CASE WHEN d.dataset IS NULL AND d.run IS NULL THEN (SELECT um.dataset FROM reference ux CROSS JOIN record ur ON ur.id = ux.record_id
  CROSS JOIN manifest um ON um.id = ur.manifest_id WHERE ux.file_id = f.id AND ur.is_primary = 1 ORDER BY ux.exact DESC, ur.id LIMIT 1)
  ELSE d.dataset END`;

const COLUMNS = `d.path || '/' || f.name AS path, f.size AS size_bytes, f.mtime_ns / 1000000 AS mtime_ms,
  f.ctime_ns / 1000000 AS ctime_ms,
  ${FILE_STATE} AS status, u.records AS "references", ${DATASET} AS dataset, f.links, f.link, u.alias, f.allocated AS disk_bytes, d.layout,
  (SELECT n.note FROM file_note n WHERE n.file_id = f.id) AS note`;

function shown({ mtime_ms, ctime_ms, link, ...row }: FileRow): StoredFile {
  const note = fileNoteOf(row.note);
  return {
    path: row.path,
    size_bytes: row.size_bytes,
    mtime: isoOfNanoseconds(BigInt(mtime_ms) * 1_000_000n),
    ctime: isoOfNanoseconds(BigInt(ctime_ms) * 1_000_000n),
    status: row.status,
    references: row.references,
    dataset: row.dataset,
    links: row.links,
    link: LINK_NAMES[link] ?? 'none',
    alias: row.alias === 1,
    disk_bytes: row.disk_bytes,
    note: note === null ? null : fileNoteWords(note),
    layout: row.layout,
    ...(row.status === 'kept' ? { reason: KEPT } : {}),
  };
}

/**
 * Stored files by folder and name. One that has several names through links is listed under each of them.
 */
export function listFiles(context: QueryContext, filter: FileFilter = {}): StoredFile[] {
  const after = filter.after ?? '';
  const slash = after.lastIndexOf('/');
  const rows = allRows<FileRow>(
    context.index,
    `SELECT * FROM (SELECT ${COLUMNS}
       FROM folder d CROSS JOIN file f ON f.folder_id = d.id CROSS JOIN file_use u ON u.file_id = f.id
       WHERE d.path >= :folder AND (d.path > :folder OR f.name > :name)
         AND (:dataset IS NULL OR ${DATASET} = :dataset)
       ORDER BY d.path, f.name)
     WHERE :states IS NULL OR status IN (SELECT value FROM json_each(:states)) LIMIT :limit`,
    {
      ...stateParameters(context),
      dataset: filter.dataset ?? null,
      states:
        filter.states === undefined || filter.states.length === 0 ? null : JSON.stringify(filter.states),
      folder: slash < 0 ? '' : after.slice(0, slash),
      name: after.slice(slash + 1),
      limit: filter.limit ?? -1,
    },
  );
  return rows.map(shown);
}

/** Stored files by their numbers in the index, in the order given. */
export function shownFiles(context: QueryContext, ids: readonly number[]): StoredFile[] {
  const rows = allRows<FileRow>(
    context.index,
    `SELECT ${COLUMNS} FROM json_each(:ids) j CROSS JOIN file f ON f.id = j.value
     CROSS JOIN folder d ON d.id = f.folder_id CROSS JOIN file_use u ON u.file_id = f.id ORDER BY j.key`,
    { ...stateParameters(context), ids: JSON.stringify(ids) },
  );
  if (rows.length !== ids.length) throw new Error('The index lacks a file that was asked for.');
  return rows.map(shown);
}

/** A stored file by its number in the index. */
export function shownFile(context: QueryContext, id: number): StoredFile {
  const [file] = shownFiles(context, [id]);
  if (file === undefined) throw new Error(`The index has no file ${id}.`);
  return file;
}

/** The files that a record means, the one where nirs4all looks first. */
export function filesOfRecord(index: ReadableIndex, recordId: number): number[] {
  const rows = allRows<{ id: number }>(
    index,
    'SELECT file_id AS id FROM reference WHERE record_id = :recordId ORDER BY exact DESC, file_id',
    { recordId },
  );
  return rows.map((row) => row.id);
}
