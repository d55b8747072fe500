import type { ChannelMessage } from '../../../shared/api/channel.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { GivenSource } from '../../registry/bring-in/given-source.ts';
import type { OpenError } from '../../registry/find-workspace.ts';

/** How a host wants a workspace opened. */
export interface OpenRequest {
  readonly path: string;
  /** Grace period of orphans in milliseconds; 0 switches it off. */
  readonly graceMs: number;
}

/** A workspace that the core opened. */
export interface OpenedWorkspace {
  /** Stable over sessions: made from the folder's real path. */
  readonly id: string;
  readonly name: string;
  /** The folder as it was named, absolute. */
  readonly root: string;
}

/** What a host tells the core. Connections are numbered by the host. */
export type ToCore =
  | { readonly type: 'open'; readonly request: number; readonly open: OpenRequest }
  | { readonly type: 'connect'; readonly connection: number; readonly readOnly: boolean }
  | { readonly type: 'message'; readonly connection: number; readonly data: ChannelMessage }
  | { readonly type: 'disconnect'; readonly connection: number }
  /** Something that may be brought in from now on, by its id; again with what has come since. */
  | { readonly type: 'source'; readonly source: GivenSource }
  | { readonly type: 'forget-source'; readonly id: string }
  /** Where an export may be written, by an id of the host's; null where it may not any more. */
  | { readonly type: 'place'; readonly id: string; readonly path: string | null }
  /** Stop what is under way, what moves files after the current one; close everything; and be gone. */
  | { readonly type: 'end' };

/** What the core tells its host. */
export type FromCore =
  | { readonly type: 'opened'; readonly request: number; readonly result: Result<OpenedWorkspace, OpenError> }
  | { readonly type: 'message'; readonly connection: number; readonly data: ChannelMessage }
  /** Whether a workspace is being changed, told whenever that changes: a host that ends asks before. */
  | { readonly type: 'changing'; readonly isChanging: boolean }
  | { readonly type: 'bug'; readonly what: string; readonly stack: string };

/** What the core is started with. */
export interface CoreOptions {
  /** Where indexes are kept; undefined is the user's cache folder, null keeps them in memory. */
  readonly cache?: string | null;
  /** Whether answers are checked against the contract too, which tests want. */
  readonly validateOutputs?: boolean;
}
