import type { WorkspacePath } from '../files/paths.ts';

/** Why a file of a plan or batch was left where it is. */
export type SkipReason =
  /** It is not what it was when the plan was made. */
  | 'changed'
  | 'gone'
  /** A record names it by now, or named it again after it had been moved: it is back in its place. */
  | 'referenced'
  | 'wanted-again'
  /** It no longer is an orphan, or foreign: too young, or a record whose file is missing may mean it. */
  | 'recent'
  | 'claimed'
  | 'running'
  /** It lies behind a link, or on another disk, by now. */
  | 'link'
  /** The manifest of its pipeline stays, so it does too. */
  | 'pipeline-stays'
  /** Something else lies where it would go. */
  | 'taken'
  /** Other bytes lie in its place in the workspace: nothing is ever replaced. */
  | 'conflict'
  /** The system refused; the message is its own. */
  | 'failed'
  /** The work was cancelled before it was its turn. */
  | 'cancelled';

/** A file that was left where it is. */
export interface Skipped {
  readonly path: WorkspacePath;
  readonly reason: SkipReason;
  /** For `failed`: what the system said. */
  readonly message: string | null;
}

/** Makes a {@link Skipped}. */
export function skipped(path: WorkspacePath, reason: SkipReason, message: string | null = null): Skipped {
  return { path, reason, message };
}

/** What the user should know about work that was done. */
export type ResultNote =
  /** Files were moved by renaming, because the file system has no hard links. */
  | 'MOVED_BY_RENAME'
  /** The disk did not say that it holds the changes: they may not survive a power cut. */
  | 'NOT_SYNCED'
  /** After the last move something could not be read, so nobody knows whether it names what was moved. */
  | 'NOT_LOOKED_AGAIN';

/** How far work is. Bytes and files of what is being moved or removed. */
export interface CleanProgress {
  /** `look` reads what changed in the workspace, before the work and after it. */
  readonly phase: 'look' | 'move' | 'restore' | 'empty';
  readonly files: number;
  readonly totalFiles: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

/** Asks work to stop after the current file; an `AbortSignal` is one. */
export interface Cancel {
  readonly aborted: boolean;
}

/** Work that can't be cancelled. */
export const NEVER: Cancel = { aborted: false };

/** How many files are worked on between two reports of progress: about 2 ms. */
export const REPORT_EVERY = 32;
