import { resolve } from 'node:path';
import { refusedPlace, type RefusedPlace } from '../../registry/bring-in/refused-place.ts';
import { writableNodeFileSystem as fs } from '../../registry/files/writable-file-system.ts';
import type { Workspace } from '../../registry/workspace.ts';
import type { Failure } from '../failure.ts';
import { existsFailure } from './put-in-place.ts';

function failureOf(refused: RefusedPlace | null, output: string): Failure | null {
  const cannot = (message: string): Failure => ({ code: 'CANNOT_WRITE', message, details: { output } });
  switch (refused?.kind) {
    case undefined:
      return null;
    case 'unreachable':
      return cannot(`${output} can't be written: ${refused.reason}`);
    case 'owned':
      return cannot(
        `${output} lies in the workspace's own ${refused.top}/, where only nirs4all writes. Name another place.`,
      );
    case 'folder':
      return cannot(`${output} is a folder. Name a file in it.`);
    case 'taken':
      return existsFailure(output);
  }
}

/** Why a new folder may not be made at a place; null where it may. */
export function refusedFolder({ realRoot: root }: Workspace, typed: string): Failure | null {
  const output = resolve(typed);
  return failureOf(refusedPlace({ fs, root }, output, { makes: 'folder', replaces: false }), output);
}

/** Why a file may not be written to a place; null where it may. Found out before anything is read. */
export function refusedTarget({ realRoot: root }: Workspace, typed: string, force: boolean): Failure | null {
  const output = resolve(typed);
  return failureOf(refusedPlace({ fs, root }, output, { makes: 'file', replaces: force }), output);
}
