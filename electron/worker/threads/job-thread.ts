import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { isMainThread, parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { makeSite } from '../../registry/change/site.ts';
import { closeDatabase, type ReadableIndex } from '../../registry/index/database.ts';
import { openReader, openReaderOf } from '../../registry/index/reader.ts';
import { trashState } from '../../registry/trash/trash-state.ts';
import type { ReadingJob, WritingJob } from '../jobs/job.ts';
import type { FromJob, JobOptions } from '../jobs/protocol.ts';
import { JOBS } from '../jobs/table.ts';
import { openToWrite } from './open-to-write.ts';

/** How long a job may go on before it looks for a message, in milliseconds. */
const TURN_MS = 25;

/** Progress is told about ten times a second. */
const TELL_EVERY_MS = 100;

interface Phased {
  readonly phase: string;
}

type Writing = WritingJob<unknown, Phased, unknown>;
type Reading = ReadingJob<unknown, Phased, unknown>;

/** Who is told, and who may ask to stop. */
class Starter {
  readonly #port: MessagePort;
  readonly #cancel = new AbortController();

  constructor(port: MessagePort) {
    this.#port = port;
    port.on('message', () => this.#cancel.abort());
  }

  get cancel(): AbortSignal {
    return this.#cancel.signal;
  }

  tell(message: FromJob): void {
    this.#port.postMessage(message);
  }

  close(): void {
    this.#port.close();
  }

  /** Goes through a job to its end, telling its progress; null where it was dropped on the way. */
  async follow(
    running: Generator<Phased, unknown> | AsyncGenerator<Phased, unknown>,
    { onCancel }: Writing | Reading,
  ): Promise<{ readonly value: unknown } | null> {
    let turn = performance.now();
    let told = Number.NEGATIVE_INFINITY;
    let phase: string | null = null;
    let step = await running.next();
    for (; step.done !== true; step = await running.next()) {
      const now = performance.now();
      if (now - told >= TELL_EVERY_MS || step.value.phase !== phase) {
        this.tell({ type: 'progress', progress: step.value });
        told = now;
        ({ phase } = step.value);
      }
      if (now - turn < TURN_MS) continue;
      await setImmediate();
      if (this.cancel.aborted && onCancel === 'drop') {
        // The generator's own clean-up rolls back what it wrote; what it returns says nothing here.
        await running.return(undefined);
        this.tell({ type: 'cancelled' });
        return null;
      }
      turn = performance.now();
    }
    return { value: step.value };
  }
}

/** Does a job with the only connection that writes the index. */
async function write(
  job: Writing,
  { input, workspace: place, mark }: JobOptions,
  starter: Starter,
): Promise<void> {
  const opened = openToWrite(place);
  if (!opened.ok) return starter.tell({ type: 'failed', reason: opened.error.message });
  const workspace = opened.value;
  try {
    starter.tell({ type: 'notices', notices: workspace.notices });
    const site = makeSite(workspace.realRoot, { unique: () => mark + randomBytes(6).toString('hex') });
    const running = job.run({ workspace, site, cancel: starter.cancel }, input);
    const done = await starter.follow(running, job);
    if (done === null) return;
    const { hasIndex, isLookedAt, isStale, notices } = workspace;
    const after = {
      changed: job.hasChanged(done.value),
      isStale: isLookedAt ? isStale : null,
      notices,
      snapshot: hasIndex ? workspace.snapshot() : null,
      trash: trashState(site, hasIndex ? workspace.index : null),
    };
    starter.tell({ type: 'done', value: done.value, after });
  } finally {
    workspace.close();
  }
}

/** The index that a job asks: a copy of what another thread has in memory, or its file. */
function indexOf(file: string | null, snapshot: Uint8Array | null): ReadableIndex | null {
  if (snapshot !== null) return openReaderOf(snapshot);
  return file === null ? null : openReader(file);
}

/** Does a job that only looks. */
async function read(
  job: Reading,
  { input, workspace: { realRoot, file }, snapshot }: JobOptions,
  starter: Starter,
): Promise<void> {
  const index = job.asksIndex ? indexOf(file, snapshot) : null;
  try {
    const done = await starter.follow(job.run({ site: makeSite(realRoot), index }, input), job);
    if (done !== null) starter.tell({ type: 'done', value: done.value, after: null });
  } finally {
    if (index !== null) closeDatabase(index);
  }
}

async function work(options: JobOptions, port: MessagePort): Promise<void> {
  const job = JOBS[options.name] as Writing | Reading;
  const starter = new Starter(port);
  try {
    await (job.lane === 'write' ? write(job, options, starter) : read(job, options, starter));
  } finally {
    starter.close();
  }
}

if (!isMainThread && parentPort !== null) void work(workerData as JobOptions, parentPort);
