import type { ScanProgress, ScanSummary } from '../../../../shared/api/workspace/workspace.ts';
import type { FileSystem } from '../../files/file-system.ts';
import { allRows, type WritableIndex } from '../../index/database.ts';
import { noteChange } from '../../index/content-version.ts';
import { derive } from '../../index/derive.ts';
import { deriveWays } from '../../index/derive-ways.ts';
import { Dictionary, sweepDictionary } from '../../index/dictionary.ts';
import { pendingWays } from '../../index/pending-ways.ts';
import { noteScan } from '../../index/scanned-at.ts';
import type { LayoutOf } from '../../index/linking.ts';
import { FolderWriter, type NameOf } from '../../index/write-folder.ts';
import { ManifestWriter } from '../../index/write-manifest.ts';
import { noteCase } from '../../index/ignores-case.ts';
import { diskIgnoresCase } from '../../files/ignores-case.ts';
import { NamedBefore, rememberGone, sweepGone } from '../../index/gone.ts';
import type { PackedBatch } from '../../index/packed-batch.ts';
import { putRows } from '../../index/put-rows.ts';
import type {
  Measured,
  RunFolder,
  StoredFolder,
  Unlistable,
  Unopened,
  WalkEvent,
} from '../../index/walk-event.ts';
import { LIBRARY_FOLDERS, layoutAt, READ_LAYOUTS } from '../layouts.ts';
import type { ReadSource } from '../layout.ts';
import { KnownManifests } from './known-manifests.ts';
import { notePointers } from './pointers.ts';
import { ReaderHere, type ManifestReader } from './manifest-reader.ts';
import { VANISHED } from './vanished.ts';

/** What a scan works on. Clock and file-system calls are arguments so that tests can bend them. */
export interface ScanOptions {
  readonly fs: FileSystem;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The workspace's folder, and the same with links resolved. */
  readonly root: string;
  readonly realRoot: string;
  /** Reads the manifests; without it they are read in the calling thread. */
  readonly reader?: ManifestReader;
  /** Where the pipelines that were read have more records, deriving their ways is left to the caller (`index/derive-ways.ts`). */
  readonly waysAtOnce: number;
}

/** Work between two reports of progress, so that a scan can be cancelled and others get their turn. */
const REPORT_EVERY = 16;

/** Dictionary texts that nothing uses are swept after this many manifests were read again. */
const SWEEP_AFTER = 1000;

/** Apart from what waits between two steps: V8 would compile its loop anew for each folder. */
function bytesOf({ files }: StoredFolder): number {
  let bytes = 0;
  for (const { stamp } of files) bytes += stamp.size;
  return bytes;
}

class Scan {
  readonly #options: ScanOptions;
  readonly #index: WritableIndex;
  readonly #folders: FolderWriter;
  readonly #manifests: ManifestWriter;
  readonly #known: KnownManifests;
  readonly #unseenFolders: Set<string>;
  readonly #reader: ManifestReader;
  readonly #problems: Unlistable[] = [];
  readonly #runs: RunFolder[] = [];
  readonly #unopened: Unopened[] = [];
  readonly #measured: Measured[] = [];
  readonly #namedBefore: NamedBefore;
  #changed = false;
  #isCutOff = false;
  #files = 0;
  #bytes = 0;
  #manifestCount = 0;
  #records = 0;
  #toRead = 0;
  #read = 0;

  constructor(index: WritableIndex, options: ScanOptions) {
    this.#index = index;
    this.#options = options;
    const read: ReadSource = (fs, path, found, nowNs, known) =>
      layoutAt(found.path).read(fs, path, found, nowNs, known);
    this.#reader = options.reader ?? new ReaderHere(read, options.fs, options.root, options.now);
    const nameOf: NameOf = (folder, name) => layoutAt(folder.path).nameOf(folder, name);
    const layoutOf: LayoutOf = (path) => layoutAt(path).name;
    this.#folders = new FolderWriter(index, nameOf, layoutOf, options.now());
    this.#manifests = new ManifestWriter(index, new Dictionary(index), layoutOf);
    this.#known = new KnownManifests(index);
    this.#namedBefore = new NamedBefore(index);
    this.#unseenFolders = new Set(
      allRows<{ path: string }>(index, 'SELECT path FROM folder').map((row) => row.path),
    );
  }

  *look(): Generator<ScanProgress, void> {
    const { fs, root } = this.#options;
    this.#note(noteCase(this.#index, diskIgnoresCase(fs, root, LIBRARY_FOLDERS)));
    let since = 0;
    for (const event of this.#walk()) {
      switch (event.type) {
        case 'stored-folder':
          yield* this.#putFolder(event);
          break;
        case 'manifest':
          this.#manifestCount += 1;
          if (this.#known.isCurrent(event)) {
            this.#note(this.#manifests.putFolder(event));
          } else {
            this.#toRead += 1;
            this.#reader.add(event, this.#known.digestsIn(event));
          }
          break;
        case 'unlistable':
          this.#problems.push(event);
          break;
        case 'run-folder':
          this.#runs.push(event);
          break;
        case 'unopened':
          this.#unopened.push(event);
          break;
        case 'measured':
          this.#measured.push(event);
          break;
        case 'pause':
          since = REPORT_EVERY;
          break;
      }
      since += 1;
      if (since < REPORT_EVERY) continue;
      since = 0;
      yield this.#lookOn();
    }
    this.#reader.end();
    for (const path of this.#unseenFolders) {
      this.#folders.remove(path);
      this.#changed = true;
    }
  }

  /** What lies in the workspace, layout by layout. */
  *#walk(): Generator<WalkEvent, void> {
    const { fs, root, realRoot, now } = this.#options;
    for (const { walk } of READ_LAYOUTS) yield* walk(fs, root, realRoot, now());
  }

  *#putFolder(folder: StoredFolder): Generator<ScanProgress, void> {
    this.#unseenFolders.delete(folder.path);
    this.#files += folder.files.length;
    this.#bytes += bytesOf(folder);
    const writing = this.#folders.put(folder);
    let step = writing.next();
    for (; step.done !== true; step = writing.next()) yield this.#lookOn();
    this.#note(step.value);
  }

  /** Manifests that were read meanwhile go into the index while the walk goes on, so that the reader never waits. */
  #lookOn(): ScanProgress {
    this.#takeBatch(false);
    return this.#progress('look');
  }

  *read(): Generator<ScanProgress, void> {
    while (!this.#reader.isDone) {
      this.#takeBatch(true);
      yield this.#progress('read');
    }
    this.#namedBefore.end(this.#isCutOff);
    const gone = [...this.#known.gone()];
    rememberGone(this.#index, gone, this.#options.now());
    for (const path of gone) this.#note(this.#manifests.remove(path));
    this.#putWhatElse();
  }

  close(): void {
    this.#reader.close();
  }

  *derive(prepareTables: (() => void) | null): Generator<ScanProgress, ScanSummary> {
    yield this.#progress('derive');
    prepareTables?.();
    if (this.#changed) {
      derive(
        this.#index,
        READ_LAYOUTS.map(({ linking }) => linking),
      );
      notePointers(this.#index, this.#options.fs, this.#options.root);
      sweepGone(this.#index);
      noteChange(this.#index);
    }
    if (pendingWays(this.#index).records <= this.#options.waysAtOnce) {
      for (const _progress of deriveWays(this.#index)) yield this.#progress('derive');
    }
    if (prepareTables === null && this.#read > SWEEP_AFTER) sweepDictionary(this.#index);
    noteScan(this.#index, this.#options.now());
    return {
      changed: this.#changed,
      files: this.#files,
      manifests: this.#manifestCount,
      read: this.#read,
    };
  }

  /** Writes a batch of read manifests, if one is ready. */
  #takeBatch(wait: boolean): void {
    const batch = this.#reader.take(wait);
    if (batch === null) return;
    this.#setPiecesAside(batch);
    this.#manifests.put(batch);
    for (const { found, records, goesOn } of batch.manifests) {
      if (!goesOn) this.#read += 1;
      this.#records += records;
      this.#known.seen(found.path);
    }
    for (const { found } of batch.unchanged) this.#known.seen(found.path);
    // What was read of it may look whole, and names less than there is.
    for (const source of batch.cutOff) {
      this.#isCutOff = true;
      for (const path of this.#manifests.inside(source)) this.#known.unsee(path);
    }
    if (batch.manifests.length > 0) this.#changed = true;
    for (const path of batch.vanished) {
      this.#known.vanished(path);
      this.#problems.push({
        type: 'unlistable',
        path,
        code: 'UNLISTABLE',
        message: VANISHED,
        identity: null,
      });
      this.#manifestCount -= 1;
    }
  }

  /**
   * Sets aside what the manifests of a source in pieces named, before they are replaced: it may yet turn out that it can't be read to its
   * end, and then they are gone.
   */
  #setPiecesAside({ manifests }: PackedBatch): void {
    const replaced = manifests.filter(
      ({ found, goesOn }) => found.isArchive && !goesOn && this.#known.has(found.path),
    );
    this.#namedBefore.add(
      replaced.map(({ found }) => found.path),
      this.#options.now(),
    );
  }

  #note(changed: boolean): void {
    if (changed) this.#changed = true;
  }

  /** These are few: they are compared as a whole, and written anew where they differ. */
  #putWhatElse(): void {
    const problems = this.#problems.map(({ path, code, message, identity }) => [
      path,
      code,
      message,
      identity,
    ]);
    this.#note(putRows(this.#index, 'problem', ['path', 'code', 'message', 'identity'], problems));
    const runs = this.#runs.map(({ run: name, path, isEmpty }) => [name, path, isEmpty ? 1 : 0]);
    this.#note(putRows(this.#index, 'run_folder', ['run', 'path', 'empty'], runs));
    const unopened = this.#unopened.map(({ path, what }) => [path, what]);
    this.#note(putRows(this.#index, 'unopened', ['path', 'what'], unopened));
    const measured = this.#measured.map(({ path, what, files, bytes, newestNs }) => [
      path,
      what,
      files,
      bytes,
      String(newestNs),
    ]);
    const columns = ['path', 'what', 'files', 'bytes', 'CAST(newest_ns AS TEXT) AS newest_ns'];
    this.#note(putRows(this.#index, 'measured', columns, measured));
    const results = this.#measured.flatMap(({ artifacts = [] }) =>
      artifacts.map(({ path, hash, size }) => [path, hash, size]),
    );
    this.#note(putRows(this.#index, 'result_artifact', ['path', 'hash', 'size'], results));
  }

  #progress(phase: ScanProgress['phase']): ScanProgress {
    return {
      phase,
      files: this.#files,
      bytes: this.#bytes,
      manifests: this.#manifestCount,
      records: this.#records,
      toRead: phase === 'look' ? null : this.#toRead,
      read: this.#read,
    };
  }
}

/**
 * Brings the index to what lies in the workspace now: all of it when the index is empty, else what changed since
 * the last scan. The result equals that of a scan from nothing. Runs between two yields without a pause; the
 * caller decides when to go on, and cancels by not going on (and rolling its transaction back).
 *
 * @param prepareTables for a first scan, which builds its indexes there: called when all rows are in, before anything
 *   is derived
 */
export function* scanWorkspace(
  index: WritableIndex,
  options: ScanOptions,
  prepareTables: (() => void) | null = null,
): Generator<ScanProgress, ScanSummary> {
  const scan = new Scan(index, options);
  try {
    yield* scan.look();
    yield* scan.read();
    return yield* scan.derive(prepareTables);
  } finally {
    scan.close();
  }
}
