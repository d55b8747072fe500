import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { Failure } from '../failure.ts';
import { systemError } from '../system-error.ts';
import { isExpected, type Expected } from './expected-hash.ts';
import { existsFailure, putInPlace, temporaryBeside } from './put-in-place.ts';
import type { Stored } from './open-stored.ts';
import { bytesOf, mismatch } from './read-checked.ts';

/** What is copied where. */
export interface CopyRequest {
  readonly expected: Expected;
  /** A path of the system. */
  readonly output: string;
  /** Whether a file that is there may be replaced. */
  readonly force: boolean;
}

/** What was copied. */
export interface Copied {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Absolute. */
  readonly output: string;
}

/**
 * Copies a stored file under a temporary name, checks the hash of what was copied, and only then gives it its name.
 * Yields between pieces, so that it can be given up; nothing is left then. Closes the stored file.
 */
export function* copyChecked(
  stored: Stored,
  request: CopyRequest,
): Generator<string, Result<Copied, Failure>> {
  const output = resolve(request.output);
  const temporary = temporaryBeside(output);
  let descriptor: number | null = null;
  try {
    descriptor = openSync(temporary, 'wx');
    const hash = createHash('sha256');
    let bytes = 0;
    for (const piece of bytesOf(stored)) {
      hash.update(piece);
      for (let written = 0; written < piece.length;) written += writeSync(descriptor, piece, written);
      bytes += piece.length;
      yield '';
    }
    const sha256 = hash.digest('hex');
    if (!isExpected(request.expected, sha256)) return fail(mismatch(stored, request.expected, sha256));
    fsyncSync(descriptor);
    closeSync(descriptor);
    descriptor = null;
    if (!putInPlace(temporary, output, request.force)) return fail(existsFailure(output));
    return ok({ file: stored.path, bytes, sha256, output });
  } catch (error) {
    const { message } = systemError(error);
    return fail({
      code: 'CANNOT_WRITE',
      message: `${output} can't be written: ${message}`,
      details: { output },
    });
  } finally {
    if (descriptor !== null) closeSync(descriptor);
    rmSync(temporary, { force: true });
    closeSync(stored.descriptor);
  }
}
