import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Unreadable } from '../../../../../shared/domain/manifest.ts';
import { fail, ok, type Result } from '../../../../../shared/domain/result.ts';
import { attempt, sameContent, type FileError, type FileSystem } from '../../../files/file-system.ts';
import { plainWords } from '../../../files/plain-words.ts';
import { cacheFolder } from '../../../index/location.ts';
import { lookAtDatabase, realDatabase, type DatabaseStamp } from './stamp.ts';

/** A copy of a database in a folder of our own, as it was at one moment. */
export interface Snapshot {
  /** The copy of the database; that of the log lies beside it, and SQLite may write there. */
  readonly file: string;
  /** What was copied. */
  readonly stamp: DatabaseStamp;
}

/** How often a database is copied that begins its log anew meanwhile, and how long to wait before the next try, in milliseconds. */
const WAITS = [0, 20, 50, 100, 200, 400, 800];

/** Bytes that are read at once. */
const PART = 8 * 1024 * 1024;

/** Copies of a Stemma that was killed are removed after so long, in milliseconds. */
const FORGOTTEN_MS = 24 * 60 * 60 * 1000;

function unreadable(code: Unreadable['code'], message: string): Unreadable {
  return { code, line: null, column: null, message };
}

function sleep(milliseconds: number): void {
  if (milliseconds > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Removes what Stemmas left there that were killed. Others may be at it too. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const left = attempt(() => statSync(path).mtimeMs);
    if (left.ok && Date.now() - left.value > FORGOTTEN_MS) rmSync(path, { recursive: true, force: true });
  }
}

/** A new folder for a copy: in the cache folder, or where that can't be written, in the system's own for temporary files. */
function roomForCopy(): Result<string, FileError> {
  const inCache = attempt(() => {
    const folder = join(cacheFolder(), 'copies');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    sweep(folder);
    return mkdtempSync(join(folder, 'store-'));
  });
  return inCache.ok ? inCache : attempt(() => mkdtempSync(join(tmpdir(), 'stemma-store-')));
}

/** Why a part of a copy could not be had: of the workspace, or of our own folder. */
type CopyError = { readonly of: 'workspace' | 'cache'; readonly error: FileError };

/** Copies the first bytes of a file, fewer where it has become shorter. */
function copyBytes(fs: FileSystem, from: string, to: string, size: number): Result<void, CopyError> {
  const file = attempt(() => openSync(to, 'w', 0o600));
  if (!file.ok) return fail({ of: 'cache', error: file.error });
  try {
    for (let position = 0; position < size;) {
      const part = fs.readPartOf(from, position, Math.min(PART, size - position));
      if (!part.ok) return fail({ of: 'workspace', error: part.error });
      if (part.value.length === 0) break;
      const written = attempt(() => {
        for (let at = 0; at < part.value.length;) at += writeSync(file.value, part.value, at);
      });
      if (!written.ok) return fail({ of: 'cache', error: written.error });
      position += part.value.length;
    }
    return ok(undefined);
  } finally {
    closeSync(file.value);
  }
}

/**
 * Whether what was copied between two looks is of one moment. With a log that was not begun anew meanwhile it is: what SQLite brings
 * from the log into the database in that time is in the log too, which was copied last, and stands above the database; what is being
 * written at its end has no checksum yet that fits. Without a log nothing may have moved at all.
 */
function isOfOneMoment(before: DatabaseStamp, after: DatabaseStamp): boolean {
  if (before.hasJournal || after.hasJournal) return false;
  const { database, log } = before;
  if (log === null) {
    return after.log === null && after.changes === before.changes && sameContent(database, after.database);
  }
  return (
    after.log !== null &&
    after.log.header === log.header &&
    after.log.stamp.inode === log.stamp.inode &&
    after.database.inode === database.inode &&
    after.database.device === database.device
  );
}

/** Clocks of file systems tick slower than writes: two writes within this time may leave the same times, in nanoseconds. */
const TICK_NS = 40_000_000n;

/** Whether a database without a log was written at this moment, so that another write need not show in its times. */
function isJustWritten({ database, log }: DatabaseStamp): boolean {
  const age = BigInt(Date.now()) * 1_000_000n - database.ctimeNs;
  return log === null && age < TICK_NS && age > -TICK_NS;
}

/** Copies both files once; null where they moved meanwhile, or are gone. */
function copyOnce(fs: FileSystem, path: string, file: string): Result<DatabaseStamp | null, CopyError> {
  const before = lookAtDatabase(fs, path);
  if (before === null || isJustWritten(before)) return ok(null);
  rmSync(`${file}-wal`, { force: true });
  const copied = copyBytes(fs, path, file, before.database.size);
  if (!copied.ok) return copied;
  // The log as it is by now: all that the database may have got from it meanwhile has to be in the copy.
  const log = before.log === null ? null : fs.stat(`${path}-wal`);
  if (log !== null) {
    if (!log.ok) return ok(null);
    const logged = copyBytes(fs, `${path}-wal`, `${file}-wal`, log.value.size);
    if (!logged.ok) return logged;
  }
  const after = lookAtDatabase(fs, path);
  return ok(after !== null && isOfOneMoment(before, after) ? before : null);
}

function copyFailure({ of, error }: CopyError): Unreadable {
  const words = plainWords(error);
  return of === 'workspace'
    ? unreadable('UNREADABLE_FILE', `The database can't be read: ${words}.`)
    : unreadable(
        'UNREADABLE_FILE',
        `The database can't be copied into the cache folder, to be read there: ${words}.`,
      );
}

const CHANGING =
  'The database changed each time it was copied: nirs4all is writing it. Scan again when that run has ended.';
const JOURNAL =
  'A change of the database was begun and not ended (store.sqlite-journal lies beside it): nirs4all is at it, or was cut off. ' +
  'Where none is running, open the workspace with nirs4all once, which mends that.';

/**
 * Works with a copy of a database as it is at one moment, however it is being written. Opening it where it lies would leave SQLite's own
 * files in the user's folder, fail where that is read-only, or pass over what is in the log alone (measured for each way that SQLite has).
 * The copy is gone afterwards. Null where there is no such file.
 */
export function* withSnapshot<Piece, Value>(
  fs: FileSystem,
  named: string,
  work: (snapshot: Snapshot) => Generator<Piece, Result<Value, Unreadable>>,
): Generator<Piece, Result<Value, Unreadable> | null> {
  const path = realDatabase(fs, named);
  // What lies in a database has a path too, and no file.
  if (lookAtDatabase(fs, path) === null) return null;
  const room = roomForCopy();
  if (!room.ok) return fail(copyFailure({ of: 'cache', error: room.error }));
  const file = join(room.value, 'store.sqlite');
  let hasJournal = false;
  try {
    for (const wait of WAITS) {
      sleep(wait);
      const copied = copyOnce(fs, path, file);
      if (!copied.ok) return lookAtDatabase(fs, path) === null ? null : fail(copyFailure(copied.error));
      if (copied.value !== null) return yield* work({ file, stamp: copied.value });
      const now = lookAtDatabase(fs, path);
      if (now === null) return null;
      ({ hasJournal } = now);
    }
    return fail(unreadable('CHANGING', hasJournal ? JOURNAL : CHANGING));
  } finally {
    rmSync(room.value, { recursive: true, force: true });
  }
}
