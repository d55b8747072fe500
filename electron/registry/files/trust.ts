import { dirname } from 'node:path';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { isGone, type FileError, type FileSystem } from './file-system.ts';
import type { WorkspacePath } from './paths.ts';

/**
 * What our own folder in a workspace says is untrusted: it comes with workspaces that were cloned, unpacked or shared. This decides
 * for all that reads it which path is clean, and which folder is a real one.
 */

/** Bytes: no path of any system is longer, and texts that are longer need not be looked at. */
const LONGEST = 65_536;

/** NUL, or a separator of any system; `/` parts the path. */
const NEVER = /[\0\\]/;

/** A drive, or another stream of a file, of Windows. */
const DRIVE = /^[a-z]:/i;

/** Signs that some file systems leave out when they compare names. */
const IGNORED = /[\u200B-\u200F\u202A-\u202E\u2060-\u2064\u206A-\u206F\uFEFF]/g;

/** Our own folder, by each name that some system finds it by: in any case, with signs nobody sees, by its short name. */
function isOwnFolder(part: string): boolean {
  const name = part
    .normalize('NFKC')
    .replaceAll(IGNORED, '')
    .replace(/[. ]+$/, '')
    .toLowerCase();
  return name === '.stemma' || /^stemma~\d+$/.test(name);
}

/**
 * Whether a value from outside is a path of a file in the workspace, on any system: relative, no empty, `.` or `..` part, no NUL, no
 * separator or drive, and not below our own folder.
 */
export function isCleanPath(path: WorkspacePath): boolean {
  if (path === '' || path.length > LONGEST || NEVER.test(path)) return false;
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || DRIVE.test(part))) return false;
  return !isOwnFolder(parts[0] ?? '');
}

/** That a folder is a link, or lies behind one; `ELOOP`, as systems say where they were asked to follow none. */
function behindLink(folder: string): FileError {
  return { code: 'ELOOP', message: `ELOOP: it is a link, or lies behind one: ${folder}` };
}

/** Whether a failure is that of {@link checkRealFolder} for a link. */
export function isBehindLink({ code }: FileError): boolean {
  return code === 'ELOOP';
}

/**
 * Makes sure that a folder, and each above it, is no link: then a path that is clean below a real folder leads nowhere else. Fails
 * with `ELOOP` where one is, and as the system does where it can't be looked at.
 *
 * @param folder a path of this system, below a folder whose real path is known
 */
export function checkRealFolder(fs: FileSystem, folder: string): Result<void, FileError> {
  const real = fs.realPath(folder);
  if (!real.ok) return real;
  return real.value === folder ? ok(undefined) : fail(behindLink(folder));
}

/** The same for the folder that a file lies in. */
export function checkRealPlace(fs: FileSystem, file: string): Result<void, FileError> {
  return checkRealFolder(fs, dirname(file));
}

/** Reads a plain file of ours: no link, in a real folder, of at most `largest` bytes; what else lies there fails with `EFTYPE`. */
export function readTrusted(fs: FileSystem, file: string, largest: number): Result<Uint8Array, FileError> {
  const place = checkRealPlace(fs, file);
  if (!place.ok) return place;
  const stamp = fs.lstat(file);
  if (!stamp.ok) return stamp;
  if (stamp.value.kind !== 'file') {
    return fail({ code: 'EFTYPE', message: `EFTYPE: this is no plain file: ${file}` });
  }
  return fs.read(file, largest);
}

/** Whether a failed reading means that something else than a file of ours lies there, which no second try changes. */
export function isNoFileOfOurs({ code }: FileError): boolean {
  return code === 'EFTYPE' || code === 'EISDIR' || code === 'EFBIG';
}

/** Removes a file from a real folder. */
export function unlinkTrusted(
  fs: FileSystem & { unlink(path: string): Result<void, FileError> },
  file: string,
): Result<void, FileError> {
  const place = checkRealPlace(fs, file);
  return place.ok ? fs.unlink(file) : place;
}

/** Whether nothing can lie at a path: it is not there, or longer than the system allows. */
export function isNowhere(error: FileError): boolean {
  return isGone(error) || error.code === 'ENAMETOOLONG';
}
