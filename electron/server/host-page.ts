import type { OfferedFolder } from '../worker/folder-refusal.ts';

/** A page, as far as answering it needs one. */
export interface HostPage {
  /** The folder that was last refused to it, and the workspaces in there that it was told of; null before that. */
  offered: OfferedFolder | null;
}
