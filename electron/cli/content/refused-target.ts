import { OWN_FOLDER } from '../../registry/change/site.ts';
import { LIBRARY_FOLDERS } from '../../registry/layouts/layouts.ts';
import { lstatSync, realpathSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { isInside } from '../../registry/files/paths.ts';
import type { Workspace } from '../../registry/workspace.ts';
import type { Failure } from '../failure.ts';
import { systemError } from '../system-error.ts';
import { existsFailure } from './put-in-place.ts';

/** Folders of a workspace that hold what manifests name. */
const OWNED: ReadonlySet<string> = new Set([...LIBRARY_FOLDERS, OWN_FOLDER]);

/** Why a file may not be written to a place; null where it may. Found out before anything is read. */
export function refusedTarget(workspace: Workspace, typed: string, force: boolean): Failure | null {
  const output = resolve(typed);
  try {
    const folder = realpathSync(dirname(output));
    const [top = ''] = relative(workspace.realRoot, folder).split(sep);
    if (isInside(workspace.realRoot, folder) && OWNED.has(top)) {
      const message = `${output} lies in the workspace's own ${top}/, where only nirs4all writes. Name another place.`;
      return { code: 'CANNOT_WRITE', message, details: { output } };
    }
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
