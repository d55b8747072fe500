import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { ownFolderAt } from '../../registry/bring-in/refused-place.ts';
import type { Workspace } from '../../registry/workspace.ts';
import type { Failure } from '../failure.ts';
import { systemError } from '../system-error.ts';
import { existsFailure } from './put-in-place.ts';

/** That a place lies where nirs4all alone writes; null where it does not. */
function ownedBy(workspace: Workspace, folder: string, output: string): Failure | null {
  const top = ownFolderAt(workspace.realRoot, folder);
  if (top === null) return null;
  const message = `${output} lies in the workspace's own ${top}/, where only nirs4all writes. Name another place.`;
  return { code: 'CANNOT_WRITE', message, details: { output } };
}

/** Why a new folder may not be made at a place; null where it may. */
export function refusedFolder(workspace: Workspace, typed: string): Failure | null {
  const output = resolve(typed);
  try {
    const folder = join(realpathSync(dirname(output)), basename(output));
    if (folder === workspace.realRoot) return existsFailure(output);
    return ownedBy(workspace, folder, output);
  } catch (error) {
    const { message } = systemError(error);
    return { code: 'CANNOT_WRITE', message: `${output} can't be written: ${message}`, details: { output } };
  }
}

/** Why a file may not be written to a place; null where it may. Found out before anything is read. */
export function refusedTarget(workspace: Workspace, typed: string, force: boolean): Failure | null {
  const output = resolve(typed);
  try {
    const folder = realpathSync(dirname(output));
    const owned = ownedBy(workspace, folder, output);
    if (owned !== null) return owned;
    const there = lstatSync(output, { throwIfNoEntry: false });
    if (there?.isDirectory() === true) {
      return {
        code: 'CANNOT_WRITE',
        message: `${output} is a folder. Name a file in it.`,
        details: { output },
      };
    }
    return there !== undefined && !force ? existsFailure(output) : null;
  } catch (error) {
    const { message } = systemError(error);
    return { code: 'CANNOT_WRITE', message: `${output} can't be written: ${message}`, details: { output } };
  }
}
