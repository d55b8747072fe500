import type { FileSystem } from './file-system.ts';
import { systemPath } from './paths.ts';

/** Two spellings of each folder that nirs4all makes. */
const SPELLINGS = ['binaries', 'BINARIES', 'runs', 'RUNS'];

/**
 * Whether the disk takes names that differ in case alone for one: told by a folder of nirs4all's that is found under a name which
 * the workspace does not list. Inode numbers don't tell: file systems in user space (exFAT, NTFS) may give each spelling its own.
 * False where neither folder is there, or the workspace can't be listed.
 */
export function diskIgnoresCase(fs: FileSystem, root: string): boolean {
  const entries = fs.list(root);
  if (!entries.ok) return false;
  const names = new Set(entries.value.map(({ name }) => name));
  return SPELLINGS.some((name) => !names.has(name) && fs.lstat(systemPath(root, name)).ok);
}
