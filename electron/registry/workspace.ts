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
import { openIndexHome, type IndexHome, type IndexNotice } from './index/index-home.ts';
import { cacheFolder, indexFile } from './index/location.ts';
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
}

/** A workspace whose artifacts can be asked about, once it has been scanned. */
export class Workspace implements FoundWorkspace {
  readonly root: string;
  readonly realRoot: string;
  readonly layout: FoundLayouts;
  readonly fs: FileSystem;
  readonly now: () => number;
  readonly #makeReader: OpenOptions['makeReader'];
  readonly #busyMs: number | undefined;
  readonly #notices: IndexNotice[];
  readonly #file: string | null;
  #home: IndexHome;
  #isStale = false;

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
    return this.#isStale;
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
      const wasReady = this.#home.kind === 'ready';
      const reason = this.#reasonToStartAgain(error);
      if (reason === null) throw error;
      this.close();
      if (this.#home.kind === 'ready') this.#home.discard();
      // A damaged file is replaced by a new one; where that can't be had either, there is still the memory.
      const isDamaged = wasReady && /^SQLITE_(?:CORRUPT|NOTADB)/.test(sqliteCode(error) ?? '');
      this.#home = openIndexHome(isDamaged ? this.#file : null, this.now(), this.#busyMs);
      this.#notices.push({ code: isDamaged ? 'REBUILT' : 'IN_MEMORY', reason }, ...this.#home.notices);
      return yield* this.scan();
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
    try {
      index.raw.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (sqliteCode(error) !== 'SQLITE_BUSY') throw error;
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
    const options = { fs: this.fs, now: this.now, root: this.root, realRoot: this.realRoot };
    return this.#makeReader === undefined ? options : { ...options, reader: this.#makeReader(this.root) };
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
