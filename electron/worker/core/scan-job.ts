import { Worker } from 'node:worker_threads';
import type { IndexNotice } from '../../registry/index/index-home.ts';
import type { ScanProgress, ScanSummary } from '../../registry/scan/scan.ts';
import type { FromScan, ScanThreadOptions, ToScan } from '../scan-protocol.ts';
import { threadScript } from '../thread-script.ts';
import { Latest } from './latest.ts';

/** How a scan ended. */
export type ScanOutcome =
  | {
      readonly kind: 'done';
      readonly summary: ScanSummary | null;
      readonly notices: readonly IndexNotice[];
      readonly snapshot: Uint8Array | null;
    }
  | { readonly kind: 'cancelled' }
  /** The workspace is gone: nothing is wrong with Stemma. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The thread died. */
  | { readonly kind: 'stopped'; readonly reason: string };

const NOTHING_YET: ScanProgress = {
  phase: 'look',
  files: 0,
  bytes: 0,
  manifests: 0,
  records: 0,
  toRead: null,
  read: 0,
};

/** One scan in a thread of its own, which any number of clients may have asked for. */
export class ScanJob {
  readonly progress = new Latest<ScanProgress>(NOTHING_YET);
  readonly outcome: Promise<ScanOutcome>;
  readonly #worker: Worker;
  #askers = 0;

  /** @param onNotices told what becomes of the index of an earlier session, before the scan begins */
  constructor(options: ScanThreadOptions, onNotices: (notices: readonly IndexNotice[]) => void) {
    this.#worker = new Worker(threadScript('scan-thread'), { workerData: options });
    this.outcome = new Promise((resolve) => {
      let last: ScanOutcome | null = null;
      let failure: string | null = null;
      this.#worker.on('message', (message: FromScan) => {
        switch (message.type) {
          case 'notices':
            onNotices(message.notices);
            break;
          case 'progress':
            this.progress.set(message.progress);
            break;
          case 'done':
            last = { ...message, kind: 'done' };
            break;
          case 'cancelled':
            last = { kind: 'cancelled' };
            break;
          case 'failed':
            last = { kind: 'failed', reason: message.reason };
            break;
        }
      });
      this.#worker.on('error', (error: unknown) => {
        failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
      });
      // Only when the thread has ended has it closed the index.
      this.#worker.once('exit', (code) => {
        const stopped = { kind: 'stopped', reason: failure ?? `it ended (${code})` } as const;
        resolve(failure === null ? (last ?? stopped) : stopped);
        this.progress.end();
      });
    });
  }

  /** One more wants the result. */
  join(): void {
    this.#askers += 1;
  }

  /** One no longer wants it; when nobody does, the scan is cancelled. */
  leave(): void {
    this.#askers -= 1;
    if (this.#askers === 0) this.cancel();
  }

  cancel(): void {
    this.#worker.postMessage('cancel' satisfies ToScan);
  }

  /** Ends the thread wherever it is, as a crash would. */
  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }
}
