import type { StayReason } from '../../../shared/domain/clean.ts';
import type { Break } from '../../../shared/api/deletion/clean-errors.ts';
import type { BlockingEntry } from '../../../shared/api/workspace/statistics.ts';
import type { FileError } from '../files/file-system.ts';
import { plainWords } from '../files/plain-words.ts';
import type { LockOwner } from './lock-owner.ts';

/** Why cleaning up, or undoing it, was refused as a whole; nothing has changed then, unless the code says so. */
export type CleanError =
  /** Another Stemma holds the lock, or one that can't be told to be dead. `path` is the lock's on this system. */
  | {
      readonly code: 'LOCKED';
      readonly message: string;
      readonly owner: LockOwner | null;
      readonly path: string;
    }
  /** Work on a batch of the trash was cut off: it is to be finished or rolled back first. */
  | { readonly code: 'INTERRUPTED_WORK'; readonly message: string; readonly trash_ids: readonly string[] }
  /** A batch of the trash is not as a Stemma leaves it, or can't be looked at: nothing of it is touched. */
  | { readonly code: 'DAMAGED_BATCH'; readonly message: string; readonly trash_ids: readonly string[] }
  /** Something can't be read or seems to be gone, and may name stored files that are to go. */
  | {
      readonly code: 'UNREADABLE';
      readonly message: string;
      readonly unreadable: readonly BlockingEntry[];
    }
  /** Pipelines that may be running. */
  | { readonly code: 'MAY_BE_RUNNING'; readonly message: string; readonly manifests: readonly string[] }
  /** Something else would miss what is to go, and nobody said that it may. */
  | { readonly code: 'BREAKS'; readonly message: string; readonly breaks: readonly Break[] }
  /** There is no manifest in the workspace: is it the right folder? */
  | { readonly code: 'NO_MANIFESTS'; readonly message: string; readonly name: string }
  /** A whole dataset goes only after its name was typed. */
  | { readonly code: 'NOT_CONFIRMED'; readonly message: string; readonly name: string }
  /** It lies behind a link or on another disk, so that it can't be moved into the trash. */
  | {
      readonly code: 'NOT_MOVABLE';
      readonly message: string;
      readonly path: string;
      readonly why: Extract<StayReason, 'link' | 'device' | 'mount' | 'too-long' | 'odd-name' | 'unlistable'>;
    }
  /** What nirs4all alone does: deleting pipelines, which the message shows how to, or writing into a store, which names none. */
  | { readonly code: 'LIBRARY_ALONE'; readonly message: string; readonly manifests: readonly string[] }
  /** A manifest that was to count as empty can be read, or can't even be looked at. */
  | { readonly code: 'NOT_DECIDABLE'; readonly message: string; readonly path: string }
  | { readonly code: 'READ_ONLY'; readonly message: string; readonly path: string }
  /**
   * No space for the journal. Bytes; `trash_bytes` is what emptying the trash would free. `needed_files` where the disk has no room for
   * so many more files, whatever its free bytes; null otherwise.
   */
  | {
      readonly code: 'NO_SPACE';
      readonly message: string;
      readonly needed_bytes: number;
      readonly needed_files: number | null;
      readonly trash_bytes: number;
    }
  | { readonly code: 'CANNOT_WRITE'; readonly message: string; readonly path: string }
  /** Another Stemma is writing the index, so that nothing can be looked at a second time. */
  | { readonly code: 'INDEX_BUSY'; readonly message: string }
  /** No batch of this id in the trash, no plan, or no such file in it. */
  | { readonly code: 'NOT_FOUND'; readonly message: string; readonly name: string };

/** See {@link CleanError}. */
export type CleanErrorCode = CleanError['code'];

/** Errors of a disk, or of a user's share of it, that is full. */
export function isFull({ code }: FileError): boolean {
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** What a failed call that was to write means for the user. */
export function writeError(error: FileError, path: string): CleanError {
  if (error.code === 'EROFS') {
    return {
      code: 'READ_ONLY',
      message: `Nothing can be written to ${path}: ${plainWords(error)}.`,
      path,
    };
  }
  if (isFull(error)) {
    const message = `${path} can't be written: ${plainWords(error)}.`;
    return { code: 'NO_SPACE', message, needed_bytes: 0, needed_files: null, trash_bytes: 0 };
  }
  return { code: 'CANNOT_WRITE', message: `${path} can't be written: ${plainWords(error)}.`, path };
}
