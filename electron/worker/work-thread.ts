import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Result } from '../../shared/domain/result.ts';
import type { CleanError } from '../registry/change/clean-error.ts';
import type { CleanProgress } from '../registry/change/outcome.ts';
import { previewRestore } from '../registry/trash/restore-preview.ts';
import { makeSite } from '../registry/change/site.ts';
import { trashState } from '../registry/trash/trash-state.ts';
import { closeDatabase } from '../registry/index/database.ts';
import { openReader } from '../registry/index/reader.ts';
import { openToWrite } from './open-to-write.ts';
import type {
  FromTrashLook,
  FromWork,
  TrashLookOptions,
  WorkThreadOptions,
  WorkValue,
} from './work-protocol.ts';
import { runTask } from './work-task.ts';

/** How long work may go on before it looks for a message, in milliseconds. */
const TURN_MS = 25;

/** Progress is told about ten times a second. */
const TELL_EVERY_MS = 100;

function contractProgress({ phase, files, totalFiles, bytes, totalBytes }: CleanProgress) {
  return { phase, files, total_files: totalFiles, bytes, total_bytes: totalBytes };
}

/** Whether the index may say something else than before the task. */
function isChanged(outcome: Result<WorkValue, CleanError>): boolean {
  return !(outcome.ok && outcome.value.kind === 'planned' && !outcome.value.planned.changed);
}

/** One task in a workspace, with the only connection that writes its index. */
async function work({ task, mark, ...options }: WorkThreadOptions, port: MessagePort): Promise<void> {
  const tell = (message: FromWork): void => port.postMessage(message);
  const opened = openToWrite(options);
  if (!opened.ok) return tell({ type: 'failed', reason: opened.error.message });
  const workspace = opened.value;
  const cancel = new AbortController();
  port.on('message', () => cancel.abort());
  try {
    tell({ type: 'notices', notices: workspace.notices });
    const site = makeSite(workspace.realRoot, { unique: () => mark + randomBytes(6).toString('hex') });
    const running = runTask({ workspace, site }, task, cancel.signal);
    let turn = performance.now();
    let told = Number.NEGATIVE_INFINITY;
    let step = running.next();
    for (; step.done !== true; step = running.next()) {
      const now = performance.now();
      if (now - told >= TELL_EVERY_MS) {
        tell({ type: 'progress', progress: contractProgress(step.value) });
        told = now;
      }
      if (now - turn < TURN_MS) continue;
      await setImmediate();
      if (cancel.signal.aborted && task.kind === 'plan') {
        // The generator's own clean-up rolls back what it wrote; what it returns says nothing here.
        running.return(undefined as never);
        return tell({ type: 'cancelled' });
      }
      turn = performance.now();
    }
    tell({
      type: 'done',
      outcome: step.value,
      changed: isChanged(step.value),
      isStale: workspace.isStale,
      notices: workspace.notices,
      snapshot: workspace.hasIndex ? workspace.snapshot() : null,
      trash: trashState(site, workspace.hasIndex ? workspace.index : null),
    });
  } finally {
    workspace.close();
    port.close();
  }
}

/** One look at the trash. */
function lookAtTrash({ realRoot, file, look }: TrashLookOptions, port: MessagePort): void {
  const tell = (message: FromTrashLook): void => port.postMessage(message);
  const site = makeSite(realRoot);
  if (look.kind === 'files') {
    tell({ type: 'files', files: previewRestore(site, look.id, []) });
    return;
  }
  const index = file === null ? null : openReader(file);
  tell({ type: 'state', state: trashState(site, index) });
  if (index !== null) closeDatabase(index);
}

if (!isMainThread && parentPort !== null) {
  const options = workerData as WorkThreadOptions | TrashLookOptions;
  if ('look' in options) lookAtTrash(options, parentPort);
  else void work(options, parentPort);
}
