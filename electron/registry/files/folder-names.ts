import { ok, type Result } from '../../../shared/domain/result.ts';
import { isGone, type FileError, type FileSystem } from './file-system.ts';
import { systemPath, type WorkspacePath } from './paths.ts';

/** The entries of a folder by name: which are folders themselves, or links to one, and which are not. */
export interface FolderNames {
  readonly folders: readonly string[];
  readonly others: readonly string[];
}

/** What lies in a folder of a workspace; nothing where there is no such folder. */
export function folderNames(
  fs: FileSystem,
  root: string,
  path: WorkspacePath,
): Result<FolderNames, FileError> {
  const listed = fs.list(systemPath(root, path));
  if (!listed.ok) return isGone(listed.error) ? ok({ folders: [], others: [] }) : listed;
  const folders: string[] = [];
  const others: string[] = [];
  for (const { name, kind } of listed.value) {
    const target = kind === 'link' ? fs.stat(systemPath(root, `${path}/${name}`)) : null;
    const isFolder = kind === 'folder' || (target?.ok === true && target.value.kind === 'folder');
    (isFolder ? folders : others).push(name);
  }
  return ok({ folders, others });
}
