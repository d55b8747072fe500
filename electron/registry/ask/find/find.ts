import { asRecordKey } from '../../../../shared/domain/record-key.ts';
import { rulesAt } from '../../layouts/layouts.ts';
import {
  allRows,
  allTuples,
  firstRow,
  type ReadableIndex,
  type SqlParameters,
} from '../../index/database.ts';
import { recordByKey, withSpelledPath } from '../../index/record-key.ts';
import { hashRange } from '../../state/written.ts';

/** What a text that names something in a workspace was found to mean. */
export interface Found {
  /** Records by their numbers in the index, those of primary manifests first. */
  readonly records: readonly number[];
  /** Stored files by their numbers in the index. */
  readonly files: readonly number[];
}

const HASH = /^(?:sha256:)?([0-9a-f]{6,64})$/i;

/** A path as people type it, as the workspace has it: `/` between names, no `./` in front, no `/` at the end. */
export function normalisePath(path: string): string {
  return path
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+/, '')
    .replace(/\/+$/, '');
}

function recordsWhere(index: ReadableIndex, where: string, parameters: SqlParameters): number[] {
  const rows = allRows<{ id: number }>(
    index,
    `SELECT r.id FROM record r JOIN manifest m ON m.id = r.manifest_id WHERE ${where}
     ORDER BY r.is_primary DESC, m.path, r.position`,
    parameters,
  );
  return rows.map((row) => row.id);
}

/** The records that an artifact id, or a key, names; with `manifest` only those of that one. */
export function findRecords(index: ReadableIndex, name: string, manifest?: string): number[] {
  const found = recordByKey(index, asRecordKey(withSpelledPath(name, normalisePath)));
  if (found !== null) return [found.id];
  if (manifest === undefined) return recordsWhere(index, 'r.artifact_id = :name', { name });
  return recordsWhere(index, 'r.artifact_id = :name AND m.path = :manifest', {
    name,
    manifest: normalisePath(manifest),
  });
}

/** The stored file at a path of the workspace, or all of a bare name. */
export function findFiles(index: ReadableIndex, path: string): number[] {
  const wanted = normalisePath(path);
  const slash = wanted.lastIndexOf('/');
  const name = wanted.slice(slash + 1);
  const folder = slash < 0 ? null : wanted.slice(0, slash);
  const rows = allRows<{ id: number }>(
    index,
    `SELECT f.id FROM folder d CROSS JOIN file f ON f.folder_id = d.id AND f.name = :name
     WHERE (:folder IS NULL OR d.path = :folder) ORDER BY d.path`,
    { name, folder },
  );
  return rows.map((row) => row.id);
}

/** The files whose content hash begins with some hex digits, by path: by the hash in their name, and by their records. */
export function findFilesByHash(index: ReadableIndex, digits: string): number[] {
  const { low, high } = hashRange(digits);
  const rows = allRows<{ id: number }>(
    index,
    `SELECT f.id FROM (
     SELECT f.id FROM file f WHERE f.hash_prefix >= :digits AND f.hash_prefix < :end
     UNION SELECT f.id FROM file f WHERE f.hash_prefix IN (:twelve, :six) AND NOT EXISTS (
       SELECT 1 FROM reference x JOIN record r ON r.id = x.record_id
       WHERE x.file_id = f.id AND x.exact = 1 AND r.hash IS NOT NULL)
     UNION SELECT x.file_id FROM record r JOIN reference x ON x.record_id = r.id AND x.exact = 1
       WHERE r.hash >= :low AND (:high IS NULL OR r.hash < :high)
     ) AS found CROSS JOIN file f ON f.id = found.id CROSS JOIN folder d ON d.id = f.folder_id ORDER BY d.path, f.name`,
    {
      digits,
      end: `${digits}g`,
      twelve: digits.length >= 12 ? digits.slice(0, 12) : null,
      six: digits.length >= 6 ? digits.slice(0, 6) : null,
      low,
      high,
    },
  );
  return rows.map((row) => row.id);
}

/** The records that name a file. */
export function recordsOfFile(index: ReadableIndex, fileId: number): number[] {
  return recordsWhere(index, 'r.id IN (SELECT record_id FROM reference WHERE file_id = :fileId)', { fileId });
}

/**
 * What an artifact id, the key of a record, path of a stored file, or content hash (at least 6 hex digits) means.
 * Tried in this order; the first that is found counts. Both lists are empty where nothing is.
 */
export function find(index: ReadableIndex, name: string, manifest?: string): Found {
  const records = findRecords(index, name, manifest);
  if (records.length > 0) return { records, files: [] };
  const files = findFiles(index, name);
  if (files.length > 0) return { records: [], files };
  const digits = HASH.exec(name)?.[1]?.toLowerCase();
  if (digits === undefined) return { records: [], files: [] };
  const hashed = findFilesByHash(index, digits);
  const { low, high } = hashRange(digits);
  const missing = recordsWhere(
    index,
    `r.hash >= :low AND (:high IS NULL OR r.hash < :high)
       AND NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1)`,
    { low, high },
  );
  return { records: missing, files: hashed };
}

/** A manifest by its path (also its folder's), or those of a pipeline id. Primary manifests only. */
export function findPipelines(index: ReadableIndex, name: string): { id: number; path: string }[] {
  const path = normalisePath(name);
  const exact = firstRow<{ id: number; path: string }>(
    index,
    'SELECT id, path FROM manifest WHERE is_primary AND (path = :path OR path = :inside)',
    { path, inside: rulesAt(path).manifestIn(path) },
  );
  if (exact !== undefined) return [exact];
  return allRows(
    index,
    'SELECT id, path FROM manifest WHERE is_primary AND pipeline_id = :name ORDER BY path',
    {
      name,
    },
  );
}

/** The run of each manifest that has one, by the path of the manifest. */
export function runsByManifest(index: ReadableIndex): ReadonlyMap<string, string> {
  return new Map(allTuples<[string, string]>(index, 'SELECT path, run FROM manifest WHERE run IS NOT NULL'));
}

/** The manifest at a path, whatever its place and state, by its number in the index; undefined where there is none. */
export function findManifest(index: ReadableIndex, path: string): { id: number; path: string } | undefined {
  return firstRow(index, 'SELECT id, path FROM manifest WHERE path = :path ', { path });
}
