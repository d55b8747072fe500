import { createHash } from 'node:crypto';
import { systemPath } from '../../../files/paths.ts';
import type { FileStamp, FileSystem } from '../../../files/file-system.ts';
import { stampOfBoth, type DatabaseStamp } from '../database/stamp.ts';

/** What tells whether any manifest of native results is another one; empty where there is none. */
function markOf(fs: FileSystem, root: string): string {
  const listed = fs.list(systemPath(root, 'native_results'));
  const marks: string[] = [];
  for (const { name, kind } of listed.ok ? listed.value : []) {
    if (kind !== 'folder') continue;
    const stamp = fs.stat(systemPath(root, `native_results/${name}/manifest.json`));
    if (!stamp.ok) continue;
    const { size, mtimeNs, ctimeNs, inode } = stamp.value;
    marks.push([name, size, mtimeNs, ctimeNs, inode].join(' '));
  }
  return marks.toSorted().join('\n');
}

/**
 * A database and the manifests of native results as one stamp: those say of some pipelines what the database does not, and are read with
 * it.
 */
export function stampOfStore(fs: FileSystem, root: string, database: DatabaseStamp): FileStamp {
  const stamp = stampOfBoth(database);
  const mark = markOf(fs, root);
  if (mark === '') return stamp;
  const both = createHash('sha256').update(`${stamp.inode}\n${mark}`).digest('hex');
  return { ...stamp, inode: BigInt.asIntN(64, BigInt(`0x${both.slice(0, 16)}`)) };
}
