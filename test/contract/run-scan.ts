import type { CoreClient } from '../../shared/api/client.ts';
import type { ScanProgress, ScanSummary } from '../../shared/api/workspace/workspace.ts';

/** Scans to the end; returns the progress that was told, and the result. */
export async function runScan(
  client: CoreClient,
  workspace: string,
  signal?: AbortSignal,
): Promise<{ progress: ScanProgress[]; summary: ScanSummary | null }> {
  const events = await client.workspace.scan({ workspace }, signal === undefined ? {} : { signal });
  const progress: ScanProgress[] = [];
  let step = await events.next();
  for (; step.done !== true; step = await events.next()) progress.push(step.value);
  return { progress, summary: step.value };
}
