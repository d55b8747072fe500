import type { ScanProgress } from '../../../shared/api/workspace/workspace.ts';
import type { FoundWorkspace } from '../../registry/find-workspace.ts';
import { RunningJob } from '../../worker/jobs/running-job.ts';
import { startThread } from '../../worker/jobs/thread-run.ts';

/**
 * Scans in a thread of its own, as the desktop app does. Whoever has the index open lets go of it before.
 *
 * @returns `failed` where the thread could not: scanning in this one tells why
 */
export async function scanInThread(
  { root, realRoot }: FoundWorkspace,
  show: (progress: ScanProgress) => void,
  signal: AbortSignal,
): Promise<'done' | 'cancelled' | 'failed'> {
  const place = { root, realRoot, file: null };
  const job = new RunningJob('scan', null, place, null, Promise.resolve(), () => undefined, startThread);
  const cancel = (): void => job.cancel();
  signal.addEventListener('abort', cancel);
  try {
    if (signal.aborted) cancel();
    for await (const progress of job.progress.watch()) show(progress);
    const { kind } = await job.ended;
    return kind === 'done' || kind === 'cancelled' ? kind : 'failed';
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
