import type { IndexNotice } from '../../registry/index/index-home.ts';
import type { TrashState } from '../../registry/trash/trash-state.ts';
import type { ReadingName, WritingName } from './table.ts';

/** Which workspace a job that writes opens. */
export interface WritingOptions {
  readonly root: string;
  /** Where indexes are kept; undefined is the user's cache folder, null keeps this one in memory. */
  readonly cache?: string | null;
}

/** Which workspace a job that reads looks at. */
export interface ReadingOptions {
  /** The workspace's folder with links resolved. */
  readonly realRoot: string;
  /** The index file; null where there is none. */
  readonly file: string | null;
}

/** What a job's thread is started with. */
export type JobOptions =
  | (WritingOptions & {
      readonly lane: 'write';
      readonly name: WritingName;
      readonly input: unknown;
      /** Begins every name that the thread makes up, its lock's among them: 6 characters of 0-9 and a-f. */
      readonly mark: string;
    })
  | (ReadingOptions & { readonly lane: 'read'; readonly name: ReadingName; readonly input: unknown });

/** What its starter tells the thread of a job that writes. */
export type ToJob = 'cancel';

/** How a job that wrote left the workspace and its index. */
export interface IndexAfter {
  /** Whether the index may say something else now. */
  readonly changed: boolean;
  /** Whether the last look could not be done, so that the index may be behind. */
  readonly isStale: boolean;
  readonly notices: readonly IndexNotice[];
  /** The index itself where it lives in memory; null where it is in its file, or is not there. */
  readonly snapshot: Uint8Array | null;
  /** What our own folder in the workspace says by now. */
  readonly trash: TrashState;
}

/** What the thread of a job tells. It ends after `done`, `cancelled`, `failed` or `read`. */
export type FromJob =
  /** Said before it begins, where the index of an earlier session can't be used. */
  | { readonly type: 'notices'; readonly notices: readonly IndexNotice[] }
  | { readonly type: 'progress'; readonly progress: unknown }
  | { readonly type: 'done'; readonly value: unknown; readonly after: IndexAfter }
  /** It was dropped: nobody wanted it any more. */
  | { readonly type: 'cancelled' }
  /** The folder is no longer a workspace. */
  | { readonly type: 'failed'; readonly reason: string }
  /** What a job that only reads ends with. */
  | { readonly type: 'read'; readonly value: unknown };
