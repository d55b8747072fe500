import { allTuples, firstRow, type ReadableIndex, type SqlParameters } from '../index/database.ts';
import { ignoresCase } from '../index/ignores-case.ts';
import { rulesAt } from '../layouts/layouts.ts';

/** The one text that a statement finds; null where it finds none, or more than one. */
function onlyText(index: ReadableIndex, sql: string, parameters: SqlParameters): string | null {
  const found = allTuples<[string]>(index, `${sql} LIMIT 2`, parameters);
  return found.length === 1 ? (found[0]?.[0] ?? null) : null;
}

/**
 * A path of a stored file or manifest, or of the folder of one, as the disk spells it: where that ignores case, any spelling finds it.
 * A text that names nothing there comes back unchanged.
 */
export function spelledPath(index: ReadableIndex, path: string): string {
  if (!ignoresCase(index)) return path;
  const manifest = onlyText(
    index,
    'SELECT path FROM source WHERE disk_name(path) IN (disk_name(:path), disk_name(:inside))',
    { path, inside: rulesAt(path).manifestIn(path) },
  );
  // A folder stays a folder: its name takes no more room in one spelling than in another.
  if (manifest !== null) return manifest.slice(0, path.length);
  const slash = path.lastIndexOf('/');
  if (slash < 0) return path;
  const file = onlyText(
    index,
    `SELECT d.path || '/' || f.name FROM folder d CROSS JOIN file f ON f.folder_id = d.id
     WHERE disk_name(d.path) = disk_name(:folder) AND disk_name(f.name) = disk_name(:name)`,
    { folder: path.slice(0, slash), name: path.slice(slash + 1) },
  );
  return file ?? path;
}

/** The name of a dataset as the index has it: where the disk ignores case, any spelling finds it. Another text comes back unchanged. */
export function spelledDataset(index: ReadableIndex, name: string): string {
  if (!ignoresCase(index)) return name;
  const found = firstRow<{ name: string }>(
    index,
    `SELECT name FROM (SELECT dataset AS name FROM folder WHERE run IS NULL AND dataset IS NOT NULL
       UNION ALL SELECT dataset FROM pipeline WHERE dataset IS NOT NULL)
     WHERE disk_name(name) = disk_name(:name) LIMIT 1`,
    { name },
  );
  return found?.name ?? name;
}
