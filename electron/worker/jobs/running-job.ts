import { randomBytes } from 'node:crypto';
import type { WorkKind } from '../../../shared/api/deletion/work-kinds.ts';
import type { IndexNotice } from '../../registry/index/index-home.ts';
import { Latest } from './latest.ts';
import type { FromJob, IndexAfter, JobOptions, JobWorkspace, ToJob } from './protocol.ts';
import { JOBS, type InputOf, type JobName, type ProgressOf, type ValueOf } from './table.ts';
import { endText, type StartThread, type ThreadRunning } from './thread-run.ts';

/** How a job ended. */
export type JobOutcome<Value> =
  /** `after` is null for a job that only reads. */
  | { readonly kind: 'done'; readonly value: Value; readonly after: IndexAfter | null }
  /** It was given up before it began, or dropped. */
  | { readonly kind: 'cancelled' }
  /** The folder is no longer a workspace: nothing is wrong with Stemma. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** Its thread died. */
  | { readonly kind: 'stopped'; readonly reason: string };

/** Why a job ended without a value, as it goes on after "it did not end well:". */
export function reasonOf(outcome: Exclude<JobOutcome<unknown>, { kind: 'done' }>): string {
  return outcome.kind === 'cancelled' ? 'it was cancelled' : outcome.reason;
}

/** One job, in a thread of its own. */
export class RunningJob<Name extends JobName> {
  readonly name: Name;
  readonly input: InputOf<Name>;
  /** Begins all names that the thread makes up, so that a lock that it leaves behind is known for its. */
  readonly mark = randomBytes(3).toString('hex');
  readonly progress: Latest<ProgressOf<Name>>;
  readonly ended: Promise<JobOutcome<ValueOf<Name>>>;
  readonly #thread: ThreadRunning;
  #askers = 0;
  #isCancelled = false;

  /**
   * @param snapshot the index, where the job asks it and it lives in memory
   * @param turn resolves when it may begin
   * @param onNotices told what becomes of the index of an earlier session, before the job begins
   */
  constructor(
    name: Name,
    input: InputOf<Name>,
    workspace: JobWorkspace,
    snapshot: Uint8Array | null,
    turn: Promise<unknown>,
    onNotices: (notices: readonly IndexNotice[]) => void,
    start: StartThread,
  ) {
    this.name = name;
    this.input = input;
    this.progress = new Latest<ProgressOf<Name>>(JOBS[name].waiting);
    let last: JobOutcome<ValueOf<Name>> | null = null;
    const given: JobOptions = { name, input, workspace, mark: this.mark, snapshot };
    this.#thread = start('job-thread', given, turn, (message: FromJob) => {
      switch (message.type) {
        case 'notices':
          onNotices(message.notices);
          break;
        case 'progress':
          this.progress.set(message.progress as ProgressOf<Name>);
          break;
        case 'done':
          last = { kind: 'done', value: message.value as ValueOf<Name>, after: message.after };
          break;
        case 'cancelled':
          last = { kind: 'cancelled' };
          break;
        case 'failed':
          last = { kind: 'failed', reason: message.reason };
          break;
      }
    });
    this.ended = this.#thread.ended.then((end) => {
      this.progress.end();
      if (end.kind === 'never') return { kind: 'cancelled' };
      if (end.kind === 'ended' && last !== null) return last;
      return { kind: 'stopped', reason: endText(end) };
    });
  }

  /** How windows are told of it; null for scans. */
  get kind(): WorkKind | null {
    return JOBS[this.name].kind;
  }

  /** Whether it has begun, and not ended. */
  get isRunning(): boolean {
    return this.#thread.isRunning;
  }

  /** Whether it was asked to stop: what it comes to is not what whoever asks for it now wants. */
  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** One more wants the result. */
  join(): void {
    this.#askers += 1;
  }

  /** One no longer wants it; when nobody does, it is cancelled. */
  leave(): void {
    this.#askers -= 1;
    if (this.#askers === 0) this.cancel();
  }

  /** Asks it to stop; what it came to is told as ever. */
  cancel(): void {
    this.#isCancelled = true;
    this.#thread.cancel('cancel' satisfies ToJob);
  }
}
