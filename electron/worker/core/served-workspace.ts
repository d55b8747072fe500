import { basename, dirname } from 'node:path';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { WorkKind } from '../../../shared/api/deletion/work-kinds.ts';
import type { StoreSizes, WorkspaceInfo } from '../../../shared/api/workspace/workspace.ts';
import type { Result } from '../../../shared/domain/result.ts';
import { makeSite, type Site } from '../../registry/change/site.ts';
import { nodeFileSystem } from '../../registry/files/file-system.ts';
import type { FoundWorkspace } from '../../registry/find-workspace.ts';
import type { IndexNotice } from '../../registry/index/index-home.ts';
import { cacheFolder, indexFile, workspaceId } from '../../registry/index/location.ts';
import { isAnyRead, recogniseLayouts, windowWords } from '../../registry/layouts/layouts.ts';
import { recogniseStore, storeDatabase, storeSizes } from '../../registry/layouts/store/store.ts';
import type { IndexAfter } from '../jobs/protocol.ts';
import { JOBS, type InputOf, type JobName } from '../jobs/table.ts';
import { WorkspaceJobs, type AnyJob, type AnyOutcome, type StartedJob } from '../jobs/workspace-jobs.ts';
import { writeRefusal } from '../write-refusal.ts';
import { CurrentImport } from './current-import.ts';
import { FollowableWork } from './followable-work.ts';
import { KnownTrash } from './known-trash.ts';
import { OpenedIndex } from './opened-index.ts';
import { dropLockOfDeadCore, dropLockOfThread } from './own-locks.ts';
import { RecentPlans } from './recent-plans.ts';
import { StatusBoard } from './status-board.ts';

/** How long to wait for another Stemma that writes the index, in milliseconds, before trying again. */
const BUSY_MS = 500;

/** A workspace as the core serves it: its index, the jobs that are under way, and what windows are told of both. */
export class ServedWorkspace {
  readonly id: string;
  readonly root: string;
  readonly site: Site;
  readonly index: OpenedIndex;
  readonly jobs: WorkspaceJobs;
  readonly trash: KnownTrash;
  readonly plans = new RecentPlans();
  readonly followable = new FollowableWork();
  readonly imports = new CurrentImport();
  readonly #found: FoundWorkspace;
  /** Where indexes are kept, and archives unpacked; null where nothing is. */
  readonly cache: string | null;
  #graceMs: number;
  readonly #board: StatusBoard;
  #isStale = false;
  #isClosed = false;

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
    const folder = cache === undefined ? cacheFolder() : cache;
    this.cache = folder;
    const file = folder === null ? null : indexFile(folder, found.realRoot);
    this.site = makeSite(found.realRoot);
    this.index = new OpenedIndex(
      file,
      () => ({ nowMs: Date.now(), graceMs: this.#graceMs, isStale: this.#isStale, ...this.trash.settled }),
      (reason) => this.#buildAgain(reason),
      () => this.#deriveWays(),
    );
    this.#board = new StatusBoard(this.index);
    this.jobs = new WorkspaceJobs({
      workspace: {
        root: found.root,
        realRoot: found.realRoot,
        file,
        ...(cache === undefined ? {} : { cache }),
      },
      snapshot: () => this.index.snapshot(),
      onNotices: (notices) => this.#beforeWriting(notices),
      onEnd: (job, outcome) => this.#finish(job, outcome),
      onProgress: () => {
        this.#board.setJobs(this.jobs.all);
        onWork();
      },
    });
    this.trash = new KnownTrash(this.site, file, this.jobs);
  }

  /** What windows are told as it changes. */
  get status(): StatusBoard['status'] {
    return this.#board.status;
  }

  /** The folder's name: what is typed to plan in a workspace without any manifest. */
  get name(): string {
    return basename(this.#found.realRoot);
  }

  /** The grace period in milliseconds; 0 is off. */
  get graceMs(): number {
    return this.#graceMs;
  }

  /** Sets it for all who look at the workspace, until it is opened anew: who looks is told to ask again. */
  setGrace(graceMs: number): void {
    if (graceMs === this.#graceMs) return;
    this.#graceMs = graceMs;
    this.index.forgetAnswers();
    this.#board.revise();
  }

  /** @param readOnly why whoever asks may not change anything; null where they may */
  info(readOnly: string | null): WorkspaceInfo {
    const store = recogniseStore(nodeFileSystem, this.root);
    // A later nirs4all may have put its store beside what was there when it was opened; a folder that is gone is still shown as it was.
    const layout = recogniseLayouts(nodeFileSystem, this.root) ?? this.#found.layout;
    return {
      id: this.id,
      name: basename(this.root) || this.root,
      parent: dirname(this.root),
      root: this.root,
      layout: layout.name,
      isRead: isAnyRead(layout),
      words: windowWords(layout),
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
    return this.jobs.begin('scan', null);
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
    this.#isClosed = true;
    await this.jobs.close();
    this.imports.close();
    this.#closeIndex();
    this.status.end();
  }

  /** A thread is about to replace the file: on some systems that needs everybody to have let go of it. */
  #beforeWriting(notices: readonly IndexNotice[]): void {
    if (notices.some(({ code }) => code === 'REBUILT')) this.#closeIndex();
    this.#board.tell(notices);
  }

  #finish(job: AnyJob, outcome: AnyOutcome): void {
    // What only reads leaves everything as it was, and tells whoever asked.
    if (JOBS[job.name].lane === 'read') return;
    // Neither touches the trash; and whoever waited for ways that can't be derived is not to ask for them again at once.
    const isScan = job.name === 'scan' || job.name === 'deriveWays';
    if (outcome.kind !== 'done' && !isScan) this.trash.forget();
    switch (outcome.kind) {
      case 'done':
        if (outcome.after !== null) this.#takeIn(outcome.after);
        // Behind a scan, so that nobody who needs them has to wait for all of it.
        if (job.name !== 'deriveWays' && this.index.areWaysPending) void this.#deriveWays();
        break;
      case 'cancelled':
        break;
      case 'failed':
        this.#board.tell([{ code: 'SCAN_FAILED', reason: outcome.reason }]);
        if (this.#noteLook(true)) this.#board.revise();
        break;
      case 'stopped':
        dropLockOfThread(this.site, job.mark);
        this.#board.tell([{ code: 'STOPPED', reason: outcome.reason }]);
        // What it had done by then shows when the views ask again.
        if (this.#noteLook(true) || !isScan) this.#board.revise();
        break;
    }
  }

  /** Notes whether the last look could not be done; whether that is new, so that the same index is another answer. */
  #noteLook(isStale: boolean | null): boolean {
    if (isStale === null || isStale === this.#isStale) return false;
    this.#isStale = isStale;
    this.index.forgetAnswers();
    return true;
  }

  #takeIn({ changed, isStale, notices, snapshot, trash }: IndexAfter): void {
    this.#board.tell(notices);
    if (isStale === false) this.#board.settle();
    const isTrashNew = this.trash.set(trash);
    const isNew = this.#noteLook(isStale) || isTrashNew || this.index.isOutdated;
    if (this.index.isOpen && !changed && !isNew && snapshot === null) {
      this.#board.noteScan(this.index);
      return;
    }
    this.index.reopen(snapshot);
    this.#board.openIndex(this.index);
  }

  /** Has the ways derived that are left; false where that was given up, which windows are told of. */
  async #deriveWays(): Promise<boolean> {
    while (!this.#isClosed) {
      const ended = await this.jobs.begin('deriveWays', null).outcome;
      if (ended.kind !== 'done') return false;
      if (ended.value !== 'busy') return true;
      await setTimeout(BUSY_MS);
    }
    return false;
  }

  #buildAgain(reason: string): void {
    this.#board.closeIndex();
    this.#board.tell([{ code: 'REBUILT', reason: `it was damaged (${reason})` }]);
    this.scan();
  }

  #closeIndex(): void {
    this.index.close();
    this.#board.closeIndex();
  }
}
