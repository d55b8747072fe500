import type { ScanProgress, ScanSummary } from '../../../shared/api/workspace/workspace.ts';
import type { ScanJob } from './scan-job.ts';

/**
 * A scan as one client sees it: progress, then the result. Leaving early gives the scan up, unless others want it.
 *
 * @param signal aborted by a client that no longer wants the result
 * @param failed makes the error for a scan that ended without a result
 */
export async function* followScan(
  job: ScanJob,
  signal: AbortSignal | undefined,
  failed: (reason: string) => Error,
): AsyncGenerator<ScanProgress, ScanSummary | null> {
  job.join();
  try {
    for await (const progress of job.progress.watch(signal)) yield progress;
    if (signal?.aborted === true) return null;
    const outcome = await job.outcome;
    if (outcome.kind === 'done') return outcome.summary;
    throw failed(outcome.kind === 'cancelled' ? 'it was cancelled' : outcome.reason);
  } finally {
    job.leave();
  }
}
