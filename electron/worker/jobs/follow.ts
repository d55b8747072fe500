import type { JobOutcome } from './running-job.ts';
import type { JobName, ProgressOf, ValueOf } from './table.ts';
import type { StartedJob } from './workspace-jobs.ts';

/**
 * A job as one client sees it: progress, then how it ended. A client that leaves early gives it up, unless others want it; it is
 * told nothing more then.
 *
 * @param signal aborted by a client that no longer wants the result
 * @param patienceMs for so long a job goes on whose client has left: it may come back, as a page does that is loaded anew
 */
export async function* follow<Name extends JobName>(
  { job, outcome }: StartedJob<Name>,
  signal: AbortSignal | undefined,
  patienceMs = 0,
): AsyncGenerator<ProgressOf<Name>, JobOutcome<ValueOf<Name>> | null> {
  job.join();
  let hasLeft = false;
  const leave = (): void => {
    if (hasLeft) return;
    hasLeft = true;
    if (patienceMs === 0) job.leave();
    else setTimeout(() => job.leave(), patienceMs).unref();
  };
  if (signal?.aborted === true) leave();
  signal?.addEventListener('abort', leave, { once: true });
  try {
    for await (const progress of job.progress.watch(signal)) yield progress;
    if (signal?.aborted === true) return null;
    const ended = await outcome;
    // What has ended needs no cancelling.
    hasLeft = true;
    return ended;
  } finally {
    signal?.removeEventListener('abort', leave);
    leave();
  }
}

/** The same for a client that wants the end alone. */
export async function finish<Name extends JobName>(
  started: StartedJob<Name>,
  signal: AbortSignal | undefined,
): Promise<JobOutcome<ValueOf<Name>> | null> {
  const following = follow(started, signal);
  for (;;) {
    const step = await following.next();
    if (step.done === true) return step.value;
  }
}
