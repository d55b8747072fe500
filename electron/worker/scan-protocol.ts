import type { ScanProgress, ScanSummary } from '../../shared/api/workspace/workspace.ts';
import type { TrashState } from '../registry/trash/trash-state.ts';
import type { IndexNotice } from '../registry/index/index-home.ts';

/** What the scan thread is started with. */
export interface ScanThreadOptions {
  readonly root: string;
  /** Where indexes are kept; undefined is the user's cache folder, null keeps this one in memory. */
  readonly cache?: string | null;
}

/** What its starter tells the scan thread: to stop, leaving the index as it was. */
export type ToScan = 'cancel';

/** What the scan thread tells. It ends after `done`, `cancelled` or `failed`. */
export type FromScan =
  /** Said before the scan begins, where the index of an earlier session can't be used. */
  | { readonly type: 'notices'; readonly notices: readonly IndexNotice[] }
  | { readonly type: 'progress'; readonly progress: ScanProgress }
  | {
      readonly type: 'done';
      readonly summary: ScanSummary | null;
      readonly notices: readonly IndexNotice[];
      /** The index itself where it lives in memory; null where it is in its file. */
      readonly snapshot: Uint8Array | null;
      /** What our own folder in the workspace says by now. */
      readonly trash: TrashState;
    }
  | { readonly type: 'cancelled' }
  /** The folder is no longer a workspace. */
  | { readonly type: 'failed'; readonly reason: string };
