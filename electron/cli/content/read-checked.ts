import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import type { Chunk } from '../answer.ts';
import type { Failure } from '../failure.ts';
import { systemError } from '../system-error.ts';
import { isExpected, type Expected } from './expected-hash.ts';
import type { Stored } from './open-stored.ts';

const CHUNK = 1024 * 1024;

/** The bytes of an open file from its beginning. */
export function* bytesOf({ descriptor }: Stored): Generator<Buffer, void> {
  for (let position = 0; ;) {
    // A new buffer each time: whoever gets it may still be writing it.
    const buffer = Buffer.allocUnsafe(CHUNK);
    const length = readSync(descriptor, buffer, 0, CHUNK, position);
    if (length === 0) return;
    position += length;
    yield buffer.subarray(0, length);
  }
}

/** The failure of bytes that are not what the records, or the name, say. */
export function mismatch({ path, note }: Stored, expected: Expected, actual: string): Failure {
  const wanted =
    expected.kind === 'full'
      ? expected.hashes.join(' or ')
      : expected.kind === 'prefix'
        ? `${expected.digits}…`
        : '';
  const hashes = `\n  expected ${wanted}\n  actual   ${actual}`;
  return {
    code: 'HASH_MISMATCH',
    // Where its size tells what it is, hashes tell nothing more.
    message:
      `The bytes of ${path} are not what they should be` +
      (note === null ? `; nothing was written.${hashes}` : `: ${note}. Nothing was written.`),
    details: { file: path, expected: wanted, actual },
  };
}

/** A system's error while a stored file is read. */
export function readFailure({ path }: Stored, error: unknown): Failure {
  return {
    code: 'CANNOT_READ',
    message: `${path} can't be read: ${systemError(error).message}`,
    details: { file: path },
  };
}

/**
 * The bytes of a stored file, but none before all were read and their hash found right. They are read twice, since a
 * model may be larger than memory, and checked twice. Closes the file.
 */
export function* chunksChecked(stored: Stored, expected: Expected): Generator<Chunk, Failure | null> {
  try {
    const hash = createHash('sha256');
    for (const bytes of bytesOf(stored)) {
      hash.update(bytes);
      yield '';
    }
    const sha256 = hash.digest('hex');
    if (!isExpected(expected, sha256)) return mismatch(stored, expected, sha256);
    const again = createHash('sha256');
    for (const bytes of bytesOf(stored)) {
      again.update(bytes);
      yield bytes;
    }
    if (again.digest('hex') === sha256) return null;
    const message = `${stored.path} changed while it was written: don't use what came out.`;
    return { code: 'HASH_MISMATCH', message, details: { file: stored.path } };
  } catch (error) {
    return readFailure(stored, error);
  } finally {
    closeSync(stored.descriptor);
  }
}
