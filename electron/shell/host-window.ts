import type { OfferedFolder } from '../worker/folder-refusal.ts';

/** A folder that somebody asked for on the command line, by a second start, or by having had it open last. */
export interface AskedFolder {
  readonly path: string;
  /** Grace period of orphans in milliseconds; 0 switches it off. */
  readonly graceMs: number;
  readonly isDemo: boolean;
}

/** A window, as far as answering it needs one. */
export interface HostWindow {
  /** What the window was made for: a folder, a workspace by its id, or null for the start page. */
  readonly asked: AskedFolder | { readonly id: string } | null;
  /** The id of the workspace that was last opened in this window. */
  workspace: string | null;
  /** The folder that was last refused to it, and the workspaces in there that it was told of; null before that. */
  offered: OfferedFolder | null;
  /** Asks for a folder with the system's dialog; null where the user changed their mind. */
  chooseFolder(): Promise<string | null>;
  /** Asks for files or a folder to bring in; null where the user changed their mind. */
  chooseSources(what: 'files' | 'folder'): Promise<readonly string[] | null>;
  /** Asks where a file is to be saved; null where the user changed their mind. */
  chooseTarget(name: string): Promise<string | null>;
  /** Lets the system drag a file out of the window, while a button of the mouse is down. */
  dragOut(file: string): Promise<void>;
  /** The paths of a drop, which stays; null where there is none of this id. */
  findDrop(id: string): readonly string[] | null;
  /** The paths of a drop, which can be had once; null where there is none of this id. */
  takeDrop(id: string): readonly string[] | null;
}
