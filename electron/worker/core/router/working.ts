import type { WorkProgress, WorkResult } from '../../../../shared/api/deletion/clean-work.ts';
import type { WorkTask, WorkValue } from '../../work-protocol.ts';
import type { ServedWorkspace } from '../served-workspace.ts';
import type { StartedWork } from '../clean-desk.ts';
import type { WorkOutcome } from '../work-job.ts';
import { refusal, type ErrorMakers, type MissingKind } from './refusal.ts';

/** A call that starts work. */
export interface Working {
  readonly served: ServedWorkspace;
  readonly errors: ErrorMakers;
  /** Aborted by a client that no longer wants it: the work stops after the current file. */
  readonly signal: AbortSignal | undefined;
  /** What a NOT_FOUND would be about. */
  readonly kind: MissingKind;
}

function undeclared(what: string): Error {
  return new Error(`An error that the procedure does not declare: ${what}`);
}

function start({ served, errors }: Working, task: WorkTask): StartedWork {
  const started = served.clean.start(task);
  if (started.ok) return started.value;
  throw errors.BUSY?.({ data: { work: started.error } }) ?? undeclared('BUSY');
}

function valueOf({ served, errors, kind }: Working, outcome: WorkOutcome): WorkValue {
  switch (outcome.kind) {
    case 'done':
      if (outcome.outcome.ok) return outcome.outcome.value;
      throw refusal(errors, outcome.outcome.error, served.clean.site, kind);
    case 'cancelled':
      throw errors.SCAN_FAILED?.({ data: { reason: 'it was cancelled' } }) ?? undeclared('SCAN_FAILED');
    case 'failed':
      throw errors.SCAN_FAILED?.({ data: { reason: outcome.reason } }) ?? undeclared('SCAN_FAILED');
    case 'stopped':
      throw errors.WORK_STOPPED?.({ data: { reason: outcome.reason } }) ?? undeclared('WORK_STOPPED');
  }
}

/** Does a task to its end. */
export async function finished(working: Working, task: WorkTask): Promise<WorkValue> {
  const { job, outcome } = start(working, task);
  const { signal } = working;
  const cancel = (): void => job.cancel();
  if (signal?.aborted === true) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return valueOf(working, await outcome);
  } finally {
    signal?.removeEventListener('abort', cancel);
  }
}

/**
 * Work on the trash as one client sees it: progress, then the result. A client that leaves early makes it stop after the
 * current file.
 */
export async function* followed(working: Working, task: WorkTask): AsyncGenerator<WorkProgress, WorkResult> {
  const { job, outcome } = start(working, task);
  let isOver = false;
  const cancel = (): void => {
    if (!isOver) job.cancel();
  };
  const { signal } = working;
  if (signal?.aborted === true) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    for await (const progress of job.progress.watch()) yield progress;
    const value = valueOf(working, await outcome);
    if (value.kind !== 'worked') throw new Error(`The work came to something else: ${value.kind}`);
    return value.result;
  } finally {
    cancel();
    isOver = true;
    signal?.removeEventListener('abort', cancel);
  }
}
