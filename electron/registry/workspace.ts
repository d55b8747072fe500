import { ok, type Result } from '../../shared/domain/result.ts';
import type { ScanProgress, ScanSummary } from '../../shared/api/workspace/workspace.ts';
import { nodeFileSystem, type FileSystem } from './files/file-system.ts';
import {
  closeDatabase,
  serializeDatabase,
  sqliteCode,
  type ReadableIndex,
  type WritableIndex,
} from './index/database.ts';
import { deriveWays, type WaysProgress } from './index/derive-ways.ts';
import { openIndexHome, type IndexHome, type IndexNotice } from './index/index-home.ts';
import { cacheFolder, indexFile } from './index/location.ts';
import { areWaysPending, pendingWays } from './index/pending-ways.ts';
import { createListIndexes } from './index/schema.ts';
import { findWorkspace, type FoundWorkspace, type OpenError } from './find-workspace.ts';
import type { FoundLayouts } from './layouts/layouts.ts';
import type { ManifestReader } from './layouts/scan/manifest-reader.ts';
import { scanWorkspace, type ScanOptions } from './layouts/scan/scan.ts';

/** What opening a workspace may be told; the defaults are the real thing. */
export interface OpenOptions {
  readonly fs?: FileSystem;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Where indexes are kept; null keeps this one in memory. */
  readonly cache?: string | null;
  /** How long a scan waits for another Stemma that writes the index, in milliseconds. */
  readonly busyMs?: number;
  /** Makes what reads the manifests of each scan; without it the scan's own thread does. */
  readonly makeReader?: (root: string) => ManifestReader;
  /** A scan that reads pipelines of more records leaves their ways to {@link Workspace.deriveWays}. */
  readonly waysAtOnce?: number;
}

/** How deriving the ways that were left ended: `rebuilt` where the index had to be built again before. */
export type WaysOutcome = 'derived' | 'rebuilt' | 'busy';

/** Ways of so many records are derived in less than a tenth of a second, which is not worth a pass of its own. */
const WAYS_AT_ONCE = 5000;

/** Records whose ways are derived in one transaction: about a second, for which others who write the index wait. */
const WAYS_OF_A_TURN = 50_000;

/** A workspace whose artifacts can be asked about, once it has been scanned. */
export class Workspace implements FoundWorkspace {
  readonly root: string;
  readonly realRoot: string;
  readonly layout: FoundLayouts;
  readonly fs: FileSystem;
  readonly now: () => number;
  readonly #makeReader: OpenOptions['makeReader'];
  readonly #busyMs: number | undefined;
  readonly #waysAtOnce: number;
  readonly #notices: IndexNotice[];
  readonly #file: string | null;
  #home: IndexHome;
  /** Null before the first scan. */
  #isStale: boolean | null = null;

  constructor(
    { root, realRoot, layout }: FoundWorkspace,
    file: string | null,
    home: IndexHome,
    options: OpenOptions,
  ) {
    this.root = root;
    this.realRoot = realRoot;
    this.layout = layout;
    this.fs = options.fs ?? nodeFileSystem;
    this.now = options.now ?? Date.now;
    this.#makeReader = options.makeReader;
    this.#busyMs = options.busyMs;
    this.#waysAtOnce = options.waysAtOnce ?? WAYS_AT_ONCE;
    this.#file = file;
    this.#home = home;
    this.#notices = [...home.notices];
  }

  /** What the user should know of the index. */
  get notices(): readonly IndexNotice[] {
    return this.#notices;
  }

  /** The index; between two scans as the last one left it. Throws before the first. */
  get index(): ReadableIndex {
    if (this.#home.kind !== 'ready') throw new Error('The workspace has not been scanned yet.');
    return this.#home.index;
  }

  /** Whether the last scan could not be done, so that the index may be behind the workspace. */
  get isStale(): boolean {
    return this.#isStale === true;
  }

  /** Whether it was scanned, or at least tried to be: otherwise the index may be behind by as much as before. */
  get isLookedAt(): boolean {
    return this.#isStale !== null;
  }

  /** Whether the index is kept in a file, which other threads can open. */
  get isKept(): boolean {
    return this.#file !== null && !this.#isInMemory;
  }

  /** Whether there is something to show before a scan: an index from an earlier session. */
  get hasIndex(): boolean {
    return this.#home.kind === 'ready';
  }

  /**
   * Brings the index to what lies in the workspace now. Yields progress; `return()` cancels, and leaves the index as it
   * was. Returns null where another Stemma is writing the index just now: what it holds is shown then. An index
   * that turns out damaged, or for which there is no space left, is built again in memory.
   */
  *scan(): Generator<ScanProgress, ScanSummary | null> {
    this.#isStale = false;
    try {
      return this.#home.kind === 'build'
        ? yield* this.#firstScan(this.#home)
        : yield* this.#rescan(this.#home.index);
    } catch (error) {
      if (!this.#startAgain(error)) throw error;
      return yield* this.scan();
    }
  }

  /**
   * Derives the ways that a large scan left, or that a process which died was in the middle of. Yields progress; what was derived until
   * `return()` is kept. `busy` where another Stemma is writing the index just now; an index that turns out damaged is built again.
   */
  *deriveWays(): Generator<WaysProgress, WaysOutcome> {
    if (this.#home.kind !== 'ready') return 'derived';
    const { index } = this.#home;
    try {
      const total = pendingWays(index).pipelines;
      while (areWaysPending(index)) {
        if (!beginWriting(index)) return 'busy';
        for (const { derived, total: left } of waysOfATurn(index)) {
          yield { phase: 'ways', derived: total - left + derived, total };
        }
      }
      return 'derived';
    } catch (error) {
      if (!this.#startAgain(error)) throw error;
      for (const _progress of this.scan()) yield { phase: 'ways', derived: 0, total: 0 };
      return (yield* this.deriveWays()) === 'busy' ? 'busy' : 'rebuilt';
    }
  }

  /** The index as bytes where it lives in memory, for other threads; null where they can open its file. */
  snapshot(): Uint8Array | null {
    return this.index.raw.memory ? serializeDatabase(this.index) : null;
  }

  /** Closes the index; an unfinished first scan is thrown away. */
  close(): void {
    if (this.#home.kind === 'ready') closeDatabase(this.#home.index);
    else this.#home.build.abandon();
  }

  /** Opens the index again after {@link close}: another thread may have built it meanwhile. */
  reopen(): void {
    this.#home = openIndexHome(this.#file, this.now(), this.#busyMs);
    const told = new Set(this.#notices.map(({ code }) => code));
    this.#notices.push(...this.#home.notices.filter(({ code }) => !told.has(code)));
  }

  /** Begins an index anew where an error says that this one can't be used any further; false for any other error. */
  #startAgain(error: unknown): boolean {
    const wasReady = this.#home.kind === 'ready';
    const reason = this.#reasonToStartAgain(error);
    if (reason === null) return false;
    this.close();
    if (this.#home.kind === 'ready') this.#home.discard();
    // A damaged file is replaced by a new one; where that can't be had either, there is still the memory.
    const isDamaged = wasReady && /^SQLITE_(?:CORRUPT|NOTADB)/.test(sqliteCode(error) ?? '');
    this.#home = openIndexHome(isDamaged ? this.#file : null, this.now(), this.#busyMs);
    this.#notices.push({ code: isDamaged ? 'REBUILT' : 'IN_MEMORY', reason }, ...this.#home.notices);
    return true;
  }

  /** Why an index file can't be used any further, or null for any other error, and where it is in memory already. */
  #reasonToStartAgain(error: unknown): string | null {
    const code = sqliteCode(error);
    if (this.#isInMemory) return null;
    if (code === null)
      return isSystemError(error) ? `the index in the cache folder can't be used (${error.code})` : null;
    if (code === 'SQLITE_FULL') return 'there is no space left for the index in the cache folder';
    if (/^SQLITE_(?:CORRUPT|NOTADB|IOERR|READONLY|CANTOPEN)/.test(code)) {
      return `the index in the cache folder can't be used (${code})`;
    }
    return null;
  }

  get #isInMemory(): boolean {
    return this.#notices.some((notice) => notice.code === 'IN_MEMORY');
  }

  *#firstScan({ build, notices }: IndexHome & { kind: 'build' }): Generator<ScanProgress, ScanSummary> {
    build.index.raw.exec('BEGIN');
    let summary: ScanSummary | null = null;
    try {
      summary = yield* scanWorkspace(build.index, this.#options(), () => build.prepareTables());
    } finally {
      // A full disk has ended the transaction already.
      if (build.index.raw.inTransaction) build.index.raw.exec(summary === null ? 'ROLLBACK' : 'COMMIT');
    }
    this.#home = { kind: 'ready', index: build.finish(), notices, discard: () => build.discard() };
    return summary;
  }

  *#rescan(index: WritableIndex): Generator<ScanProgress, ScanSummary | null> {
    if (!beginWriting(index)) {
      this.#isStale = true;
      this.#notices.push({ code: 'STALE', reason: 'another Stemma is writing the index' });
      return null;
    }
    let summary: ScanSummary | null = null;
    try {
      createListIndexes(index);
      summary = yield* scanWorkspace(index, this.#options());
      return summary;
    } finally {
      if (index.raw.inTransaction) index.raw.exec(summary === null ? 'ROLLBACK' : 'COMMIT');
    }
  }

  #options(): ScanOptions {
    const { fs, now, root, realRoot } = this;
    // The threads that ask an index in memory have copies of it: there is no writing it behind a scan.
    const options = {
      fs,
      now,
      root,
      realRoot,
      waysAtOnce: this.isKept ? this.#waysAtOnce : Number.POSITIVE_INFINITY,
    };
    return this.#makeReader === undefined ? options : { ...options, reader: this.#makeReader(this.root) };
  }
}

/** Begins a transaction that writes; false where another Stemma has one. */
function beginWriting(index: WritableIndex): boolean {
  try {
    index.raw.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_BUSY') throw error;
    return false;
  }
}

/** Derives ways in the transaction that was begun; what was derived by then is kept when the caller goes no further. */
function* waysOfATurn(index: WritableIndex): Generator<WaysProgress, void> {
  let isSound = true;
  try {
    yield* deriveWays(index, WAYS_OF_A_TURN);
  } catch (error) {
    isSound = false;
    throw error;
  } finally {
    if (index.raw.inTransaction) index.raw.exec(isSound ? 'COMMIT' : 'ROLLBACK');
  }
}

/** The file system is asked through `FileSystem`, which throws nothing: such an error comes from moving the index. */
function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && 'syscall' in error && typeof error.code === 'string';
}

/**
 * Opens the folder of a workspace. Nothing in it is read yet but whether it is one; `scan` does the rest.
 */
export function openWorkspace(path: string, options: OpenOptions = {}): Result<Workspace, OpenError> {
  const found = findWorkspace(path, options.fs);
  if (!found.ok) return found;
  const folder = options.cache === undefined ? cacheFolder() : options.cache;
  const file = folder === null ? null : indexFile(folder, found.value.realRoot);
  const home = openIndexHome(file, (options.now ?? Date.now)(), options.busyMs);
  return ok(new Workspace(found.value, file, home, options));
}
