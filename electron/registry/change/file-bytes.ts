import { createHash } from 'node:crypto';
import { ok, type Result } from '../../../shared/domain/result.ts';
import type { FileError } from '../files/file-system.ts';
import type { Descriptor, WritableFileSystem } from '../files/writable-file-system.ts';

/** Bytes that are read at once: larger gives nothing, smaller costs time. */
const PART = 1024 * 1024;

/** Opens files, and closes them whatever happens. */
function withOpen<Value>(
  fs: WritableFileSystem,
  path: string,
  use: (file: Descriptor) => Result<Value, FileError>,
): Result<Value, FileError> {
  const file = fs.open(path);
  if (!file.ok) return file;
  try {
    return use(file.value);
  } finally {
    fs.close(file.value);
  }
}

/** Fills the buffer from a place in a file; less only at its end. */
function fill(
  fs: WritableFileSystem,
  file: Descriptor,
  buffer: Uint8Array,
  position: number,
): Result<number, FileError> {
  let filled = 0;
  while (filled < buffer.length) {
    const part = fs.readPart(file, buffer.subarray(filled), position + filled);
    if (!part.ok) return part;
    if (part.value === 0) break;
    filled += part.value;
  }
  return ok(filled);
}

/** Whether two files hold the same bytes. */
export function sameBytes(fs: WritableFileSystem, one: string, other: string): Result<boolean, FileError> {
  return withOpen(fs, one, (first) =>
    withOpen(fs, other, (second) => {
      const mine = Buffer.allocUnsafe(PART);
      const theirs = Buffer.allocUnsafe(PART);
      for (let position = 0; ; position += PART) {
        const here = fill(fs, first, mine, position);
        if (!here.ok) return here;
        const there = fill(fs, second, theirs, position);
        if (!there.ok) return there;
        const length = here.value;
        if (length !== there.value) return ok(false);
        if (!mine.subarray(0, length).equals(theirs.subarray(0, length))) return ok(false);
        if (length < PART) return ok(true);
      }
    }),
  );
}

/** What is hashed goes through one buffer: for each of thousands of small files one of its own takes longer than hashing it. */
let hashed: Buffer | null = null;

/** The SHA-256 of a file, in hex. */
export function hashFile(fs: WritableFileSystem, path: string): Result<string, FileError> {
  return withOpen(fs, path, (file) => {
    const hash = createHash('sha256');
    hashed ??= Buffer.allocUnsafe(PART);
    const buffer = hashed;
    for (let position = 0; ; position += PART) {
      const part = fill(fs, file, buffer, position);
      if (!part.ok) return part;
      hash.update(buffer.subarray(0, part.value));
      if (part.value < PART) return ok(hash.digest('hex'));
    }
  });
}
