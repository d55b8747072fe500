import type { FileSystem } from './file-system.ts';
import { systemPath } from './paths.ts';

/**
 * Whether the disk takes names that differ in case alone for one: told by a folder that is there, under a name that it does not
 * have. False where neither of nirs4all's folders is there.
 */
export function diskIgnoresCase(fs: FileSystem, root: string): boolean {
  for (const name of ['binaries', 'runs']) {
    const real = fs.lstat(systemPath(root, name));
    if (!real.ok) continue;
    const other = fs.lstat(systemPath(root, name.toUpperCase()));
    return other.ok && other.value.inode === real.value.inode && other.value.device === real.value.device;
  }
  return false;
}
