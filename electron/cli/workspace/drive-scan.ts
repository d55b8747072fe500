import { setImmediate } from 'node:timers/promises';
import type { ScanProgress } from '../../registry/scan/scan.ts';
import type { Workspace } from '../../registry/workspace.ts';

/** How long a scan may run before others get their turn: short enough for an interrupt to feel immediate. */
const TURN_MS = 50;

/**
 * Runs a scan to its end, giving the event loop its turn now and then. Returns false where it was aborted: the index
 * is as it was then.
 */
export async function driveScan(
  workspace: Workspace,
  signal: AbortSignal,
  onProgress: (progress: ScanProgress) => void,
): Promise<boolean> {
  const scan = workspace.scan();
  let turn = performance.now();
  for (let step = scan.next(); step.done !== true; step = scan.next()) {
    if (performance.now() - turn < TURN_MS) continue;
    onProgress(step.value);
    await setImmediate();
    if (signal.aborted) {
      // The generator's own clean-up rolls back what it wrote; what it returns says nothing here.
      scan.return(null);
      return false;
    }
    turn = performance.now();
  }
  return true;
}
