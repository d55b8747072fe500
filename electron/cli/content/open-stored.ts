import { closeSync, constants, fstatSync, lstatSync, openSync, realpathSync } from 'node:fs';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { isInside, systemPath } from '../../registry/files/paths.ts';
import type { Workspace } from '../../registry/workspace.ts';
import { systemError } from '../system-error.ts';
import type { Failure } from '../failure.ts';

/** A stored file that is open for reading. */
export interface Stored {
  /** Its path in the workspace. */
  readonly path: string;
  readonly descriptor: number;
  /** What its size tells of it, where that is not as recorded. */
  readonly note: string | null;
}

/**
 * Opens a stored file, whose name a manifest chose: only a plain file whose real path lies in the workspace. The real
 * path is opened, and compared with what was opened, so that a link put there meanwhile leads nowhere.
 */
export function openStored(workspace: Workspace, path: string): Result<Omit<Stored, 'note'>, Failure> {
  let descriptor: number | null = null;
  try {
    const real = realpathSync(systemPath(workspace.root, path));
    if (!isInside(workspace.realRoot, real)) {
      return fail({
        code: 'OUTSIDE',
        message: `A link leads out of the workspace: ${path}`,
        details: { file: path },
      });
    }
    const seen = lstatSync(real, { bigint: true });
    if (!seen.isFile()) {
      return fail({
        code: 'CANNOT_READ',
        message: `This is no plain file: ${path}`,
        details: { file: path },
      });
    }
    descriptor = openSync(
      real,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    );
    const opened = fstatSync(descriptor, { bigint: true });
    if (opened.ino === seen.ino && opened.dev === seen.dev) {
      const stored = { path, descriptor };
      descriptor = null;
      return ok(stored);
    }
    return fail({ code: 'CANNOT_READ', message: `It changed just now: ${path}`, details: { file: path } });
  } catch (error) {
    const { code, message } = systemError(error);
    const isGone = code === 'ENOENT' || code === 'ENOTDIR';
    return fail({
      code: isGone ? 'FILE_MISSING' : 'CANNOT_READ',
      message: isGone ? `The file is not there: ${path}` : `${path} can't be read: ${message}`,
      details: { file: path },
    });
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}
