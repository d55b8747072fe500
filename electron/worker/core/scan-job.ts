import type { ScanProgress, ScanSummary } from '../../../shared/api/workspace/workspace.ts';
import type { TrashState } from '../../registry/trash/trash-state.ts';
import type { IndexNotice } from '../../registry/index/index-home.ts';
import type { FromScan, ScanThreadOptions, ToScan } from '../scan-protocol.ts';
import { Latest } from './latest.ts';
import { endText, ThreadJob } from './thread-job.ts';

/** How a scan ended. */
export type ScanOutcome =
  | {
      readonly kind: 'done';
      readonly summary: ScanSummary | null;
      readonly notices: readonly IndexNotice[];
      readonly snapshot: Uint8Array | null;
      readonly trash: TrashState;
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
  readonly #thread: ThreadJob<FromScan>;
  #askers = 0;

  /**
   * @param turn resolves when the scan may begin: other work that writes the index is done
   * @param onNotices told what becomes of the index of an earlier session, before the scan begins
   */
  constructor(
    options: ScanThreadOptions,
    turn: Promise<unknown>,
    onNotices: (notices: readonly IndexNotice[]) => void,
  ) {
    let last: ScanOutcome | null = null;
    this.#thread = new ThreadJob('scan-thread', options, turn, (message: FromScan) => {
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
    this.outcome = this.#thread.ended.then((end) => {
      this.progress.end();
      if (end.kind === 'never') return { kind: 'cancelled' };
      if (end.kind === 'ended' && last !== null) return last;
      return { kind: 'stopped', reason: endText(end) };
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
    this.#thread.cancel('cancel' satisfies ToScan);
  }
}
