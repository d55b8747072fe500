import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { FileError } from './file-system.ts';
import type { Descriptor, Done, WritableFileSystem } from './writable-file-system.ts';

const PART = 1024 * 1024;

/** Writes all of some bytes where an open file stands. */
export function writeAll(fs: WritableFileSystem, file: Descriptor, bytes: Uint8Array): Done {
  for (let written = 0; written < bytes.length;) {
    const part = fs.write(file, bytes.subarray(written));
    if (!part.ok) return part;
    // A system that writes nothing and says no error would hold us for ever.
    if (part.value === 0) return fail({ code: 'EIO', message: 'EIO: nothing could be written' });
    written += part.value;
  }
  return ok(undefined);
}

/** Copies a plain file into an open one; gives the SHA-256 of its bytes in hex. */
export function copyToOpen(fs: WritableFileSystem, from: string, to: Descriptor): Result<string, FileError> {
  const source = fs.open(from);
  if (!source.ok) return source;
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(PART);
  try {
    for (let position = 0; ;) {
      const part = fs.readPart(source.value, buffer, position);
      if (!part.ok) return part;
      if (part.value === 0) return ok(hash.digest('hex'));
      const bytes = buffer.subarray(0, part.value);
      hash.update(bytes);
      const written = writeAll(fs, to, bytes);
      if (!written.ok) return written;
      position += part.value;
    }
  } finally {
    fs.close(source.value);
  }
}

/** Copies a plain file to where nothing lies yet, and waits for the disk; gives the SHA-256 of its bytes in hex. */
export function copyInto(fs: WritableFileSystem, from: string, to: string): Result<string, FileError> {
  const file = fs.create(to);
  if (!file.ok) return file;
  fs.fileTakesAfter(file.value, dirname(to));
  const done = copyToOpen(fs, from, file.value);
  const synced = done.ok ? fs.sync(file.value) : done;
  const closed = fs.close(file.value);
  if (!done.ok) return done;
  if (!synced.ok) return synced;
  return closed.ok ? done : closed;
}
