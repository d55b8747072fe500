import type { IndexNotice } from '../../registry/index/index-home.ts';
import type { TrashState } from '../../registry/trash/trash-state.ts';
import type { JobName } from './table.ts';

/** The workspace that jobs are about. */
export interface JobWorkspace {
  readonly root: string;
  /** The same with links resolved. */
  readonly realRoot: string;
  /** Where indexes are kept; undefined is the user's cache folder, null keeps this one in memory. */
  readonly cache?: string | null;
  /** The index file; null where it lives in memory. */
  readonly file: string | null;
}

/** What a job's thread is started with. */
export interface JobOptions {
  readonly name: JobName;
  readonly input: unknown;
  readonly workspace: JobWorkspace;
  /** Begins every name that the thread makes up, its lock's among them: 6 characters of 0-9 and a-f. */
  readonly mark: string;
  /** For a job that asks the index, and only where that lives in memory: the index as it is when the job is taken on. */
  readonly snapshot: Uint8Array | null;
}

/** What its starter tells the thread. */
export type ToJob = 'cancel';

/** How a job that writes left the workspace and its index. */
export interface IndexAfter {
  /** Whether the index may say something else now. */
  readonly changed: boolean;
  /** Whether the last look could not be done, so that the index may be behind; null where the job did not look. */
  readonly isStale: boolean | null;
  readonly notices: readonly IndexNotice[];
  /** The index itself where it lives in memory; null where it is in its file, or is not there. */
  readonly snapshot: Uint8Array | null;
  /** What our own folder in the workspace says by now. */
  readonly trash: TrashState;
}

/** What the thread of a job tells. It ends after `done`, `cancelled` or `failed`. */
export type FromJob =
  /** Said before it begins, where the index of an earlier session can't be used. */
  | { readonly type: 'notices'; readonly notices: readonly IndexNotice[] }
  | { readonly type: 'progress'; readonly progress: unknown }
  /** `after` is null for a job that only reads. */
  | { readonly type: 'done'; readonly value: unknown; readonly after: IndexAfter | null }
  /** It was dropped: nobody wanted it any more. */
  | { readonly type: 'cancelled' }
  /** The folder is no longer a workspace. */
  | { readonly type: 'failed'; readonly reason: string };
