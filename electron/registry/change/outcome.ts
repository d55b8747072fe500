import type { SkippedFile, WorkProgress } from '../../../shared/api/deletion/clean-work.ts';
import type { SkipReason } from '../../../shared/domain/clean.ts';
import type { WorkspacePath } from '../files/paths.ts';

/** A file that was left where it is. */
export interface Skipped extends Omit<SkippedFile, 'named_since'> {
  readonly path: WorkspacePath;
}

/** Makes a {@link Skipped}. */
export function skipped(path: WorkspacePath, reason: SkipReason, message: string | null = null): Skipped {
  return { path, reason, message };
}

/** How far work is that has its turn. */
export type CleanProgress = WorkProgress & { readonly phase: Exclude<WorkProgress['phase'], 'wait'> };

/** Asks work to stop after the current file, after which it yields; an `AbortSignal` is one. */
export interface Cancel {
  readonly aborted: boolean;
}

/** Work that can't be cancelled. */
export const NEVER: Cancel = { aborted: false };
