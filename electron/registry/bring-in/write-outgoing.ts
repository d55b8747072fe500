import { createHash } from 'node:crypto';
import { join, sep } from 'node:path';
import { dirname as posixDirname } from 'node:path/posix';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { Cancel, CleanProgress } from '../change/outcome.ts';
import { createDurably, makeFolders } from '../files/durable-file.ts';
import { copyInto } from '../files/copy-into.ts';
import { isGone, type FileError } from '../files/file-system.ts';
import { systemPath } from '../files/paths.ts';
import type { Done, WritableFileSystem } from '../files/writable-file-system.ts';
import type { OutgoingFile } from './outgoing.ts';

/** Why nothing was written. */
export type WriteOutError =
  | { readonly kind: 'exists' }
  | { readonly kind: 'cancelled' }
  /** Bytes of a file are others than when it was looked at. */
  | { readonly kind: 'changed'; readonly path: string }
  | { readonly kind: 'failed'; readonly error: FileError };

/** Removes what was written so far: our own files in folders of our own. */
function removeAll(fs: WritableFileSystem, folder: string): void {
  const listed = fs.list(folder);
  if (!listed.ok) return;
  for (const { name, kind } of listed.value) {
    if (kind === 'folder') removeAll(fs, folder + sep + name);
    else fs.unlink(folder + sep + name);
  }
  fs.removeFolder(folder);
}

function copied(fs: WritableFileSystem, to: string, file: OutgoingFile): Result<string, FileError> {
  const { from, mtimeMs } = file;
  let done: Result<string, FileError>;
  if (typeof from === 'string') done = copyInto(fs, from, to);
  else {
    const written = createDurably(fs, to, from);
    done = written.ok ? ok(createHash('sha256').update(from).digest('hex')) : written;
  }
  if (done.ok && mtimeMs !== null) fs.touch(to, mtimeMs);
  return done;
}

/**
 * Writes what is taken out into a folder that is not there yet, or empty. It gets its name when all of it is on the disk, so that it is whole or
 * not there; what is cancelled or fails leaves nothing.
 *
 * @param folder a path of this system
 * @param unique told apart from what another Stemma may be writing at this moment
 */
export function* writeFolder(
  fs: WritableFileSystem,
  folder: string,
  files: readonly OutgoingFile[],
  unique: string,
  cancel: Cancel,
): Generator<CleanProgress, Result<void, WriteOutError>> {
  const there = fs.list(folder);
  if (there.ok && there.value.length > 0) return fail({ kind: 'exists' });
  if (!there.ok && !isGone(there.error)) return fail({ kind: 'exists' });
  const aside = `${folder}.${unique}.tmp`;
  const made = fs.makeFolder(aside);
  if (!made.ok) return fail({ kind: 'failed', error: made.error });
  let isWhole = false;
  try {
    const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
    let bytes = 0;
    for (const [place, file] of files.entries()) {
      yield { phase: 'move', files: place, total_files: files.length, bytes, total_bytes: totalBytes };
      if (cancel.aborted) return fail({ kind: 'cancelled' });
      const around = posixDirname(file.path);
      const folders: Done = around === '.' ? ok(undefined) : makeFolders(fs, aside, around.split('/'), sep);
      const done = folders.ok ? copied(fs, systemPath(aside, file.path), file) : folders;
      if (!done.ok) return fail({ kind: 'failed', error: done.error });
      if (file.sha256 !== null && done.value !== file.sha256)
        return fail({ kind: 'changed', path: file.path });
      bytes += file.size;
    }
    if (there.ok) fs.removeFolder(folder);
    const renamed = fs.rename(aside, folder);
    if (!renamed.ok) return fail({ kind: 'failed', error: renamed.error });
    fs.syncFolder(join(folder, '..'));
    isWhole = true;
    return ok(undefined);
  } finally {
    if (!isWhole) removeAll(fs, aside);
  }
}
