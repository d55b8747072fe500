import { closeSync, constants, fchmodSync, fchownSync, fstatSync, openSync, statSync } from 'node:fs';

/** Bits of a mode: whose group new files get, who may remove what is whose, and what each may do. */
const FOLDER_BITS = 0o3777;
const FILE_BITS = 0o666;

/**
 * Gives what we have just made the group and the mode of the folder that it lies in, so that others who may work in a workspace may
 * also go on with what one of them began, whatever that one's umask says. What the system does not let us is left as it is.
 * Throws as `node:fs` does. By descriptor: what a path leads to may be another thing a moment later.
 */
function takeAfter(file: number, folder: string): void {
  const { mode, gid } = statSync(folder);
  const own = fstatSync(file);
  if (own.gid !== gid) fchownSync(file, own.uid, gid);
  const bits = own.isDirectory() ? (mode & FOLDER_BITS) | 0o700 : (mode & FILE_BITS) | 0o600;
  // Whoever owns the file reads it again: a change of the group may have taken bits away.
  if ((fstatSync(file).mode & 0o7777) !== bits) fchmodSync(file, bits);
}

/** The same for an open file. Windows hands its rights down by itself. */
export function fileTakesAfter(file: number, folder: string): void {
  if (process.platform !== 'win32') takeAfter(file, folder);
}

/** The same for a folder, which must be a real one. */
export function folderTakesAfter(path: string, folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    takeAfter(opened, folder);
  } finally {
    closeSync(opened);
  }
}
