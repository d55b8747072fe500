import type { CoreClient } from '../../shared/api/client.ts';
import type { ScanProgress, ScanSummary } from '../../shared/api/workspace/workspace.ts';
import { followed } from './followed.ts';

/** Scans to the end; returns the progress that was told, and the result. */
export async function runScan(
  client: CoreClient,
  workspace: string,
  signal?: AbortSignal,
): Promise<{ progress: ScanProgress[]; summary: ScanSummary | null }> {
  const scan = client.workspace.scan({ workspace }, signal === undefined ? {} : { signal });
  const { progress, result } = await followed(scan);
  return { progress, summary: result };
}
