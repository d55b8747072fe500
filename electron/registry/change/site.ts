import { randomBytes } from 'node:crypto';
import { sep } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { makeFolders } from '../files/durable-file.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { writableNodeFileSystem, type WritableFileSystem } from '../files/writable-file-system.ts';
import { writeError, type CleanError } from './clean-error.ts';
import { thisMachine, type ProcessTable } from './lock-owner.ts';

/** What a site may be told; the defaults are the real thing. */
export interface SiteOptions {
  readonly fs?: WritableFileSystem;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly processes?: ProcessTable;
  /** A new text of at least 8 characters of 0-9 and a-z with each call. */
  readonly unique?: () => string;
}

/** Our own folder in a workspace, and all that changing the workspace is done with. */
export interface Site {
  /** The workspace's folder with links resolved. */
  readonly root: string;
  readonly fs: WritableFileSystem;
  readonly now: () => number;
  readonly processes: ProcessTable;
  readonly unique: () => string;
  /** Paths of the system: our folder, the trash in it, the lock, the decisions. */
  readonly own: string;
  readonly trash: string;
  readonly lock: string;
  readonly decisions: string;
}

/** The folder of ours in a workspace. */
export const OWN_FOLDER: WorkspacePath = '.stemma';

/** The site of the workspace whose real path is `root`. Changes nothing. */
export function makeSite(root: string, options: SiteOptions = {}): Site {
  const fs = options.fs ?? writableNodeFileSystem;
  const own = systemPath(root, OWN_FOLDER);
  return {
    root,
    fs,
    now: options.now ?? Date.now,
    processes: options.processes ?? thisMachine(fs),
    unique: options.unique ?? (() => randomBytes(6).toString('hex')),
    own,
    trash: own + sep + 'trash',
    lock: own + sep + 'lock',
    decisions: own + sep + 'decisions.json',
  };
}

/** Makes our folder and the trash in it. A link in their place is refused: what goes in must stay on this disk. */
export function prepareSite({ fs, root, own, trash }: Site): Result<void, CleanError> {
  const made = makeFolders(fs, root, [OWN_FOLDER, 'trash'], sep);
  if (!made.ok) return fail(writeError(made.error, own));
  // An older Stemma, or a workspace that was private then, may have left them to one user alone.
  if (fs.folderTakesAfter(own, root).ok) fs.folderTakesAfter(trash, own);
  return ok(undefined);
}
