import { allTuples, type ReadableIndex } from '../../index/database.ts';

/**
 * Since when a manifest names each of some stored files, in milliseconds since 1970: the time at which the first of those that do
 * was written or put there. Files that none names are left out.
 */
export function namedSince(index: ReadableIndex, paths: readonly string[]): Map<string, number> {
  const rows = allTuples<[string, number]>(
    index,
    `SELECT j.value, min(max(m.mtime_ns, m.ctime_ns)) / 1000000 FROM json_each(:paths) j
     CROSS JOIN folder d ON d.path = rtrim(rtrim(j.value, replace(j.value, '/', '')), '/')
     CROSS JOIN file f ON f.folder_id = d.id AND f.name = substr(j.value, length(d.path) + 2)
     CROSS JOIN reference x ON x.file_id = f.id CROSS JOIN record r ON r.id = x.record_id
     CROSS JOIN manifest m ON m.id = r.manifest_id
     GROUP BY j.value`,
    { paths: JSON.stringify(paths) },
  );
  return new Map(rows);
}
