import type { FileDetails } from '../../../../shared/api/records/files.ts';
import { GIVES_SPACE } from '../../files/gives-space.ts';
import { allRows, firstRow } from '../../index/database.ts';
import type { QueryContext } from '../../state/context.ts';
import { shownFile } from './files.ts';
import { firstRecords, manifestsNaming, recordsNaming } from '../needs/manifests-naming-file.ts';

/** All about the stored file at a path of the workspace; null where there is none (any more). */
export function fileView(context: QueryContext, path: string): FileDetails | null {
  const { index } = context;
  const slash = path.lastIndexOf('/');
  const [found] = allRows<{ id: number; frees: number }>(
    index,
    `SELECT f.id, ${GIVES_SPACE} AND u.claimed = 0 AS frees
     FROM folder d CROSS JOIN file f ON f.folder_id = d.id AND f.name = :name CROSS JOIN file_use u ON u.file_id = f.id
     WHERE d.path = :folder`,
    { folder: path.slice(0, Math.max(0, slash)), name: path.slice(slash + 1) },
  );
  if (found === undefined) return null;
  const hashes = firstRow<{ n: number; hash: string | null }>(
    index,
    `SELECT count(DISTINCT r.hash) AS n, lower(hex(min(r.hash))) AS hash FROM reference x
     CROSS JOIN record r ON r.id = x.record_id WHERE x.file_id = :id AND x.exact = 1`,
    { id: found.id },
  );
  const file = shownFile(context, found.id);
  const naming = recordsNaming(index, found.id);
  return {
    file,
    hash: hashes?.n === 1 ? hashes.hash : null,
    frees_bytes: found.frees === 1 ? file.size_bytes : 0,
    records: firstRecords(index, naming),
    kept_by: manifestsNaming(naming),
  };
}
