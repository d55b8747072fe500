import type { CoreClient } from '../../shared/api/client.ts';
import type { ScanProgress, ScanSummary } from '../../shared/api/workspace/workspace.ts';
import { followed } from './followed.ts';
import { openIn, type ServedCore } from './hosts.ts';

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

/** Opens a folder and scans it to the end; returns the workspace's id. */
export async function openScanned({ host }: ServedCore, client: CoreClient, path: string): Promise<string> {
  const workspace = await openIn(host, path);
  await runScan(client, workspace);
  return workspace;
}
