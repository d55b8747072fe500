import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { Unreadable } from '../../../shared/domain/manifest.ts';
import type { ManifestReading, ReadManifest } from './packed-batch.ts';
import {
  isGone,
  sameContent,
  type FileError,
  type FileStamp,
  type FileSystem,
} from '../files/file-system.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import type { FoundManifest } from '../walk/walk-event.ts';

/** How often a manifest that changes while it is read is tried: nirs4all rewrites it after each step. */
const ATTEMPTS = 3;

/** A manifest larger than this is not read: real ones stay below 2 MB. */
const LARGEST = 256 * 1024 * 1024;

interface Bytes {
  readonly bytes: Uint8Array;
  readonly stamp: FileStamp;
}

function unreadable(code: Unreadable['code'], message: string): Unreadable {
  return { code, line: null, column: null, message };
}

/** Reads a file whose stamp is the same before and after, so that its bytes are of one moment; null when it is gone. */
function readSteady(fs: FileSystem, path: string): Result<Bytes, Unreadable> | null {
  const failed = (error: FileError): Result<Bytes, Unreadable> | null =>
    isGone(error) ? null : fail(unreadable('UNREADABLE_FILE', `The file can't be read: ${error.message}`));
  let before = fs.stat(path);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (!before.ok) return failed(before.error);
    if (before.value.size > LARGEST) {
      return fail(unreadable('TOO_LARGE', 'The file is too large for a manifest (above 256 MB).'));
    }
    const bytes = fs.read(path);
    if (!bytes.ok) return failed(bytes.error);
    const after = fs.stat(path);
    if (!after.ok) return failed(after.error);
    const steady = sameContent(before.value, after.value) && bytes.value.length === after.value.size;
    if (steady) return ok({ bytes: bytes.value, stamp: after.value });
    before = after;
  }
  return fail(unreadable('CHANGING', 'The file changed each time it was read: something is writing it.'));
}

function interpret(bytes: Uint8Array, isPrimary: boolean): ManifestReading {
  const content = readManifest(bytes, isPrimary);
  if (!content.ok) return { kind: 'unreadable', error: content.error };
  return content.value;
}

/**
 * Reads a manifest that the walk found; null when it has vanished since. Whatever is wrong with the file is
 * part of the answer, and spoils nothing else.
 *
 * @param path the file's path on this system
 * @param nowNs the current time in nanoseconds since 1970: a file written close to it is read again next time
 */
export function readFound(
  fs: FileSystem,
  path: string,
  found: FoundManifest,
  nowNs: bigint,
): ReadManifest | null {
  const read = readSteady(fs, path);
  if (read === null) return null;
  if (!read.ok) {
    return { found, stamp: found.stamp, readNs: nowNs, reading: { kind: 'unreadable', error: read.error } };
  }
  const reading = interpret(read.value.bytes, found.place === 'run');
  return { found, stamp: read.value.stamp, readNs: nowNs, reading };
}
