import { setImmediate } from 'node:timers/promises';
import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { makeSite } from '../registry/change/site.ts';
import { trashState } from '../registry/trash/trash-state.ts';
import { openToWrite } from './open-to-write.ts';
import type { FromScan, ScanThreadOptions } from './scan-protocol.ts';

/** How long a scan may run before it looks for a message, in milliseconds. */
const TURN_MS = 25;

/** Progress is told about ten times a second. */
const TELL_EVERY_MS = 100;

/** One scan of a workspace, with the only connection that writes its index. */
async function scan(options: ScanThreadOptions, port: MessagePort): Promise<void> {
  const tell = (message: FromScan): void => port.postMessage(message);
  const opened = openToWrite(options);
  if (!opened.ok) return tell({ type: 'failed', reason: opened.error.message });
  const workspace = opened.value;
  let isCancelled = false;
  port.on('message', () => (isCancelled = true));
  try {
    tell({ type: 'notices', notices: workspace.notices });
    const work = workspace.scan();
    let turn = performance.now();
    let told = Number.NEGATIVE_INFINITY;
    let step = work.next();
    for (; step.done !== true; step = work.next()) {
      const now = performance.now();
      if (now - told >= TELL_EVERY_MS || step.value.phase === 'derive') {
        tell({ type: 'progress', progress: step.value });
        told = now;
      }
      if (now - turn < TURN_MS) continue;
      await setImmediate();
      if (isCancelled) {
        // The generator's own clean-up rolls back what it wrote; what it returns says nothing here.
        work.return(null);
        return tell({ type: 'cancelled' });
      }
      turn = performance.now();
    }
    const { notices, index } = workspace;
    const trash = trashState(makeSite(workspace.realRoot), index);
    tell({ type: 'done', summary: step.value, notices, snapshot: workspace.snapshot(), trash });
  } finally {
    workspace.close();
    port.close();
  }
}

if (!isMainThread && parentPort !== null) void scan(workerData as ScanThreadOptions, parentPort);
