import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { FileSystem } from '../../registry/files/file-system.ts';
import {
  BATCH_SIZE,
  readBatches,
  type ManifestReader,
  type Wanted,
} from '../../registry/layouts/scan/manifest-reader.ts';
import { readSource } from '../../registry/layouts/read-source.ts';
import type { KnownDigests, PackedBatch } from '../../registry/index/packed-batch.ts';
import type { FoundManifest } from '../../registry/index/walk-event.ts';
import { THREAD_LIMITS } from './thread-limits.ts';
import { COUNTS, type ReadingOptions, type ReadingReply, type ReadingRequest } from './reading-protocol.ts';

/** Starting a thread costs as much as reading this many manifests. */
const WORTH_A_THREAD = 64;

/** A single source of so many bytes is worth one too: a database. */
export const LARGE = 4 * 1024 * 1024;

/**
 * Requests that the thread has at a time: it must not run dry while the scan reads or writes a batch. With more, the scan would wait
 * for all of them at the end and have nothing left to read itself.
 */
const IN_FLIGHT = 3;

/** How long one call may block for a reply, in milliseconds. */
const WAIT_MS = 20;

/** Nothing from the thread for this long, while it has requests, means that it is no longer there. */
const SILENCE_MS = 120_000;

/** It is silent while it copies and checks a large source: so much longer for each byte, on the slowest disk, in milliseconds. */
const SILENCE_FOR_BYTE_MS = 1 / 1000;

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly counts: Int32Array;
}

/**
 * Reads manifests in a thread of its own while the scan's thread walks and writes the index; when that has nothing else
 * to do, it reads along. A handful is read without a thread. The thread starts, and its death is
 * noticed, only while the caller returns to its event loop now and then.
 */
export class ThreadedReader implements ManifestReader {
  readonly #script: URL;
  readonly #root: string;
  readonly #fs: FileSystem;
  readonly #now: () => number;
  /** Found, and not yet given to anybody. */
  #waiting: Wanted[] = [];
  /** The same of large ones, which the thread alone reads. */
  #large: Wanted[] = [];
  #largest = 0;
  /** What is being read in this thread. */
  #open: Generator<PackedBatch, void> | null = null;
  #isWorthThread = false;
  #isEnded = false;
  #isClosed = false;
  #thread: Thread | null = null;
  #inFlight = 0;
  #received = 0;
  #lastReply = 0;
  #failure: Error | null = null;

  /**
   * @param script the compiled `reading-thread`
   * @param root the workspace's folder
   */
  constructor(script: URL, root: string, fs: FileSystem, now: () => number) {
    this.#script = script;
    this.#root = root;
    this.#fs = fs;
    this.#now = now;
  }

  get isDone(): boolean {
    const isAnyLeft = this.#waiting.length + this.#large.length > 0 || this.#open !== null;
    return this.#isEnded && this.#inFlight === 0 && !isAnyLeft;
  }

  add(found: FoundManifest, known: KnownDigests): void {
    const { size } = found.stamp;
    (size >= LARGE ? this.#large : this.#waiting).push({ found, known });
    this.#largest = Math.max(this.#largest, size);
    this.#isWorthThread ||= size >= LARGE || this.#waiting.length >= WORTH_A_THREAD;
    this.#send();
  }

  end(): void {
    this.#isEnded = true;
  }

  take(wait: boolean): PackedBatch | null {
    const received = this.#receive();
    this.#send();
    if (received !== null || !wait) return received;
    if (this.#open !== null || this.#waiting.length > 0) return this.#readHere();
    this.#await();
    return this.#receive();
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting = [];
    this.#large = [];
    this.#open?.return();
    this.#open = null;
    // Without its port the thread ends by itself, after the batch that it reads: one that is ended from outside can take
    // the process with it.
    if (this.#thread === null) return;
    const { port, counts } = this.#thread;
    port.close();
    Atomics.store(counts, COUNTS.isClosed, 1);
    Atomics.add(counts, COUNTS.taken, 1);
    Atomics.notify(counts, COUNTS.taken);
  }

  #readHere(): PackedBatch | null {
    this.#open ??= readBatches(
      readSource,
      this.#fs,
      this.#root,
      this.#waiting.splice(0, BATCH_SIZE),
      this.#now,
    );
    const step = this.#open.next();
    if (step.done !== true) return step.value;
    this.#open = null;
    return null;
  }

  #send(): void {
    if (!this.#isWorthThread) return;
    // The large ones first: they take as long as all others.
    while (this.#inFlight < IN_FLIGHT && (this.#large.length > 0 || this.#waiting.length >= BATCH_SIZE)) {
      this.#thread ??= this.#start();
      const request: ReadingRequest =
        this.#large.length > 0 ? this.#large.splice(0, 1) : this.#waiting.splice(0, BATCH_SIZE);
      this.#thread.port.postMessage(request);
      this.#inFlight += 1;
    }
  }

  #receive(): PackedBatch | null {
    if (this.#failure !== null) throw this.#failure;
    const thread = this.#thread;
    if (thread === null) return null;
    for (;;) {
      const received = receiveMessageOnPort(thread.port);
      if (received === undefined) return null;
      this.#lastReply = Date.now();
      this.#received += 1;
      Atomics.add(thread.counts, COUNTS.taken, 1);
      Atomics.notify(thread.counts, COUNTS.taken);
      const reply = received.message as ReadingReply;
      if (reply.kind === 'failed') throw new Error(`The reading thread failed: ${reply.stack}`);
      if (reply.kind === 'batch') return reply.batch;
      this.#inFlight -= 1;
    }
  }

  /** Blocks for a moment until there is another reply. */
  #await(): void {
    if (this.#thread === null || this.#inFlight === 0) return;
    Atomics.wait(this.#thread.counts, COUNTS.posted, this.#received, WAIT_MS);
    const silence = SILENCE_MS + this.#largest * SILENCE_FOR_BYTE_MS;
    if (Date.now() - this.#lastReply > silence) throw new Error('The reading thread does not answer.');
  }

  #start(): Thread {
    const counts = new Int32Array(new SharedArrayBuffer(4 * Object.keys(COUNTS).length));
    const { port1, port2 } = new MessageChannel();
    const options: ReadingOptions = { root: this.#root, counts, port: port2 };
    const worker = new Worker(this.#script, {
      workerData: options,
      transferList: [port2],
      resourceLimits: THREAD_LIMITS,
    });
    worker.on('error', (error: Error) => {
      this.#failure = new Error(`The reading thread stopped: ${error.message}`, { cause: error });
    });
    worker.on('exit', (code) => {
      if (!this.#isClosed) this.#failure ??= new Error(`The reading thread ended (${code}).`);
    });
    this.#lastReply = Date.now();
    return { worker, port: port1, counts };
  }
}
