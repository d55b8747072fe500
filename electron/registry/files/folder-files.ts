import { ok, type Result } from '../../../shared/domain/result.ts';
import { isGone, type FileError, type FileStamp, type FileSystem } from './file-system.ts';
import { joinPath, systemPath, type WorkspacePath } from './paths.ts';

/** A file below a folder, or an entry that is none. */
export interface FolderFile {
  readonly path: WorkspacePath;
  readonly stamp: FileStamp;
}

/**
 * All that lies below a folder and is no folder, by path, links not followed. Fails where anything can't be looked at:
 * who moves a folder's files wants to know all of them.
 */
export function filesBelow(
  fs: FileSystem,
  root: string,
  folder: WorkspacePath,
): Result<FolderFile[], FileError & { readonly path: WorkspacePath }> {
  const found: FolderFile[] = [];
  const pending = [folder];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const entries = fs.list(systemPath(root, path));
    if (!entries.ok) return { ok: false, error: { ...entries.error, path } };
    for (const { name, kind } of entries.value) {
      const child = joinPath(path, name);
      if (kind === 'folder') {
        pending.push(child);
        continue;
      }
      const stamp = fs.lstat(systemPath(root, child));
      if (stamp.ok) found.push({ path: child, stamp: stamp.value });
      else if (!isGone(stamp.error)) return { ok: false, error: { ...stamp.error, path: child } };
    }
  }
  return ok(found.toSorted((one, other) => (one.path < other.path ? -1 : 1)));
}
