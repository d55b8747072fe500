import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { writeAll } from '../copy-into.ts';
import type { FileError } from '../file-system.ts';
import type { Descriptor, WritableFileSystem } from '../writable-file-system.ts';

/** A file that goes into an archive. */
export interface PackedFile {
  /** In the archive: clean, `/` between its parts. */
  readonly path: string;
  /** Where its bytes are, a path of this system, or the bytes themselves. */
  readonly from: string | Uint8Array;
  /** Of its bytes, in hex; null where nobody says it. */
  readonly sha256: string | null;
  readonly mtimeMs: number | null;
}

/** Why no archive was made. */
export type PackError =
  | { readonly kind: 'exists' }
  | { readonly kind: 'cancelled' }
  /** Bytes of a file are others than when it was looked at. */
  | { readonly kind: 'changed'; readonly path: string }
  | { readonly kind: 'failed'; readonly error: FileError };

/** How an archive is made. */
export interface PackOptions {
  readonly fs: WritableFileSystem;
  /** Told apart from what another Stemma may be writing at this moment. */
  readonly unique: string;
  /** Whether a file that lies in its place is replaced. */
  readonly force: boolean;
  readonly cancel: { readonly aborted: boolean };
  readonly onProgress: (progress: { readonly files: number; readonly bytes: number }) => void;
}

const PART = 1024 * 1024;

/** Thrown inside this file only. */
class Stopped extends Error {
  readonly reason: PackError;

  constructor(reason: PackError) {
    super(reason.kind);
    this.reason = reason;
  }
}

/** The bytes of a file, which must have the hash that is said of it. */
function* bytesOf(fs: WritableFileSystem, { path, from, sha256 }: PackedFile): Generator<Uint8Array, void> {
  if (typeof from !== 'string') {
    if (from.length > 0) yield from;
    return;
  }
  const file = fs.open(from);
  if (!file.ok) throw new Stopped({ kind: 'failed', error: file.error });
  const hash = createHash('sha256');
  try {
    for (let position = 0; ;) {
      // Each part its own: the archive may still hold the one before.
      const buffer = Buffer.allocUnsafe(PART);
      const part = fs.readPart(file.value, buffer, position);
      if (!part.ok) throw new Stopped({ kind: 'failed', error: part.error });
      if (part.value === 0) break;
      hash.update(buffer.subarray(0, part.value));
      yield buffer.subarray(0, part.value);
      position += part.value;
    }
  } finally {
    fs.close(file.value);
  }
  if (sha256 !== null && hash.digest('hex') !== sha256) throw new Stopped({ kind: 'changed', path });
}

/** Writes an archive of stored entries (models don't get smaller) into an open file. */
async function pack(
  files: readonly PackedFile[],
  to: Descriptor,
  { fs, cancel, onProgress }: PackOptions,
): Promise<void> {
  const zip = new ZipFile();
  // Its types name the interface of streams, and not the one that it makes.
  const packed = zip.outputStream as Readable;
  zip.on('error', (error: Error) => packed.destroy(error));
  let opened = 0;
  for (const file of files) {
    const { path, mtimeMs } = file;
    const options = { compress: false, mode: 0o100644, mtime: new Date(mtimeMs ?? Date.now()) };
    zip.addReadStreamLazy(path, options, (give) => {
      opened += 1;
      const stream = Readable.from(bytesOf(fs, file), { objectMode: false });
      stream.on('error', (error) => packed.destroy(error));
      give(null, stream);
    });
  }
  zip.end();
  let bytes = 0;
  for await (const chunk of packed as AsyncIterable<Uint8Array>) {
    if (cancel.aborted) throw new Stopped({ kind: 'cancelled' });
    const written = writeAll(fs, to, chunk);
    if (!written.ok) throw new Stopped({ kind: 'failed', error: written.error });
    bytes += chunk.length;
    onProgress({ files: opened, bytes });
  }
  const synced = fs.sync(to);
  if (!synced.ok) throw new Stopped({ kind: 'failed', error: synced.error });
}

/** Gives an archive its name, that of another only where that was said. */
function giveName(fs: WritableFileSystem, aside: string, archive: string, force: boolean): PackError | null {
  if (!force) {
    const linked = fs.link(aside, archive);
    if (linked.ok) return null;
    if (linked.error.code === 'EEXIST' || fs.lstat(archive).ok) return { kind: 'exists' };
  }
  // On some disks no file has two names.
  const renamed = fs.rename(aside, archive);
  return renamed.ok ? null : { kind: 'failed', error: renamed.error };
}

/**
 * Makes a `.zip` of files, which has its name when all of it is on the disk; what is cancelled or fails leaves nothing.
 *
 * @param archive a path of this system
 */
export async function packZip(
  archive: string,
  files: readonly PackedFile[],
  options: PackOptions,
): Promise<Result<void, PackError>> {
  const { fs, unique, force } = options;
  const aside = `${archive}.${unique}.tmp`;
  const file = fs.create(aside);
  if (!file.ok) return fail({ kind: 'failed', error: file.error });
  let problem: PackError | null = null;
  try {
    await pack(files, file.value, options);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    problem = error.reason;
  } finally {
    const closed = fs.close(file.value);
    if (!closed.ok) problem ??= { kind: 'failed', error: closed.error };
    if (problem === null) {
      problem = giveName(fs, aside, archive, force);
    }
    fs.unlink(aside);
  }
  return problem === null ? ok(undefined) : fail(problem);
}
