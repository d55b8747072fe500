import {
  farAheadNs,
  isGone,
  systemWords,
  writtenAt,
  type Entry,
  type FileSystem,
} from '../../../files/file-system.ts';
import { isInside, joinPath, systemPath, type WorkspacePath } from '../../../files/paths.ts';
import type { LinkKind, Measured, StoredFile, Unlistable, WalkEvent } from '../../../index/walk-event.ts';
import { VANISHED } from '../../scan/vanished.ts';
import { readResults } from '../results/result-manifest.ts';
import { stampOfStore } from '../results/results-mark.ts';
import { lookAtDatabase, realDatabase } from '../database/stamp.ts';

/** Entries of one folder between two pauses: some 2 ms of work. */
const PAUSE_EVERY = 256;

/** Folders that are only summed up, by what they hold. */
const SUMMED = {
  arrays: 'arrays',
  logs: 'logs',
  exports: 'exports',
  outputs: 'outputs',
  library: 'library',
} as const;

/** A name in `arrays/` that stands for a file by itself. */
const isUnfinished = (name: string): boolean => name.endsWith('.parquet.tmp');

/** What lies in a folder, as {@link Measured} has it. */
interface Sum {
  files: number;
  bytes: number;
  newestNs: bigint;
}

const nothing = (): Sum => ({ files: 0, bytes: 0, newestNs: 0n });

/** A walk over one store. */
class StoreWalk {
  readonly #fs: FileSystem;
  readonly #root: string;
  readonly #realRoot: string;
  readonly #farAhead: bigint;

  constructor(fs: FileSystem, root: string, realRoot: string, nowMs: number) {
    this.#fs = fs;
    this.#root = root;
    this.#realRoot = realRoot;
    this.#farAhead = farAheadNs(nowMs);
  }

  *all(): Generator<WalkEvent, void> {
    const path = realDatabase(this.#fs, systemPath(this.#root, 'store.sqlite'));
    const database = lookAtDatabase(this.#fs, path);
    // Without its database nobody knows whose the folders are.
    if (database === null) return;
    const stamp = stampOfStore(this.#fs, this.#root, database);
    // As an archive does, it holds manifests that are there as long as it has not changed.
    const of = { run: null, deepRun: null, folder: null, pipelineFile: null, isArchive: true };
    yield { type: 'manifest', path: 'store.sqlite', kind: 'run', stamp, ...of };
    const { size, mtimeNs: newestNs } = database.database;
    yield { type: 'measured', path: 'store.sqlite', what: 'database', files: 1, bytes: size, newestNs };
    if (database.log !== null) {
      const { size: bytes, mtimeNs } = database.log.stamp;
      yield { type: 'measured', path: 'store.sqlite-wal', what: 'log', files: 1, bytes, newestNs: mtimeNs };
    }
    yield* this.#artifacts();
    yield* this.#unfinishedArrays();
    yield* this.#nativeResults();
    for (const [folder, what] of Object.entries(SUMMED)) yield* this.#sum(folder, what);
  }

  #isThere(path: WorkspacePath): boolean {
    const stamp = this.#fs.stat(systemPath(this.#root, path));
    return stamp.ok && stamp.value.kind === 'folder';
  }

  #problem(path: WorkspacePath, message: string): Unlistable {
    const stamp = this.#fs.lstat(systemPath(this.#root, path));
    const identity = stamp.ok ? `${stamp.value.device}:${stamp.value.inode}` : null;
    return { type: 'unlistable', path: path.toWellFormed(), code: 'UNLISTABLE', message, identity };
  }

  /** The stored files, folder by folder. Links to folders are not followed: nirs4all makes none. */
  *#artifacts(): Generator<WalkEvent, void> {
    const pending: WorkspacePath[] = this.#isThere('artifacts') ? ['artifacts'] : [];
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      const listed = this.#fs.list(systemPath(this.#root, path));
      if (!listed.ok) {
        const words = isGone(listed.error)
          ? VANISHED
          : `It can't be looked into: ${systemWords(listed.error)}.`;
        yield this.#problem(path, words);
        continue;
      }
      const files: StoredFile[] = [];
      for (const [number, entry] of listed.value.entries()) {
        if ((number + 1) % PAUSE_EVERY === 0) yield { type: 'pause' };
        if (entry.kind === 'folder') pending.push(joinPath(path, entry.name));
        const file = this.#stored(path, entry);
        if (file !== null) files.push(file);
      }
      const isSearched = /^artifacts\/[0-9a-f]{2}$/.test(path);
      yield { type: 'stored-folder', path: path.toWellFormed(), dataset: null, run: null, isSearched, files };
    }
  }

  #stored(folder: WorkspacePath, entry: Entry): StoredFile | null {
    if (entry.kind !== 'file' && entry.kind !== 'link') return null;
    const system = systemPath(this.#root, joinPath(folder, entry.name));
    const name = entry.name.toWellFormed();
    const stamp = this.#fs.lstat(system);
    if (!stamp.ok) return null;
    if (entry.kind === 'file') return { name, link: 'none', stamp: stamp.value };
    const target = this.#fs.stat(system);
    if (!target.ok) return { name, link: 'broken', stamp: stamp.value };
    return target.value.kind === 'file' ? { name, link: this.#linkKind(system), stamp: target.value } : null;
  }

  #linkKind(system: string): LinkKind {
    const real = this.#fs.realPath(system);
    if (!real.ok) return 'broken';
    return isInside(this.#realRoot, real.value) ? 'inside' : 'outside';
  }

  /** Arrays that a killed writer left half written; whole ones are only summed up. */
  *#unfinishedArrays(): Generator<WalkEvent, void> {
    const listed = this.#isThere('arrays') ? this.#fs.list(systemPath(this.#root, 'arrays')) : null;
    const files = (listed?.ok === true ? listed.value : []).flatMap((entry) => {
      const file = isUnfinished(entry.name) ? this.#stored('arrays', entry) : null;
      return file === null ? [] : [file];
    });
    if (files.length === 0) return;
    yield { type: 'stored-folder', path: 'arrays', dataset: null, run: null, isSearched: true, files };
  }

  /** One folder for each run and dataset; files beside them, such as bundles of several models, are only summed up. */
  *#nativeResults(): Generator<WalkEvent, void> {
    if (!this.#isThere('native_results')) return;
    const listed = this.#fs.list(systemPath(this.#root, 'native_results'));
    const sum = nothing();
    for (const { name, kind } of listed.ok ? listed.value : []) {
      const path = `native_results/${name}`;
      if (kind === 'folder') yield* this.#sum(path, 'native-results');
      if (kind === 'file') this.#add(sum, path);
    }
    if (sum.files > 0) yield { type: 'measured', path: 'native_results', what: 'results-beside', ...sum };
  }

  #add(sum: Sum, path: WorkspacePath): void {
    const stamp = this.#fs.lstat(systemPath(this.#root, path));
    if (!stamp.ok) return;
    sum.files += 1;
    sum.bytes += stamp.value.size;
    const written = writtenAt(stamp.value, this.#farAhead);
    if (written > sum.newestNs) sum.newestNs = written;
  }

  /** All that lies below a folder, links not followed. What can't be listed counts nothing. */
  *#sum(folder: WorkspacePath, what: Measured['what']): Generator<WalkEvent, void> {
    if (!this.#isThere(folder)) return;
    const sum = nothing();
    const pending = [folder];
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      yield { type: 'pause' };
      const listed = this.#fs.list(systemPath(this.#root, path));
      for (const { name, kind } of listed.ok ? listed.value : []) {
        if (kind === 'folder') pending.push(joinPath(path, name));
        // What a writer left of an array is a file that can be cleaned up, and counts as one.
        const isCounted = path === 'arrays' && isUnfinished(name);
        if (kind === 'file' && !isCounted) this.#add(sum, joinPath(path, name));
      }
    }
    const results = what === 'native-results' ? readResults(this.#fs, this.#root, folder) : null;
    const artifacts = results?.models.map(({ path, hash, size }) => ({ path, hash, size })) ?? [];
    yield { type: 'measured', path: folder.toWellFormed(), what, ...sum, artifacts };
  }
}

/**
 * Walks over the store in a workspace: its database, the stored files below `artifacts/`, and what is only summed up. Nothing where no
 * database lies there.
 */
export function* walkStore(
  fs: FileSystem,
  root: string,
  realRoot: string,
  nowMs: number,
): Generator<WalkEvent, void> {
  yield* new StoreWalk(fs, root, realRoot, nowMs).all();
}
