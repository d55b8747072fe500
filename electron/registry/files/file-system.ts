import { lstatSync, readdirSync, realpathSync, statSync, type BigIntStats } from 'node:fs';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { escapedName, nativePath } from './escaped-name.ts';
import { LARGEST_READ, readPlainFile, readPlainPart } from './plain-file.ts';

/** What a directory entry is; `other` is a socket, pipe or device. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/** One entry of a folder. */
export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** What identifies a file's content without reading it. Times are nanoseconds since 1970. */
export interface FileStamp {
  readonly kind: EntryKind;
  /** Bytes. */
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly inode: bigint;
  readonly device: bigint;
  /** How many names (hard links) the file has. */
  readonly links: number;
  /** What it takes on the disk, in bytes: 0 for a placeholder of a cloud drive, less than its size for a sparse file. */
  readonly allocated: number;
}

/** A file-system call that failed: the system's code (`ENOENT`, `EACCES`, ...) and its own words. */
export interface FileError {
  readonly code: string;
  readonly message: string;
}

/**
 * The file-system calls that the registry makes, so that tests can make each of them fail. All are
 * synchronous: the registry runs in its own thread, where they are 1.6 to 2.5 times faster than promises.
 */
export interface FileSystem {
  /** The entries of a folder, in no particular order. Names that are no text are escaped (`escaped-name.ts`), here and below. */
  list(path: string): Result<readonly Entry[], FileError>;
  /** The entry itself, without following a link. */
  lstat(path: string): Result<FileStamp, FileError>;
  /** What a path leads to, following links. */
  stat(path: string): Result<FileStamp, FileError>;
  /**
   * The bytes of a plain file, links followed. Never waits for anybody: a pipe, device or socket fails with `EFTYPE`, a folder
   * with `EISDIR`, and a file above `largest` bytes (256 MiB where nothing is said) with `EFBIG`. With `room`, for callers that are done
   * with one file before they read the next: they lie in there where they fit.
   */
  read(path: string, largest?: number, room?: Uint8Array): Result<Uint8Array, FileError>;
  /** Some bytes of a plain file from a place on, as {@link read} reads it; fewer at its end. */
  readPartOf(path: string, position: number, length: number): Result<Uint8Array, FileError>;
  /** The path with all links resolved. */
  realPath(path: string): Result<string, FileError>;
}

/** Runs a call of node:fs; what the system reports becomes a value, everything else is a bug and thrown. */
export function attempt<Value>(call: () => Value): Result<Value, FileError> {
  try {
    return ok(call());
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      // The system's own words end with the path, which is some thousand characters then.
      const message = error.code === 'ENAMETOOLONG' ? TOO_LONG : error.message;
      return fail({ code: error.code, message });
    }
    throw error;
  }
}

/**
 * What the system said, for people and without what only programs want: `permission denied` of `EACCES: permission denied, scandir
 * '/home/...'`. For sentences that say by themselves what it was about.
 */
export function systemWords({ message }: Pick<FileError, 'message'>): string {
  return /^[A-Z][A-Z0-9_]+: (.+?)(?:, [a-z_]+(?: '.*)?)?$/su.exec(message)?.[1] ?? message;
}

const TOO_LONG = 'ENAMETOOLONG: the path would be longer than this system allows';

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

/** The largest whole number that SQLite holds: no real file is of a later time than the year 2262. */
const LATEST = 2n ** 63n - 1n;

const clamp = (nanoseconds: bigint): bigint => {
  if (nanoseconds > LATEST) return LATEST;
  return nanoseconds < -LATEST ? -LATEST : nanoseconds;
};

/** The unit of `st_blocks`, whatever the file system's own blocks are (stat(2)). */
const BLOCK_BYTES = 512;

function stampOf(stats: BigIntStats): FileStamp {
  return {
    kind: kindOf(stats),
    size: Number(stats.size),
    mtimeNs: clamp(stats.mtimeNs),
    ctimeNs: clamp(stats.ctimeNs),
    // SQLite's integers are signed, inode numbers on some systems use all 64 bits.
    inode: BigInt.asIntN(64, stats.ino),
    device: BigInt.asIntN(64, stats.dev),
    links: Number(stats.nlink),
    allocated: Number(stats.blocks) * BLOCK_BYTES,
  };
}

/** The same for a folder that seems to have names that are no text. */
function byEscapedName(path: string): Map<string, EntryKind> {
  const entries = readdirSync(nativePath(path), { withFileTypes: true, encoding: 'buffer' });
  return new Map(entries.map((entry) => [escapedName(entry.name), kindOf(entry)]));
}

/**
 * The system's own way takes half the time, and is asked right before each move. Elsewhere than on Linux it also puts names into the case
 * that the disk has, so that a path which was typed otherwise would look like a link.
 */
const realPathOfText = process.platform === 'linux' ? realpathSync.native : realpathSync;

function realPathOf(path: string): string {
  const native = nativePath(path);
  return typeof native === 'string'
    ? realPathOfText(native)
    : escapedName(realpathSync.native(native, 'buffer'));
}

/** The real file system. */
export const nodeFileSystem: FileSystem = {
  list: (path) =>
    attempt(() => {
      const entries = readdirSync(nativePath(path), { withFileTypes: true });
      // A folder that changes while it is listed may give a name twice.
      const byName = entries.some(({ name }) => name.includes('\uFFFD'))
        ? byEscapedName(path)
        : new Map(entries.map((entry) => [entry.name, kindOf(entry)]));
      return Array.from(byName, ([name, kind]) => ({ name, kind }));
    }),
  lstat: (path) => attempt(() => stampOf(lstatSync(nativePath(path), { bigint: true }))),
  stat: (path) => attempt(() => stampOf(statSync(nativePath(path), { bigint: true }))),
  read: (path, largest = LARGEST_READ, room) => attempt(() => readPlainFile(nativePath(path), largest, room)),
  readPartOf: (path, position, length) => attempt(() => readPlainPart(nativePath(path), position, length)),
  realPath: (path) => attempt(() => realPathOf(path)),
};

/** A clock that is wrong is wrong by more than this; one that goes a little ahead is normal life between two computers. */
const FAR_AHEAD_MS = 7 * 24 * 60 * 60 * 1000;

/** From which time on a file's mtime says nothing of its age, in nanoseconds since 1970: it lies too far in the future. */
export function farAheadNs(nowMs: number): bigint {
  return BigInt(Math.floor(nowMs + FAR_AHEAD_MS)) * 1_000_000n;
}

/**
 * When a file was written, in nanoseconds since 1970: the later of its times, for a copy may bring an old mtime along. An mtime far in
 * the future, of a wrong clock, says nothing; the ctime is the system's own.
 *
 * @param farAhead see {@link farAheadNs}
 */
export function writtenAt({ mtimeNs, ctimeNs }: FileStamp, farAhead: bigint): bigint {
  if (mtimeNs > farAhead) return ctimeNs;
  return mtimeNs > ctimeNs ? mtimeNs : ctimeNs;
}

/** Whether two stamps are of the same, unchanged content. */
export function sameContent(one: FileStamp, other: FileStamp): boolean {
  return (
    one.size === other.size &&
    one.mtimeNs === other.mtimeNs &&
    one.ctimeNs === other.ctimeNs &&
    one.inode === other.inode
  );
}

/** Errors that mean that something is no longer there, which during a scan is normal life. */
export function isGone(error: FileError): boolean {
  return error.code === 'ENOENT' || error.code === 'ENOTDIR';
}
