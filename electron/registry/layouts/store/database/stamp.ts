import { createHash } from 'node:crypto';
import type { FileStamp, FileSystem } from '../../../files/file-system.ts';

/** Of a write-ahead log: its header holds salts, which are others after each time that SQLite begins it anew (file format, 4.1). */
const LOG_HEADER_BYTES = 32;

/** Where a SQLite database counts its changes, 4 bytes (file format, 1.3.4). */
const CHANGES = { at: 24, bytes: 4 } as const;

/**
 * Of the index of a log, which its writers share (`-shm`; file format of it: walformat, 2): a header, twice, with the number of the
 * last frame of a commit and the log's salts.
 */
const SHARED = { bytes: 48, frames: 16, salts: 32 } as const;

/** Where the salts are in the header of a log as hex: bytes 16 to 24. */
const LOG_SALTS = [32, 48] as const;

/** A database and the files beside it, as far as it can be told whether they changed. */
export interface DatabaseStamp {
  readonly database: FileStamp;
  /** The count of its changes, in hex. */
  readonly changes: string;
  /** The write-ahead log; null where there is none that holds anything. */
  readonly log: { readonly stamp: FileStamp; readonly header: string } | null;
  /** How many frames the writers of the log say that it has; 0 where they are gone, and say nothing of this log. */
  readonly promisedFrames: number;
  /** Whether a journal of the older kind lies there, which a writer that does not use the log leaves while it works. */
  readonly hasJournal: boolean;
}

function hexOf(fs: FileSystem, path: string, position: number, length: number): string {
  const read = fs.readPartOf(path, position, length);
  return read.ok ? Buffer.from(read.value).toString('hex') : '';
}

function lookAtLog(fs: FileSystem, path: string): DatabaseStamp['log'] {
  const stamp = fs.stat(path);
  if (!stamp.ok || stamp.value.kind !== 'file' || stamp.value.size === 0) return null;
  return { stamp: stamp.value, header: hexOf(fs, path, 0, LOG_HEADER_BYTES) };
}

/** Where a database lies: SQLite follows a link to it, and has its log beside what the link leads to. */
export function realDatabase(fs: FileSystem, path: string): string {
  const real = fs.realPath(path);
  return real.ok ? real.value : path;
}

/** What the writers of a log say of it: its salts, and how many frames it has. */
function lookAtShared(fs: FileSystem, path: string): { salts: string; frames: number } | null {
  const read = fs.readPartOf(path, 0, 2 * SHARED.bytes);
  if (!read.ok || read.value.length < 2 * SHARED.bytes) return null;
  const bytes = Buffer.from(read.value);
  const header = bytes.subarray(0, SHARED.bytes);
  // While it is written its copies differ.
  if (!header.equals(bytes.subarray(SHARED.bytes))) return null;
  return {
    salts: header.toString('hex', SHARED.salts, SHARED.salts + 8),
    frames: header.readUInt32LE(SHARED.frames),
  };
}

/**
 * Looks at a database and what lies beside it, without opening it; null where it is no file (any more). The log first: a log begins anew
 * only when all of it is in the database, so that the database is never shorter by then than the log takes for granted.
 *
 * @param path as {@link realDatabase} gives it
 */
export function lookAtDatabase(fs: FileSystem, path: string): DatabaseStamp | null {
  const shared = lookAtShared(fs, `${path}-shm`);
  const log = lookAtLog(fs, `${path}-wal`);
  const database = fs.stat(path);
  if (!database.ok || database.value.kind !== 'file') return null;
  const journal = fs.stat(`${path}-journal`);
  return {
    database: database.value,
    changes: hexOf(fs, path, CHANGES.at, CHANGES.bytes),
    log,
    promisedFrames: shared !== null && log?.header.slice(...LOG_SALTS) === shared.salts ? shared.frames : 0,
    hasJournal: journal.ok && journal.value.size > 0,
  };
}

const later = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/**
 * Both files as one stamp: a commit changes nothing but the log. Where either is another file, was written, or begins anew, the stamp is
 * another one.
 */
export function stampOfBoth({ database, changes, log }: DatabaseStamp): FileStamp {
  if (log === null) return database;
  const mark = createHash('sha256').update(
    [database.inode, database.size, changes, log.stamp.inode, log.header].join(' '),
  );
  return {
    ...database,
    size: database.size + log.stamp.size,
    mtimeNs: later(database.mtimeNs, log.stamp.mtimeNs),
    ctimeNs: later(database.ctimeNs, log.stamp.ctimeNs),
    inode: BigInt.asIntN(64, BigInt(`0x${mark.digest('hex').slice(0, 16)}`)),
    allocated: database.allocated + log.stamp.allocated,
  };
}
