import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { FileSystem } from '../../registry/files/file-system.ts';
import { BATCH_SIZE, readBatch, type ManifestReader } from '../../registry/layouts/scan/manifest-reader.ts';
import { readSource } from '../../registry/layouts/read-source.ts';
import type { PackedBatch } from '../../registry/index/packed-batch.ts';
import type { FoundManifest } from '../../registry/index/walk-event.ts';
import { THREAD_LIMITS } from './thread-limits.ts';
import type { ReadingOptions, ReadingReply, ReadingRequest } from './reading-protocol.ts';

/** Starting a thread costs as much as reading this many manifests. */
const WORTH_A_THREAD = 64;

/**
 * Requests that the thread has at a time: it must not run dry while the scan reads or writes a batch. With more, the scan would wait
 * for all of them at the end and have nothing left to read itself.
 */
const IN_FLIGHT = 3;

/** How long one call may block for a reply, in milliseconds. */
const WAIT_MS = 20;

/** Nothing from the thread for this long, while it has requests, means that it is no longer there. */
const SILENCE_MS = 120_000;

interface Thread {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly posted: Int32Array;
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
  #waiting: FoundManifest[] = [];
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
    return this.#isEnded && this.#inFlight === 0 && this.#waiting.length === 0;
  }

  add(found: FoundManifest): void {
    this.#waiting.push(found);
    this.#isWorthThread ||= this.#waiting.length >= WORTH_A_THREAD;
    this.#send();
  }

  end(): void {
    this.#isEnded = true;
  }

  take(wait: boolean): PackedBatch | null {
    const received = this.#receive();
    this.#send();
    if (received !== null || !wait) return received;
    if (this.#waiting.length > 0) return this.#readHere();
    this.#await();
    return this.#receive();
  }

  close(): void {
    this.#isClosed = true;
    this.#waiting = [];
    // Without its port the thread ends by itself, after the batch that it reads: one that is ended from outside can take
    // the process with it.
    this.#thread?.port.close();
  }

  #readHere(): PackedBatch {
    return readBatch(readSource, this.#fs, this.#root, this.#waiting.splice(0, BATCH_SIZE), this.#now);
  }

  #send(): void {
    if (!this.#isWorthThread) return;
    while (this.#inFlight < IN_FLIGHT && this.#waiting.length >= BATCH_SIZE) {
      this.#thread ??= this.#start();
      const request: ReadingRequest = this.#waiting.splice(0, BATCH_SIZE);
      this.#thread.port.postMessage(request);
      this.#inFlight += 1;
    }
  }

  #receive(): PackedBatch | null {
    if (this.#failure !== null) throw this.#failure;
    const received = this.#thread === null ? undefined : receiveMessageOnPort(this.#thread.port);
    if (received === undefined) return null;
    this.#lastReply = Date.now();
    this.#inFlight -= 1;
    this.#received += 1;
    const reply = received.message as ReadingReply;
    if (reply.kind === 'failed') throw new Error(`The reading thread failed: ${reply.stack}`);
    return reply.batch;
  }

  /** Blocks for a moment until there is another reply. */
  #await(): void {
    if (this.#thread === null || this.#inFlight === 0) return;
    Atomics.wait(this.#thread.posted, 0, this.#received, WAIT_MS);
    if (Date.now() - this.#lastReply > SILENCE_MS) throw new Error('The reading thread does not answer.');
  }

  #start(): Thread {
    const posted = new Int32Array(new SharedArrayBuffer(4));
    const { port1, port2 } = new MessageChannel();
    const options: ReadingOptions = { root: this.#root, posted, port: port2 };
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
    return { worker, port: port1, posted };
  }
}
