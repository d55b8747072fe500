import { createHash } from 'node:crypto';
import type { FileStamp, FileSystem } from '../../../files/file-system.ts';

/** Of a write-ahead log: its header holds salts, which are others after each time that SQLite begins it anew (file format, 4.1). */
const LOG_HEADER_BYTES = 32;

/** Where a SQLite database counts its changes, 4 bytes (file format, 1.3.4). */
const CHANGES = { at: 24, bytes: 4 } as const;

/** A database and the files beside it, as far as it can be told whether they changed. */
export interface DatabaseStamp {
  readonly database: FileStamp;
  /** The count of its changes, in hex. */
  readonly changes: string;
  /** The write-ahead log; null where there is none that holds anything. */
  readonly log: { readonly stamp: FileStamp; readonly header: string } | null;
  /** Whether a journal of the older kind lies there, which a writer that does not use the log leaves while it works. */
  readonly hasJournal: boolean;
}

function hexOf(fs: FileSystem, path: string, position: number, length: number): string {
  const read = fs.readPartOf(path, position, length);
  return read.ok ? Buffer.from(read.value).toString('hex') : '';
}

function lookAtLog(fs: FileSystem, path: string): DatabaseStamp['log'] {
  const stamp = fs.stat(path);
  if (!stamp.ok || stamp.value.kind !== 'file' || stamp.value.size < LOG_HEADER_BYTES) return null;
  return { stamp: stamp.value, header: hexOf(fs, path, 0, LOG_HEADER_BYTES) };
}

/**
 * Looks at a database and what lies beside it, without opening it; null where it is no file (any more). The log first: a log begins anew
 * only when all of it is in the database, so that the database is never shorter by then than the log takes for granted.
 */
export function lookAtDatabase(fs: FileSystem, path: string): DatabaseStamp | null {
  const log = lookAtLog(fs, `${path}-wal`);
  const database = fs.stat(path);
  if (!database.ok || database.value.kind !== 'file') return null;
  const journal = fs.stat(`${path}-journal`);
  return {
    database: database.value,
    changes: hexOf(fs, path, CHANGES.at, CHANGES.bytes),
    log,
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
