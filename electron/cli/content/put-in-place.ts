import { randomBytes } from 'node:crypto';
import { linkSync, lstatSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { NO_LINKS } from '../../registry/change/no-links.ts';
import type { Failure } from '../failure.ts';
import { systemError } from '../system-error.ts';

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** The failure of a target that exists already. */
export function existsFailure(output: string): Failure {
  return {
    code: 'FILE_EXISTS',
    message: `There is already a file ${output}; --force replaces it.`,
    details: { output },
  };
}

/** Gives the finished file its name: never over another one, unless that is wanted. Returns whether it could. */
export function putInPlace(temporary: string, output: string, force: boolean): boolean {
  if (!force) {
    try {
      // Unlike renaming, linking fails where the name is taken, even if it was taken a moment ago.
      linkSync(temporary, output);
      rmSync(temporary);
      return true;
    } catch (error) {
      const { code } = systemError(error);
      if (code === 'EEXIST') return false;
      if (!NO_LINKS.has(code)) throw error;
      if (isThere(output)) return false;
    }
  }
  renameSync(temporary, output);
  return true;
}

/** A hidden name beside a file, which nobody else uses. */
export function temporaryBeside(output: string): string {
  return join(dirname(output), `.${basename(output)}.${randomBytes(6).toString('hex')}.tmp`);
}

/** Writes a text to a file, whole or not at all; why it could not be, or null. */
export function writeText(text: string, typed: string, force: boolean): Failure | null {
  const output = resolve(typed);
  const temporary = temporaryBeside(output);
  try {
    writeFileSync(temporary, text, { flag: 'wx', flush: true });
    return putInPlace(temporary, output, force) ? null : existsFailure(output);
  } catch (error) {
    const { message } = systemError(error);
    return { code: 'CANNOT_WRITE', message: `${output} can't be written: ${message}`, details: { output } };
  } finally {
    rmSync(temporary, { force: true });
  }
}
