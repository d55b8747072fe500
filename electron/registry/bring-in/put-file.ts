import { createHash } from 'node:crypto';
import { dirname as posixDirname } from 'node:path/posix';
import { dirname, sep } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { hashFile } from '../change/file-bytes.ts';
import { moveFile, type Move } from '../change/move.ts';
import type { Site } from '../change/site.ts';
import { copyToOpen, writeAll } from '../files/copy-into.ts';
import { makeFolders } from '../files/durable-file.ts';
import type { FileError } from '../files/file-system.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import type { Done } from '../files/writable-file-system.ts';

/** What is put where. */
export interface Putting {
  readonly path: WorkspacePath;
  /** Where the bytes are, a path of this system, or the bytes themselves. */
  readonly from: string | Uint8Array;
  readonly sha256: string;
  readonly mtimeMs: number | null;
  /** Makes its place free when its bytes are on the disk; takes that back where they can't go there. */
  readonly place?: { readonly free: () => Move; readonly takeBack: () => void };
}

/** Writes the whole of a file under a name of ours, hashed on the way, and waits for the disk. */
function writeAside(site: Site, aside: string, { path, from, sha256, mtimeMs }: Putting): Done {
  const { fs, root } = site;
  const file = fs.create(aside);
  if (!file.ok) return file;
  fs.fileTakesAfter(file.value, dirname(systemPath(root, path)));
  let done: Result<string, FileError>;
  if (typeof from === 'string') done = copyToOpen(fs, from, file.value);
  else {
    const written = writeAll(fs, file.value, from);
    done = written.ok ? ok(createHash('sha256').update(from).digest('hex')) : written;
  }
  const synced = done.ok ? fs.sync(file.value) : done;
  const closed = fs.close(file.value);
  if (!done.ok) return done;
  if (!synced.ok) return synced;
  if (!closed.ok) return closed;
  if (done.value !== sha256)
    return fail({ code: 'EIO', message: 'EIO: its bytes have changed while they were copied' });
  // The time of a file is told by rsync and cp -p too; without it the file is whole.
  if (mtimeMs !== null) fs.touch(aside, mtimeMs);
  return ok(undefined);
}

/**
 * Puts a file into the workspace without ever replacing another: written whole under another name on the same disk, then given its own. Where the
 * same bytes lie there by now, they are the file. False where others do.
 */
export function putFile(site: Site, aside: string, putting: Putting): Result<boolean, FileError> {
  const { fs, root } = site;
  const to = systemPath(root, putting.path);
  const made = makeFolders(fs, root, posixDirname(putting.path).split('/'), sep);
  const written = made.ok ? writeAside(site, aside, putting) : made;
  if (!written.ok) {
    fs.unlink(aside);
    return written;
  }
  const freed = putting.place?.free() ?? { kind: 'gone' };
  const isFree = freed.kind === 'moved' || freed.kind === 'gone';
  const move = isFree || freed.kind === 'changed' ? moveFile(fs, aside, to, () => true) : freed;
  if (move.kind === 'moved') return ok(true);
  if (freed.kind === 'moved') putting.place?.takeBack();
  fs.unlink(aside);
  switch (move.kind) {
    case 'failed':
      return fail(move.error);
    case 'link':
      return fail({ code: 'ELOOP', message: `ELOOP: it is a link, or lies behind one: ${dirname(to)}` });
    case 'gone':
    case 'changed':
      return fail({ code: 'ENOENT', message: 'ENOENT: what was written is not there' });
    case 'taken': {
      const there = fs.lstat(to);
      const sha256 = there.ok && there.value.kind === 'file' ? hashFile(fs, to) : null;
      return ok(sha256?.ok === true && sha256.value === putting.sha256);
    }
  }
}
