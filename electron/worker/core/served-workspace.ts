import { basename, dirname } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type {
  Notice,
  WorkspaceInfo,
  WorkspaceStatus,
  StoreSizes,
} from '../../../shared/api/workspace/workspace.ts';
import { nodeFileSystem } from '../../registry/files/file-system.ts';
import { recogniseStore, storeDatabase, storeSizes } from '../../registry/layouts/store/store.ts';
import type { FoundWorkspace } from '../../registry/find-workspace.ts';
import { closeDatabase, removeDatabase, type ReadableIndex } from '../../registry/index/database.ts';
import { contentVersion } from '../../registry/index/content-version.ts';
import type { IndexNotice } from '../../registry/index/index-home.ts';
import { cacheFolder, indexFile, workspaceId } from '../../registry/index/location.ts';
import { isDamage, openReader, openReaderOf } from '../../registry/index/reader.ts';
import { scannedAt } from '../../registry/index/scanned-at.ts';
import type { QueryContext } from '../../registry/state/context.ts';
import type { ViewContext } from '../../registry/columns/columns.ts';
import { Memo } from '../../registry/columns/memo.ts';
import type { Slices } from '../../registry/columns/slices.ts';
import { readAhead } from '../../registry/ask/read-ahead.ts';
import type { ScanThreadOptions } from '../scan-protocol.ts';
import { CleanDesk } from './clean-desk.ts';
import { Latest } from './latest.ts';
import { ScanJob, type ScanOutcome } from './scan-job.ts';
import { sliceBySlice } from './slice-by-slice.ts';
import type { WorkOutcome } from './work-job.ts';
import { writeRefusal } from '../write-refusal.ts';

/** For so long nobody has to ask before the core works ahead, in milliseconds. */
const IDLE_MS = 1500;

/** An answer, or that there is no index to ask yet. */
export type Answer<Value> = { readonly isReady: true; readonly value: Value } | { readonly isReady: false };

/**
 * A workspace as the core serves it: asked through a connection of its own that only reads, so that no answer waits for
 * the scan, which writes the index in another thread.
 */
export class ServedWorkspace {
  readonly id: string;
  readonly root: string;
  readonly status: Latest<WorkspaceStatus>;
  readonly clean: CleanDesk;
  readonly #found: FoundWorkspace;
  readonly #graceMs: number;
  readonly #cache: string | null | undefined;
  readonly #file: string | null;
  #index: ReadableIndex | null;
  #job: ScanJob | null = null;
  /** Resolves when what the scan came to is taken in. */
  #following: Promise<void> = Promise.resolve();
  /** Ends when all scans and work have that were asked for: only one thread at a time writes the index. */
  #turn: Promise<unknown> = Promise.resolve();
  #isStale = false;
  /** When a question in slices was last asked, in the time of this thread. */
  #askedAt = 0;
  /** What was worked out of the index, and of which state of it. */
  #worked: { readonly index: ReadableIndex; readonly version: number; readonly memo: Memo } | null = null;

  /** @param onWork called when work begins, goes on or ends */
  constructor(
    found: FoundWorkspace,
    graceMs: number,
    cache: string | null | undefined,
    onWork: () => void = () => undefined,
  ) {
    this.id = workspaceId(found.realRoot);
    this.root = found.root;
    this.#found = found;
    this.#graceMs = graceMs;
    this.#cache = cache;
    const folder = cache === undefined ? cacheFolder() : cache;
    this.#file = folder === null ? null : indexFile(folder, found.realRoot);
    this.#index = this.#file === null ? null : openReader(this.#file);
    this.status = new Latest<WorkspaceStatus>({
      isReady: this.#index !== null,
      revision: 0,
      scan: null,
      work: null,
      scannedAt: this.#index === null ? null : scannedAt(this.#index),
      notices: [],
    });
    this.clean = new CleanDesk({
      options: this.#threadOptions,
      realRoot: found.realRoot,
      file: this.#file,
      queue: (make) => this.#queue(make),
      onNotices: (told) => this.#beforeWriting(told),
      onEnd: (outcome) => this.#finishWork(outcome),
      onWork: (work) => {
        this.#set({ work });
        onWork();
      },
    });
  }

  /** The folder's name: what is typed to plan in a workspace without any manifest. */
  get name(): string {
    return basename(this.#found.realRoot);
  }

  /** The grace period in milliseconds; 0 is off. */
  get graceMs(): number {
    return this.#graceMs;
  }

  /** @param readOnly why whoever asks may not change anything; null where they may */
  info(readOnly: string | null): WorkspaceInfo {
    const store = recogniseStore(nodeFileSystem, this.root);
    return {
      id: this.id,
      name: basename(this.root) || this.root,
      parent: dirname(this.root),
      layout: this.#found.layout.name,
      store: store === null ? null : { database: store.database, era: store.era },
      readOnly: readOnly ?? writeRefusal(this.root),
      graceMs: this.#graceMs,
    };
  }

  /** What the store in the folder takes, measured so that others get their turn; null where there is none. */
  async storeSizes(): Promise<StoreSizes | null> {
    const database = storeDatabase(nodeFileSystem, this.root);
    if (database === null) return null;
    const measuring = storeSizes(nodeFileSystem, this.root, database);
    let step = measuring.next();
    for (; step.done !== true; step = measuring.next()) await setImmediate();
    return step.value;
  }

  /**
   * Asks the index. One that turns out damaged is thrown away and built again, with a notice; until then there is nothing
   * to ask.
   */
  ask<Value>(question: (context: QueryContext) => Value): Answer<Value> {
    const index = this.#index;
    if (index === null) return { isReady: false };
    try {
      return { isReady: true, value: question(this.#contextOf(index)) };
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.#buildAgain(error);
      return { isReady: false };
    }
  }

  /**
   * Asks what takes longer, slice by slice; what all such questions are made of is worked out once for each state of the
   * index. When the index changes meanwhile, the question is asked again of what it says then.
   */
  async askInSlices<Value>(
    question: (context: ViewContext) => Slices<Value>,
    signal?: AbortSignal,
  ): Promise<Answer<Value>> {
    for (;;) {
      this.#askedAt = performance.now();
      const index = this.#index;
      if (index === null) return { isReady: false };
      let isCurrent = (): boolean => this.#index === index;
      try {
        const { memo, version } = this.#workedOut(index);
        isCurrent = () => this.#index === index && contentVersion(index) === version;
        const done = await sliceBySlice(question({ ...this.#contextOf(index), memo }), isCurrent, signal);
        if (done !== null) return { isReady: true, value: done.value };
      } catch (error) {
        if (isDamage(error)) {
          if (this.#index === index) this.#buildAgain(error);
          return { isReady: false };
        }
        // Statements before and after a change don't fit together: that is no bug, and asking again mends it.
        if (isCurrent() || signal?.aborted === true) throw error;
      }
    }
  }

  /**
   * Works out what the lists will want before anybody asks: once nobody has asked for a while and nothing is scanned, for a window
   * that comes up needs the processors too.
   */
  async workAhead(): Promise<void> {
    do await setTimeout(IDLE_MS, undefined, { ref: false });
    while (this.#index !== null && (this.#job !== null || performance.now() - this.#askedAt < IDLE_MS));
    await this.askInSlices((context) => readAhead(context));
  }

  #contextOf(index: ReadableIndex): QueryContext {
    const { settled } = this.clean;
    return { index, nowMs: Date.now(), graceMs: this.#graceMs, isStale: this.#isStale, ...settled };
  }

  #workedOut(index: ReadableIndex): { readonly memo: Memo; readonly version: number } {
    const version = contentVersion(index);
    if (this.#worked?.index !== index || this.#worked.version !== version) {
      this.#worked = { index, version, memo: new Memo() };
    }
    return this.#worked;
  }

  /** The scan under way, or a new one. */
  scan(): ScanJob {
    return (this.#job ??= this.#startScan());
  }

  /** Stops what is under way, what moves files after the current one, and lets go of the index. */
  async close(): Promise<void> {
    this.#job?.cancel();
    await this.clean.close();
    await this.#following;
    this.#closeIndex();
    this.status.end();
  }

  #startScan(): ScanJob {
    const job = this.#queue(
      (turn) => new ScanJob(this.#threadOptions, turn, (notices) => this.#beforeWriting(notices)),
    );
    this.#following = this.#follow(job);
    return job;
  }

  get #threadOptions(): ScanThreadOptions {
    return { root: this.root, ...(this.#cache === undefined ? {} : { cache: this.#cache }) };
  }

  #queue<Job extends { readonly outcome: Promise<unknown> }>(make: (turn: Promise<unknown>) => Job): Job {
    const job = make(this.#turn);
    this.#turn = Promise.all([this.#turn, job.outcome]);
    return job;
  }

  /** A thread is about to replace the file: on some systems that needs everybody to have let go of it. */
  #beforeWriting(notices: readonly IndexNotice[]): void {
    if (notices.some(({ code }) => code === 'REBUILT')) this.#closeIndex();
    this.#tell(notices);
  }

  #finishWork(outcome: WorkOutcome): void {
    switch (outcome.kind) {
      case 'done':
        this.#isStale = outcome.isStale;
        this.#tell(outcome.notices);
        if (this.#index === null || outcome.changed) this.#reopen(outcome.snapshot);
        else this.#set({ scannedAt: scannedAt(this.#index) });
        break;
      case 'cancelled':
        break;
      case 'failed':
        this.#isStale = true;
        this.#tell([{ code: 'SCAN_FAILED', reason: outcome.reason }]);
        break;
      case 'stopped':
        this.#isStale = true;
        this.#tell([{ code: 'STOPPED', reason: outcome.reason }]);
        // What it had done by then shows when the views ask again.
        this.#set({ revision: this.status.value.revision + 1 });
        break;
    }
  }

  async #follow(job: ScanJob): Promise<void> {
    for await (const scan of job.progress.watch()) this.#set({ scan });
    const outcome = await job.outcome;
    this.#job = null;
    this.#finish(outcome);
  }

  #finish(outcome: ScanOutcome): void {
    switch (outcome.kind) {
      case 'done':
        this.#isStale = outcome.summary === null;
        this.#tell(outcome.notices);
        this.#finishScan(outcome);
        break;
      case 'cancelled':
        this.#set({ scan: null });
        break;
      case 'failed':
        this.#isStale = true;
        this.#tell([{ code: 'SCAN_FAILED', reason: outcome.reason }]);
        this.#set({ scan: null });
        break;
      case 'stopped':
        this.#isStale = true;
        this.#tell([{ code: 'STOPPED', reason: outcome.reason }]);
        this.#set({ scan: null });
        break;
    }
  }

  #finishScan({ summary, snapshot, trash }: ScanOutcome & { kind: 'done' }): void {
    const isTrashNew = this.clean.setTrash(trash);
    this.#set({ scan: null });
    const isNew = snapshot !== null || summary?.changed !== false || isTrashNew;
    if (this.#index === null || isNew) this.#reopen(snapshot);
    else this.#set({ scannedAt: scannedAt(this.#index) });
  }

  /** After a change: a first scan has put a new file in its place, and one in memory is a new copy. */
  #reopen(snapshot: Uint8Array | null): void {
    this.#closeIndex();
    if (snapshot !== null) this.#index = openReaderOf(snapshot);
    else if (this.#file !== null) this.#index = openReader(this.#file);
    this.#set({
      isReady: this.#index !== null,
      revision: this.status.value.revision + 1,
      scannedAt: this.#index === null ? null : scannedAt(this.#index),
      notices: this.status.value.notices.map((notice) =>
        notice.code === 'REBUILT' && notice.took === null
          ? { ...notice, took: Date.now() - notice.at }
          : notice,
      ),
    });
  }

  #buildAgain(error: unknown): void {
    this.#closeIndex();
    if (this.#file !== null) removeDatabase(this.#file);
    const reason = error instanceof Error ? error.message : String(error);
    this.#tell([{ code: 'REBUILT', reason: `it was damaged (${reason})` }]);
    this.scan();
  }

  #closeIndex(): void {
    if (this.#index !== null) closeDatabase(this.#index);
    this.#index = null;
    this.#worked = null;
    this.#set({ isReady: false });
  }

  #tell(notices: readonly (IndexNotice | Pick<Notice, 'code' | 'reason'>)[]): void {
    const known = this.status.value.notices;
    const fresh = notices
      .filter(({ code, reason }) => !known.some((one) => one.code === code && one.reason === reason))
      .map(({ code, reason }): Notice => ({ code, reason, at: Date.now(), took: null }));
    if (fresh.length > 0) this.#set({ notices: [...known, ...fresh] });
  }

  #set(change: Partial<WorkspaceStatus>): void {
    this.status.set({ ...this.status.value, ...change });
  }
}
