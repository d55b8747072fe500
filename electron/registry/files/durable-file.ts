import { dirname } from 'node:path';
import { fail, ok } from '../../../shared/domain/result.ts';
import { writeAll } from './copy-into.ts';
import { isGone, type FileError } from './file-system.ts';
import type { Done, WritableFileSystem } from './writable-file-system.ts';

/** Writes a new file and waits until it is on the disk. Where that fails nothing is left of it. It gets its folder's group and mode. */
export function createDurably(fs: WritableFileSystem, path: string, bytes: Uint8Array): Done {
  const file = fs.create(path);
  if (!file.ok) return file;
  // Where that can't be, others may have to ask whoever wrote it: no reason to write nothing.
  fs.fileTakesAfter(file.value, dirname(path));
  const all = writeAll(fs, file.value, bytes);
  const written = all.ok ? fs.sync(file.value) : all;
  const closed = fs.close(file.value);
  const failed = written.ok ? closed : written;
  if (failed.ok) return failed;
  // What can't be removed either is said by the first error already.
  fs.unlink(path);
  return failed;
}

/**
 * Puts bytes at a path of ours: a reader sees what was there, or all of the new, also after a crash. Replaces what is there.
 *
 * @param unique told apart from what another Stemma may be writing at this moment
 */
export function replaceDurably(
  fs: WritableFileSystem,
  path: string,
  bytes: Uint8Array,
  unique: string,
): Done {
  const temporary = `${path}.${unique}.tmp`;
  const created = createDurably(fs, temporary, bytes);
  if (!created.ok) return created;
  const renamed = fs.rename(temporary, path);
  if (!renamed.ok) fs.unlink(temporary);
  return renamed;
}

/**
 * Makes a folder with those above it, up from `root`, which must be there. Real folders only: a link is an error. Each that is made
 * gets the group and mode of the one that it lies in.
 */
export function makeFolders(
  fs: WritableFileSystem,
  root: string,
  names: readonly string[],
  separator: string,
): Done {
  let path = root;
  for (const name of names) {
    const parent = path;
    path += separator + name;
    const there = fs.lstat(path);
    if (!there.ok) {
      const made = isGone(there.error) ? fs.makeFolder(path) : there;
      // Somebody else made it in between.
      if (!made.ok && made.error.code !== 'EEXIST') return made;
      if (made.ok) fs.folderTakesAfter(path, parent);
    } else if (there.value.kind !== 'folder') return notAFolder(path);
  }
  return ok(undefined);
}

function notAFolder(path: string): { readonly ok: false; readonly error: FileError } {
  return fail({ code: 'ENOTDIR', message: `ENOTDIR: something else than a folder lies at ${path}` });
}
