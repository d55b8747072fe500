import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  BUSY_TIMEOUT_MS,
  closeDatabase,
  firstRow,
  openDatabase,
  removeDatabase,
  run,
  sqliteCode,
  type WritableIndex,
} from './database.ts';
import { addFunctions } from './derive.ts';
import { isOnNetwork } from './location.ts';
import { analyze, createIndexes, createTables, schemaState } from './schema.ts';

/** Something about the index that the user should know; nothing in the workspace is affected by any. */
export type IndexNotice =
  /** It was damaged, or of another version, and is built again. */
  | { readonly code: 'REBUILT'; readonly reason: string }
  /** It can't be kept in the cache folder and lives in memory for this session. */
  | { readonly code: 'IN_MEMORY'; readonly reason: string }
  /** Another Stemma is writing it: what it last held is shown. */
  | { readonly code: 'STALE'; readonly reason: string };

/** An index that is being built, apart from the place where it will live. */
export interface IndexBuild {
  readonly index: WritableIndex;
  /** To call when all rows are in, before anything is derived. */
  prepareTables(): void;
  /** Puts the finished index in its place and opens it there. */
  finish(): WritableIndex;
  /** Throws away what was built. */
  abandon(): void;
  /** See {@link IndexHome}. */
  discard(): void;
}

/** A day: how long a successful check of the whole index counts. */
const CHECK_EVERY_MS = 24 * 60 * 60 * 1000;

/** Bytes of an index that is large, of some 300,000 records. */
const LARGE = 256 * 1024 * 1024;

/** Opened for reading and writing by several Stemmas at once. */
function tune(index: WritableIndex, file: string): void {
  addFunctions(index);
  index.raw.pragma(isOnNetwork(dirname(file)) ? 'journal_mode = TRUNCATE' : 'journal_mode = WAL');
  index.raw.pragma('synchronous = NORMAL');
  index.raw.pragma('cache_size = -65536');
  // A change of a large index sets pages and lists of rows aside, of a million records 100 MB: too much to hold beside all else.
  index.raw.pragma(`temp_store = ${statSync(file).size > LARGE ? 'FILE' : 'MEMORY'}`);
}

/**
 * Moves a finished index to where it will live. Windows refuses that while another Stemma has the old one open: it has
 * just built it for the same workspace, so that one serves too.
 */
function putInPlace(temporary: string, file: string): void {
  try {
    removeDatabase(file);
    renameSync(temporary, file);
  } catch (error) {
    if (systemCode(error) === null || !existsSync(file)) throw error;
    removeDatabase(temporary);
  }
}

/** The code of an error of the system (`EACCES`, `ENOSPC`, ...), or null for any other. */
function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Checks the whole file now and then: SQLite itself notices damage only where it reads. */
function isSound(index: WritableIndex, nowMs: number, busyMs: number): boolean {
  const checked = firstRow<{ value: string }>(index, `SELECT value FROM setting WHERE name = 'checked_at'`);
  const age = nowMs - Number(checked?.value ?? Number.NEGATIVE_INFINITY);
  if (age >= 0 && age < CHECK_EVERY_MS) return true;
  if (index.raw.pragma('quick_check(1)', { simple: true }) !== 'ok') return false;
  noteCheck(index, nowMs, busyMs);
  return true;
}

/** Remembers that the index was checked; where another Stemma is writing just now, the next one will check again. */
function noteCheck(index: WritableIndex, nowMs: number, busyMs: number): void {
  index.raw.pragma('busy_timeout = 0');
  try {
    run(index, `INSERT OR REPLACE INTO setting VALUES ('checked_at', :now)`, { now: String(nowMs) });
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_BUSY') throw error;
  } finally {
    index.raw.pragma(`busy_timeout = ${busyMs}`);
  }
}

/** What became of an index file that was to be opened. */
type Opened =
  | { readonly kind: 'ready'; readonly index: WritableIndex }
  | { readonly kind: 'absent' }
  | { readonly kind: 'doubtful'; readonly reason: string }
  | { readonly kind: 'unusable'; readonly reason: string };

function tryOpen(file: string, nowMs: number, busyMs: number): Opened {
  if (!existsSync(file)) return { kind: 'absent' };
  if (!statSync(file).isFile())
    return { kind: 'unusable', reason: 'something else lies in its place in the cache folder' };
  let index: WritableIndex | null = null;
  try {
    index = openDatabase(file, busyMs);
    const state = schemaState(index);
    if (state === 'future') {
      closeDatabase(index);
      const reason = 'the index in the cache folder was written by a later version of Stemma';
      return { kind: 'unusable', reason };
    }
    if (state === 'current') {
      tune(index, file);
      if (isSound(index, nowMs, busyMs)) return { kind: 'ready', index };
    }
    closeDatabase(index);
    const reason = state === 'current' ? 'it was damaged' : 'it was of another version of Stemma';
    return { kind: 'doubtful', reason };
  } catch (error) {
    const code = sqliteCode(error);
    if (code === null) throw error;
    if (index !== null) closeDatabase(index);
    return { kind: 'doubtful', reason: `it could not be opened (${code})` };
  }
}

function inMemory(): WritableIndex {
  const index = openDatabase(null);
  createTables(index);
  index.raw.pragma('temp_store = MEMORY');
  return index;
}

function buildInMemory(): IndexBuild {
  const index = inMemory();
  return {
    index,
    prepareTables: () => createIndexes(index),
    finish: () => index,
    abandon: () => closeDatabase(index),
    discard: () => undefined,
  };
}

function buildBeside(file: string, nowMs: number, busyMs: number): IndexBuild {
  const temporary = `${file}.${process.pid}-${nowMs}.building`;
  removeDatabase(temporary);
  const index = openDatabase(temporary);
  // Our rows and texts are long: with SQLite's own 4 kB a first scan takes a third longer.
  index.raw.pragma('page_size = 16384');
  // Nobody else sees this file, and a crash only loses it: no journal, no waiting for the disk.
  index.raw.pragma('journal_mode = OFF');
  index.raw.pragma('synchronous = OFF');
  index.raw.pragma('locking_mode = EXCLUSIVE');
  index.raw.pragma('cache_size = -65536');
  // What sorting a million rows sets aside is 100 MB; what has room in the cache never gets to the disk.
  index.raw.pragma('temp_store = FILE');
  createTables(index);
  return {
    index,
    prepareTables: () => createIndexes(index),
    finish: () => {
      run(index, `INSERT OR REPLACE INTO setting VALUES ('checked_at', :now)`, { now: String(nowMs) });
      analyze(index);
      closeDatabase(index);
      putInPlace(temporary, file);
      const ready = openDatabase(file, busyMs);
      tune(ready, file);
      return ready;
    },
    abandon: () => {
      closeDatabase(index);
      removeDatabase(temporary);
    },
    discard: () => removeDatabase(file),
  };
}

/** An index that is ready, or one to build first, with what the user should know of it. */
export type IndexHome =
  | {
      readonly kind: 'ready';
      readonly index: WritableIndex;
      readonly notices: readonly IndexNotice[];
      /** Removes the file of a closed index that turned out damaged, so that the next session builds it again. */
      discard(): void;
    }
  | { readonly kind: 'build'; readonly build: IndexBuild; readonly notices: readonly IndexNotice[] };

/**
 * Opens the index of a workspace, or begins a new one where there is none or any doubt about it. Where the cache
 * folder can't be written (no space, no permission) or holds an index of a later Stemma, the index lives in memory.
 *
 * @param file the index's file, or null to keep it in memory from the start
 * @param busyMs how long to wait for another Stemma that writes it, in milliseconds
 */
export function openIndexHome(
  file: string | null,
  nowMs: number,
  busyMs: number = BUSY_TIMEOUT_MS,
): IndexHome {
  if (file === null) return { kind: 'build', build: buildInMemory(), notices: [] };
  try {
    mkdirSync(dirname(file), { recursive: true });
    const opened = tryOpen(file, nowMs, busyMs);
    if (opened.kind === 'ready') {
      return { kind: 'ready', index: opened.index, notices: [], discard: () => removeDatabase(file) };
    }
    if (opened.kind === 'unusable') {
      const { reason } = opened;
      return { kind: 'build', build: buildInMemory(), notices: [{ code: 'IN_MEMORY', reason }] };
    }
    const notices: IndexNotice[] =
      opened.kind === 'doubtful' ? [{ code: 'REBUILT', reason: opened.reason }] : [];
    return { kind: 'build', build: buildBeside(file, nowMs, busyMs), notices };
  } catch (error) {
    const code = sqliteCode(error) ?? systemCode(error);
    if (code === null) throw error;
    const reason = `the cache folder can't be written (${code})`;
    return { kind: 'build', build: buildInMemory(), notices: [{ code: 'IN_MEMORY', reason }] };
  }
}
