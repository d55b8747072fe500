import { basename, dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { WorkProgress } from '../../../shared/api/deletion/clean-work.ts';
import type { WorkKind } from '../../../shared/api/deletion/work-kinds.ts';
import type {
  Notice,
  StoreSizes,
  WorkspaceInfo,
  WorkspaceStatus,
} from '../../../shared/api/workspace/workspace.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { makeSite, type Site } from '../../registry/change/site.ts';
import { nodeFileSystem } from '../../registry/files/file-system.ts';
import type { FoundWorkspace } from '../../registry/find-workspace.ts';
import type { IndexNotice } from '../../registry/index/index-home.ts';
import { cacheFolder, indexFile, workspaceId } from '../../registry/index/location.ts';
import { windowWords } from '../../registry/layouts/layouts.ts';
import { recogniseStore, storeDatabase, storeSizes } from '../../registry/layouts/store/store.ts';
import { Latest } from '../jobs/latest.ts';
import type { IndexAfter } from '../jobs/protocol.ts';
import { JOBS, type InputOf, type JobName } from '../jobs/table.ts';
import { WorkspaceJobs, type AnyJob, type AnyOutcome, type StartedJob } from '../jobs/workspace-jobs.ts';
import { writeRefusal } from '../write-refusal.ts';
import { KnownTrash } from './known-trash.ts';
import { OpenedIndex } from './opened-index.ts';
import { dropLockOfDeadCore, dropLockOfThread } from './own-locks.ts';
import { RecentPlans } from './recent-plans.ts';

/** Jobs that windows are told of by their kind. */
type Work = Extract<AnyJob, { readonly progress: Latest<WorkProgress> }>;

function isWork(job: AnyJob): job is Work {
  return job.kind !== null;
}

/** A workspace as the core serves it: its index, the jobs that are under way, and what windows are told of both. */
export class ServedWorkspace {
  readonly id: string;
  readonly root: string;
  readonly status: Latest<WorkspaceStatus>;
  readonly site: Site;
  readonly index: OpenedIndex;
  readonly jobs: WorkspaceJobs;
  readonly trash: KnownTrash;
  readonly plans = new RecentPlans();
  readonly #found: FoundWorkspace;
  readonly #graceMs: number;
  readonly #onWork: () => void;
  #isStale = false;

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
    this.#onWork = onWork;
    const folder = cache === undefined ? cacheFolder() : cache;
    const file = folder === null ? null : indexFile(folder, found.realRoot);
    this.site = makeSite(found.realRoot);
    this.index = new OpenedIndex(
      file,
      () => ({ nowMs: Date.now(), graceMs, isStale: this.#isStale, ...this.trash.settled }),
      (reason) => this.#buildAgain(reason),
    );
    this.status = new Latest<WorkspaceStatus>({
      isReady: this.index.isOpen,
      revision: 0,
      scan: null,
      work: null,
      scannedAt: this.index.scannedAt,
      notices: [],
    });
    this.jobs = new WorkspaceJobs({
      workspace: {
        root: found.root,
        realRoot: found.realRoot,
        file,
        ...(cache === undefined ? {} : { cache }),
      },
      onNotices: (notices) => this.#beforeWriting(notices),
      onEnd: (job, outcome) => this.#finish(job, outcome),
      onProgress: () => this.#tellJobs(),
    });
    this.trash = new KnownTrash(this.site, file, this.jobs);
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
      words: windowWords,
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

  /** Takes a job on; where another changes the workspace, and this one would too, its kind is the failure. */
  start<Name extends JobName>(name: Name, input: InputOf<Name>): Result<StartedJob<Name>, WorkKind> {
    return this.jobs.start(name, input);
  }

  /** The scan under way, or a new one. */
  scan(): StartedJob<'scan'> {
    const started = this.start('scan', null);
    if (!started.ok) throw new Error('A scan is never refused');
    return started.value;
  }

  /** Works out what the lists will want, once nobody asks and nothing is scanned. */
  async workAhead(): Promise<void> {
    await this.index.workAhead(() => this.status.value.scan !== null);
  }

  /** To be called once, before any job. */
  dropLockOfDeadCore(): void {
    dropLockOfDeadCore(this.site);
  }

  /** Stops what is under way, what moves files after the current one, and lets go of the index. */
  async close(): Promise<void> {
    await this.jobs.close();
    await this.trash.close();
    this.#closeIndex();
    this.status.end();
  }

  /** A thread is about to replace the file: on some systems that needs everybody to have let go of it. */
  #beforeWriting(notices: readonly IndexNotice[]): void {
    if (notices.some(({ code }) => code === 'REBUILT')) this.#closeIndex();
    this.#tell(notices);
  }

  #finish(job: AnyJob, outcome: AnyOutcome): void {
    // What only reads leaves everything as it was, and tells whoever asked.
    if (JOBS[job.name].lane === 'read') return;
    const isScan = job.name === 'scan';
    if (outcome.kind !== 'done' && !isScan) this.trash.forget();
    switch (outcome.kind) {
      case 'done':
        if (outcome.after !== null) this.#takeIn(outcome.after);
        break;
      case 'cancelled':
        break;
      case 'failed':
        this.#isStale = true;
        this.#tell([{ code: 'SCAN_FAILED', reason: outcome.reason }]);
        break;
      case 'stopped':
        this.#isStale = true;
        dropLockOfThread(this.site, job.mark);
        this.#tell([{ code: 'STOPPED', reason: outcome.reason }]);
        // What it had done by then shows when the views ask again.
        if (!isScan) this.#set({ revision: this.status.value.revision + 1 });
        break;
    }
  }

  #takeIn({ changed, isStale, notices, snapshot, trash }: IndexAfter): void {
    this.#isStale = isStale;
    this.#tell(notices);
    const isTrashNew = this.trash.set(trash);
    if (!this.index.isOpen || changed || isTrashNew || snapshot !== null) this.#reopen(snapshot);
    else this.#set({ scannedAt: this.index.scannedAt });
  }

  #reopen(snapshot: Uint8Array | null): void {
    this.index.reopen(snapshot);
    this.#set({
      isReady: this.index.isOpen,
      revision: this.status.value.revision + 1,
      scannedAt: this.index.scannedAt,
      notices: this.status.value.notices.map((notice) =>
        notice.code === 'REBUILT' && notice.took === null
          ? { ...notice, took: Date.now() - notice.at }
          : notice,
      ),
    });
  }

  #buildAgain(reason: string): void {
    this.#set({ isReady: false });
    this.#tell([{ code: 'REBUILT', reason: `it was damaged (${reason})` }]);
    this.scan();
  }

  #closeIndex(): void {
    this.index.close();
    this.#set({ isReady: false });
  }

  /** Of the work that is asked for what runs is told; what only waits, where nothing runs. */
  #tellJobs(): void {
    const { all } = this.jobs;
    const scan = all.find((job) => job.name === 'scan');
    const others = all.filter(isWork);
    const told = others.find(({ isRunning }) => isRunning) ?? others[0];
    const kind = told?.kind ?? null;
    this.#set({
      scan: scan?.progress.value ?? null,
      work: told === undefined || kind === null ? null : { kind, progress: told.progress.value },
    });
    this.#onWork();
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
