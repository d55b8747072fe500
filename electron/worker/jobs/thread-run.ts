import { Worker } from 'node:worker_threads';
import { THREAD_LIMITS } from '../threads/thread-limits.ts';
import { threadScript, type ThreadName } from '../threads/thread-script.ts';

/** How a thread ended: as it should, or it died; `never` where it was given up before it began. */
export type ThreadEnd =
  | { readonly kind: 'never' }
  | { readonly kind: 'ended'; readonly code: number }
  | { readonly kind: 'died'; readonly reason: string };

/** One thread that does one thing, as soon as it is its turn; whoever tests what stands on it starts none. */
export interface ThreadRunning {
  readonly ended: Promise<ThreadEnd>;
  /** Whether it has begun, and not ended. */
  readonly isRunning: boolean;
  /** Asks the thread to stop; one that has not begun never does. */
  cancel(message: unknown): void;
}

/** Starts a thread when its turn comes. */
export type StartThread = <Message>(
  script: ThreadName,
  options: object,
  turn: Promise<unknown>,
  onMessage: (message: Message) => void,
) => ThreadRunning;

/** A thread of Node's. */
class ThreadRun<Message> implements ThreadRunning {
  readonly ended: Promise<ThreadEnd>;
  #worker: Worker | null = null;
  #isGivenUp = false;

  /** @param turn resolves when it may begin */
  constructor(
    script: ThreadName,
    options: object,
    turn: Promise<unknown>,
    onMessage: (message: Message) => void,
  ) {
    this.ended = turn.then(() => {
      if (this.#isGivenUp) return { kind: 'never' } as const;
      const worker = new Worker(threadScript(script), { workerData: options, resourceLimits: THREAD_LIMITS });
      this.#worker = worker;
      return new Promise<ThreadEnd>((resolve) => {
        let failure: string | null = null;
        worker.on('message', onMessage);
        worker.on('error', (error: unknown) => {
          failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
        });
        // Only when the thread has ended has it closed the index.
        worker.once('exit', (code) => {
          this.#worker = null;
          resolve(failure === null ? { kind: 'ended', code } : { kind: 'died', reason: failure });
        });
      });
    });
  }

  /** Whether it has begun, and not ended. */
  get isRunning(): boolean {
    return this.#worker !== null;
  }

  /** Asks the thread to stop; one that has not begun never does. */
  cancel(message: unknown): void {
    if (this.#worker === null) this.#isGivenUp = true;
    else this.#worker.postMessage(message);
  }
}

/** The real thing. */
export const startThread: StartThread = (script, options, turn, onMessage) =>
  new ThreadRun(script, options, turn, onMessage);

/** Why a thread ended that did not say what it came to. */
export function endText(end: ThreadEnd): string {
  switch (end.kind) {
    case 'never':
      return 'it never began';
    case 'ended':
      return `it ended (${end.code})`;
    case 'died':
      return end.reason;
  }
}
