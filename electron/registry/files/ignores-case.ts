import type { FileSystem } from './file-system.ts';
import { systemPath } from './paths.ts';

/**
 * Whether the disk takes names that differ in case alone for one: told by a folder that is found under a name which
 * the workspace does not list. Inode numbers don't tell: file systems in user space (exFAT, NTFS) may give each spelling its own.
 * False where none of them is there, or the workspace can't be listed.
 *
 * @param folders names in lower case that may be there
 */
export function diskIgnoresCase(fs: FileSystem, root: string, folders: readonly string[]): boolean {
  const entries = fs.list(root);
  if (!entries.ok) return false;
  const names = new Set(entries.value.map(({ name }) => name));
  const spellings = folders.flatMap((name) => [name, name.toUpperCase()]);
  return spellings.some((name) => !names.has(name) && fs.lstat(systemPath(root, name)).ok);
}
