import { randomBytes } from 'node:crypto';
import type { RunningWork, WorkProgress } from '../../../shared/api/deletion/clean-work.ts';
import type { WorkKind } from '../../../shared/api/deletion/work-kinds.ts';
import type { IndexNotice } from '../../registry/index/index-home.ts';
import type { ScanThreadOptions } from '../scan-protocol.ts';
import type { FromWork, ToWork, WorkTask, WorkThreadOptions } from '../work-protocol.ts';
import { Latest } from './latest.ts';
import { endText, ThreadJob } from './thread-job.ts';

/** How work ended. */
export type WorkOutcome =
  | (Omit<Extract<FromWork, { type: 'done' }>, 'type'> & { readonly kind: 'done' })
  | { readonly kind: 'cancelled' }
  /** The workspace is gone. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The thread died. */
  | { readonly kind: 'stopped'; readonly reason: string };

const WAITING: WorkProgress = { phase: 'wait', files: 0, total_files: 0, bytes: 0, total_bytes: 0 };

/** How windows are told of a task. */
export function workKind(task: WorkTask): WorkKind {
  switch (task.kind) {
    case 'restore':
    case 'restore-wanted':
      return 'restore';
    case 'decide':
    case 'undecide':
      return 'decide';
    case 'plan':
    case 'apply':
    case 'empty':
    case 'resume':
      return task.kind;
  }
}

/** One task in a thread of its own. */
export class WorkJob {
  readonly kind: WorkKind;
  /** Begins all names that the thread makes up, so that a lock that it leaves behind is known for its. */
  readonly mark = randomBytes(3).toString('hex');
  readonly progress = new Latest<WorkProgress>(WAITING);
  readonly outcome: Promise<WorkOutcome>;
  readonly #thread: ThreadJob<FromWork>;

  /**
   * @param turn resolves when it may begin: scans and other work are done
   * @param onNotices told what becomes of the index of an earlier session, before the work begins
   */
  constructor(
    options: ScanThreadOptions,
    task: WorkTask,
    turn: Promise<unknown>,
    onNotices: (notices: readonly IndexNotice[]) => void,
  ) {
    this.kind = workKind(task);
    let last: WorkOutcome | null = null;
    const given: WorkThreadOptions = { ...options, task, mark: this.mark };
    this.#thread = new ThreadJob('work-thread', given, turn, (message: FromWork) => {
      switch (message.type) {
        case 'notices':
          onNotices(message.notices);
          break;
        case 'progress':
          this.progress.set(message.progress);
          break;
        case 'done':
          last = { ...message, kind: 'done' };
          break;
        case 'cancelled':
          last = { kind: 'cancelled' };
          break;
        case 'failed':
          last = { kind: 'failed', reason: message.reason };
          break;
      }
    });
    this.outcome = this.#thread.ended.then((end) => {
      this.progress.end();
      if (end.kind === 'never') return { kind: 'cancelled' };
      if (end.kind === 'ended' && last !== null) return last;
      return { kind: 'stopped', reason: endText(end) };
    });
  }

  /** The work as the status of the workspace tells it. */
  get running(): RunningWork {
    return { kind: this.kind, progress: this.progress.value };
  }

  /** Whether it has begun, and not ended. */
  get isRunning(): boolean {
    return this.#thread.isRunning;
  }

  /** Asks it to stop after the current file; what it came to is told as ever. */
  cancel(): void {
    this.#thread.cancel('cancel' satisfies ToWork);
  }
}
