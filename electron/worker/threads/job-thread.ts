import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { makeSite } from '../../registry/change/site.ts';
import { closeDatabase } from '../../registry/index/database.ts';
import { openReader } from '../../registry/index/reader.ts';
import { trashState } from '../../registry/trash/trash-state.ts';
import type { ReadingJob, WritingJob } from '../jobs/job.ts';
import type { FromJob, JobOptions } from '../jobs/protocol.ts';
import { JOBS } from '../jobs/table.ts';
import { openToWrite } from './open-to-write.ts';

/** How long a job may go on before it looks for a message, in milliseconds. */
const TURN_MS = 25;

/** Progress is told about ten times a second. */
const TELL_EVERY_MS = 100;

type OptionsOf<Lane> = Extract<JobOptions, { lane: Lane }>;

/** Does one job in a workspace, with the only connection that writes its index. */
async function write(
  { name, input, mark, ...options }: OptionsOf<'write'>,
  port: MessagePort,
): Promise<void> {
  const job = JOBS[name] as WritingJob<unknown, { readonly phase: string }, unknown>;
  const tell = (message: FromJob): void => port.postMessage(message);
  const opened = openToWrite(options);
  if (!opened.ok) return tell({ type: 'failed', reason: opened.error.message });
  const workspace = opened.value;
  const cancel = new AbortController();
  port.on('message', () => cancel.abort());
  try {
    tell({ type: 'notices', notices: workspace.notices });
    const site = makeSite(workspace.realRoot, { unique: () => mark + randomBytes(6).toString('hex') });
    const running = job.run({ workspace, site, cancel: cancel.signal }, input);
    let turn = performance.now();
    let told = Number.NEGATIVE_INFINITY;
    let phase: string | null = null;
    let step = running.next();
    for (; step.done !== true; step = running.next()) {
      const now = performance.now();
      if (now - told >= TELL_EVERY_MS || step.value.phase !== phase) {
        tell({ type: 'progress', progress: step.value });
        told = now;
        ({ phase } = step.value);
      }
      if (now - turn < TURN_MS) continue;
      await setImmediate();
      if (cancel.signal.aborted && job.onCancel === 'drop') {
        // The generator's own clean-up rolls back what it wrote; what it returns says nothing here.
        running.return(undefined);
        return tell({ type: 'cancelled' });
      }
      turn = performance.now();
    }
    const { hasIndex, isStale, notices } = workspace;
    tell({
      type: 'done',
      value: step.value,
      after: {
        changed: job.hasChanged(step.value),
        isStale,
        notices,
        snapshot: hasIndex ? workspace.snapshot() : null,
        trash: trashState(site, hasIndex ? workspace.index : null),
      },
    });
  } finally {
    workspace.close();
    port.close();
  }
}

/** Does one job that only looks. */
function read({ name, input, realRoot, file }: OptionsOf<'read'>, port: MessagePort): void {
  const job = JOBS[name] as ReadingJob<unknown, unknown>;
  const index = file === null ? null : openReader(file);
  try {
    const value = job.run({ site: makeSite(realRoot), index }, input);
    port.postMessage({ type: 'read', value } satisfies FromJob);
  } finally {
    if (index !== null) closeDatabase(index);
  }
}

if (!isMainThread && parentPort !== null) {
  const options = workerData as JobOptions;
  if (options.lane === 'read') read(options, parentPort);
  else void write(options, parentPort);
}
