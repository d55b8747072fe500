import type { WorkKind } from '../../../shared/api/deletion/work-kinds.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { IndexNotice } from '../../registry/index/index-home.ts';
import type { JobWorkspace } from './protocol.ts';
import { RunningJob, type JobOutcome } from './running-job.ts';
import { JOBS, type InputOf, type JobName, type UnchangingName, type ValueOf } from './table.ts';
import { startThread } from './thread-run.ts';

/** A job, whichever it is. */
export type AnyJob = { [Name in JobName]: RunningJob<Name> }[JobName];

/** How it ended. */
export type AnyOutcome = JobOutcome<unknown>;

/** What jobs need of the workspace that they belong to. */
export interface JobHooks {
  readonly workspace: JobWorkspace;
  /** The index as bytes where it lives in memory; null where it has a file, or is not there. */
  snapshot(): Uint8Array | null;
  onNotices(notices: readonly IndexNotice[]): void;
  /** Called when a job has ended, before whoever asked for it is told. */
  onEnd(job: AnyJob, outcome: AnyOutcome): void;
  /** Called whenever a job begins to wait, goes on, or has ended. */
  onProgress(): void;
}

/** A job that was taken on, and what it will have come to, once the index that it left is the one that is asked. */
export interface StartedJob<Name extends JobName> {
  readonly job: RunningJob<Name>;
  readonly outcome: Promise<JobOutcome<ValueOf<Name>>>;
}

/**
 * The jobs of one workspace: those that write its index one after the other, in the order in which they were asked for; those that only
 * read at once.
 */
export class WorkspaceJobs {
  readonly #hooks: JobHooks;
  readonly #startThread: typeof startThread;
  readonly #jobs = new Map<AnyJob, Promise<AnyOutcome>>();
  /** Ends when all jobs have that write the index and were asked for: only one thread at a time does. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(hooks: JobHooks, start = startThread) {
    this.#hooks = hooks;
    this.#startThread = start;
  }

  /** Those under way and those that wait, in their order. */
  get all(): readonly AnyJob[] {
    return [...this.#jobs.keys()];
  }

  /** The job that changes the workspace, or waits to; null where there is none. */
  get changing(): AnyJob | null {
    return this.all.find(({ name }) => JOBS[name].changesWorkspace) ?? null;
  }

  /**
   * Takes a job on, in its lane; of those that are shared, the same that is there. Only one at a time
   * may change the workspace: where one does, or waits to, its kind is the failure.
   */
  start<Name extends JobName>(name: Name, input: InputOf<Name>): Result<StartedJob<Name>, WorkKind> {
    const busy = this.changing?.kind ?? null;
    return JOBS[name].changesWorkspace && busy !== null ? fail(busy) : ok(this.#takeOn(name, input));
  }

  /** The same for a job that leaves the workspace as it is, which is never refused. */
  begin<Name extends UnchangingName>(name: Name, input: InputOf<Name>): StartedJob<Name> {
    return this.#takeOn(name, input);
  }

  /** Asks what changes the workspace to stop after the current file; whether there is anything. */
  cancelChange(): boolean {
    const { changing } = this;
    changing?.cancel();
    return changing !== null;
  }

  /** Cancels all, and waits for what they come to. */
  async close(): Promise<void> {
    for (const job of this.all) job.cancel();
    await Promise.all(this.#jobs.values());
  }

  #takeOn<Name extends JobName>(name: Name, input: InputOf<Name>): StartedJob<Name> {
    const known = this.#shared(name, input);
    if (known !== null) {
      const outcome = this.#jobs.get(known) as Promise<JobOutcome<ValueOf<Name>>>;
      return { job: known as unknown as RunningJob<Name>, outcome };
    }
    const hooks = this.#hooks;
    const told: typeof hooks.onNotices = (notices) => hooks.onNotices(notices);
    const taken = JOBS[name];
    const isWriting = taken.lane === 'write';
    const turn = isWriting ? this.#turn : Promise.resolve();
    const snapshot = taken.lane === 'read' && taken.asksIndex ? hooks.snapshot() : null;
    const job = new RunningJob(name, input, hooks.workspace, snapshot, turn, told, this.#startThread);
    if (isWriting) this.#turn = Promise.all([turn, job.ended]);
    const outcome = this.#follow(job);
    this.#jobs.set(job as unknown as AnyJob, outcome);
    return { job, outcome };
  }

  /** The job under way that whoever asks for this one is given; one that was cancelled is of no use to them. */
  #shared(name: JobName, input: unknown): AnyJob | null {
    if (!JOBS[name].isShared) return null;
    const asked = JSON.stringify(input);
    const isSame = (job: AnyJob): boolean => job.name === name && JSON.stringify(job.input) === asked;
    return this.all.find((job) => isSame(job) && !job.isCancelled) ?? null;
  }

  async #follow<Name extends JobName>(job: RunningJob<Name>): Promise<JobOutcome<ValueOf<Name>>> {
    for await (const _progress of job.progress.watch()) this.#hooks.onProgress();
    const outcome = await job.ended;
    const any = job as unknown as AnyJob;
    this.#jobs.delete(any);
    this.#hooks.onEnd(any, outcome);
    this.#hooks.onProgress();
    return outcome;
  }
}
