import type { RunningWork } from '../../../shared/api/deletion/clean-work.ts';
import type { WorkKind } from '../../../shared/api/deletion/work-kinds.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { decisionsFor } from '../../registry/change/decisions.ts';
import { heldLock, takeLockAway } from '../../registry/change/held-lock.ts';
import { isThisProcess } from '../../registry/change/lock-owner.ts';
import { settledBy } from '../../registry/change/settled.ts';
import { makeSite, type Site } from '../../registry/change/site.ts';
import type { TrashState } from '../../registry/trash/trash-state.ts';
import { closeDatabase } from '../../registry/index/database.ts';
import type { IndexNotice } from '../../registry/index/index-home.ts';
import { openReader } from '../../registry/index/reader.ts';
import type { Settled } from '../../registry/state/blocking.ts';
import type { ScanThreadOptions } from '../scan-protocol.ts';
import type { FromTrashLook, WorkTask } from '../work-protocol.ts';
import { PlanShelf } from './plan-shelf.ts';
import { lookAtTrash } from './trash-look.ts';
import { WorkJob, type WorkOutcome } from './work-job.ts';

/** What the desk needs of the workspace that it belongs to. */
export interface DeskHooks {
  readonly options: ScanThreadOptions;
  /** The workspace's folder with links resolved. */
  readonly realRoot: string;
  /** The index file; null where it lives in memory. */
  readonly file: string | null;
  /** Gives a job its place behind all scans and work that were asked for before. */
  queue<Job extends { readonly outcome: Promise<unknown> }>(make: (turn: Promise<unknown>) => Job): Job;
  onNotices(notices: readonly IndexNotice[]): void;
  /** Called when work has ended, before whoever asked for it is told. */
  onEnd(outcome: WorkOutcome): void;
  /** What is going on now, for the status. */
  onWork(work: RunningWork | null): void;
}

/** Work that was started, and what it will have come to, once the index that it left is the one that is asked. */
export interface StartedWork {
  readonly job: WorkJob;
  readonly outcome: Promise<WorkOutcome>;
}

type TrashFiles = Extract<FromTrashLook, { type: 'files' }>['files'];

/** What was decided before, by the index that an earlier session left. */
function settledBefore(site: Site, file: string | null): Settled {
  const index = file === null ? null : openReader(file);
  if (index === null) return {};
  try {
    return settledBy(decisionsFor(site, index));
  } finally {
    closeDatabase(index);
  }
}

/** Cleaning up in one workspace: work that is under way, plans that were made, what the trash holds. */
export class CleanDesk {
  readonly site: Site;
  readonly plans = new PlanShelf();
  readonly #hooks: DeskHooks;
  /** In the order in which they were asked for. */
  readonly #jobs = new Map<WorkJob, Promise<WorkOutcome>>();
  #trash: TrashState | null = null;
  #looking: Promise<TrashState> | null = null;
  #files: { readonly id: string; readonly state: TrashState; readonly files: Promise<TrashFiles> } | null =
    null;
  #settled: Settled;

  constructor(hooks: DeskHooks) {
    this.#hooks = hooks;
    this.site = makeSite(hooks.realRoot);
    this.#settled = settledBefore(this.site, hooks.file);
  }

  /** What the user decided about what can't be read or seems to be gone. */
  get settled(): Settled {
    return this.#settled;
  }

  /** The work that changes the workspace, or waits to; null where there is none. */
  get writing(): WorkJob | null {
    return [...this.#jobs.keys()].find(({ kind }) => kind !== 'plan') ?? null;
  }

  /**
   * Starts a task, behind what was asked for before. Only one task at a time may change the workspace: where one does, or waits
   * to, its kind is the failure.
   */
  start(task: WorkTask): Result<StartedWork, WorkKind> {
    const { writing } = this;
    if (task.kind !== 'plan' && writing !== null) return fail(writing.kind);
    const hooks = this.#hooks;
    const job = hooks.queue(
      (turn) => new WorkJob(hooks.options, task, turn, (notices) => hooks.onNotices(notices)),
    );
    const outcome = this.#follow(job);
    this.#jobs.set(job, outcome);
    return ok({ job, outcome });
  }

  /** Asks what changes the workspace to stop after the current file; whether there is anything. */
  cancel(): boolean {
    const { writing } = this;
    writing?.cancel();
    return writing !== null;
  }

  /** Notes what a scan or work found in the trash; whether that is new. */
  setTrash(state: TrashState): boolean {
    const isNew = this.#trash !== null && JSON.stringify(this.#trash) !== JSON.stringify(state);
    this.#trash = state;
    this.#settled = state.settled;
    return isNew;
  }

  /** What the trash holds, as the last scan or work found it; before the first, it is looked at. */
  async trash(): Promise<TrashState> {
    if (this.#trash !== null) return this.#trash;
    this.#looking ??= this.#lookAtTrash();
    try {
      return await this.#looking;
    } finally {
      this.#looking = null;
    }
  }

  /** The files of a batch, and what putting them back would meet; looked at once for each state of the trash. */
  async trashFiles(id: string): Promise<TrashFiles> {
    const state = await this.trash();
    const known = this.#files;
    if (known?.id === id && known.state === state) return await known.files;
    const { realRoot, file } = this.#hooks;
    const files = lookAtTrash({ realRoot, file }, { kind: 'files', id }).then((told) => told.files);
    this.#files = { id, state, files };
    return await files;
  }

  /**
   * To be called once, before any work: a core that died in this process took its threads with it and left their lock, which
   * names a process that lives. Work that they were in the middle of is interrupted.
   */
  dropLockOfDeadCore(): void {
    const held = heldLock(this.site);
    if (!held.ok || held.value === null || held.value.owner === null) return;
    if (isThisProcess(held.value.owner, this.site.processes)) {
      takeLockAway(this.site, held.value.mark, 'ended');
    }
  }

  /** Stops what is under way, what moves files after the current one, and waits for what it came to. */
  async close(): Promise<void> {
    for (const job of this.#jobs.keys()) job.cancel();
    await Promise.all(this.#jobs.values());
    // Who asked for a look was told what became of it.
    await Promise.allSettled([this.#looking, this.#files?.files]);
  }

  async #lookAtTrash(): Promise<TrashState> {
    const { realRoot, file } = this.#hooks;
    const { state } = await lookAtTrash({ realRoot, file }, { kind: 'state' });
    // Work that ended meanwhile knows better.
    if (this.#trash === null) this.setTrash(state);
    return this.#trash ?? state;
  }

  async #follow(job: WorkJob): Promise<WorkOutcome> {
    for await (const _progress of job.progress.watch()) this.#tellWork();
    const outcome = await job.outcome;
    this.#jobs.delete(job);
    if (outcome.kind === 'done') this.setTrash(outcome.trash);
    else this.#trash = null;
    if (outcome.kind === 'stopped') this.#dropLockOf(job);
    this.#hooks.onEnd(outcome);
    this.#tellWork();
    return outcome;
  }

  /** What runs is told; what only waits, where nothing runs. */
  #tellWork(): void {
    const jobs = [...this.#jobs.keys()];
    const shown = jobs.find(({ isRunning }) => isRunning) ?? jobs[0];
    this.#hooks.onWork(shown?.running ?? null);
  }

  /** A thread that died leaves its lock, and the process that the lock names lives: ours. */
  #dropLockOf({ mark }: WorkJob): void {
    const held = heldLock(this.site);
    if (!held.ok || held.value?.owner?.nonce.startsWith(mark) !== true) return;
    // Where it can't be removed, the next change is refused by it, which says so.
    takeLockAway(this.site, held.value.mark, 'ended');
  }
}
