import type { OpenError } from '../registry/find-workspace.ts';
import { WORDS } from '../registry/layouts/layouts.ts';

/** A folder that was refused to a window, and the workspaces in it: the window may open these, by the names it was told. */
export interface OfferedFolder {
  readonly folder: string;
  readonly children: readonly string[];
}

/** The constructors of errors of a procedure that opens a folder. */
export interface OpenErrors {
  NO_SUCH_FOLDER(options: { message: string; data: { path: string } }): Error;
  NOT_A_WORKSPACE(options: {
    message: string;
    data: { path: string; children: string[]; marks: string[]; holds: string };
  }): Error;
}

/** Why a folder can't be opened, as the contract says it, with the workspaces in it. */
export function folderRefusal(
  { code, path, message, holds }: OpenError,
  children: readonly string[],
  errors: OpenErrors,
): Error {
  switch (code) {
    case 'NO_SUCH_FOLDER':
      return errors.NO_SUCH_FOLDER({ message, data: { path } });
    case 'NOT_A_WORKSPACE':
      return errors.NOT_A_WORKSPACE({
        message,
        data: { path, children: [...children], marks: WORDS.marks, holds },
      });
  }
}
