import { z } from 'zod';
import { BATCH_WORK, RESULT_NOTES, SKIP_REASONS } from '../../domain/clean.ts';
import { bytes, count, fileTotals } from '../numbers.ts';
import { WORK_KINDS } from './work-kinds.ts';

/**
 * A page's own name for work that it begins, by which it can follow it again when it was loaded anew: such work goes on for some
 * seconds without it. Null for work that stops with its connection.
 */
export const workId = z.string().min(1).max(100).nullable().default(null);

/** How far work is. */
export const workProgress = z.object({
  /** `wait` until a scan or other work is done; `look` reads what changed, before the work and after it. */
  phase: z.enum(['wait', 'look', 'move', 'restore', 'empty']),
  files: count,
  /** Of what is moved or removed; while looking, what was seen so far. */
  total_files: count,
  bytes,
  total_bytes: bytes,
});

/** Work that is under way in a workspace, whoever asked for it. */
export const runningWork = z.object({ kind: z.enum(WORK_KINDS), progress: workProgress });

/** A file that was left where it is. */
export const skippedFile = z.object({
  path: z.string(),
  reason: z.enum(SKIP_REASONS),
  /** For `failed`: what the system said. */
  message: z.string().nullable(),
  /** For what a manifest names by now: since when, in milliseconds since 1970; null where that is not known. */
  named_since: z.number().nullable(),
});

/** What moving, putting back or deleting for good came to. */
export const workResult = z.object({
  work: z.enum(BATCH_WORK),
  /** The batch; null where nothing was moved, or several were worked on. */
  trash_id: z.string().nullable(),
  /** What was moved into the trash, put back, or deleted for good. */
  done: fileTotals,
  /** What the disk got back: 0 but for deleting for good. */
  freed_bytes: bytes,
  /** Files that went back beside a pipeline's folder that was taken: at most a thousand. */
  beside: z.array(z.object({ path: z.string(), target: z.string() })).readonly(),
  /** At most a thousand, those that had not had their turn last; `skipped_files` says how many there are. */
  skipped: z.array(skippedFile).readonly(),
  skipped_files: count,
  notes: z.array(z.enum(RESULT_NOTES)).readonly(),
  /** Whether it was stopped on the way. What was moved can be undone. */
  cancelled: z.boolean(),
});

/** See {@link workProgress}. */
export type WorkProgress = z.infer<typeof workProgress>;

/** See {@link runningWork}. */
export type RunningWork = z.infer<typeof runningWork>;

/** See {@link skippedFile}. */
export type SkippedFile = z.infer<typeof skippedFile>;

/** See {@link workResult}. */
export type WorkResult = z.infer<typeof workResult>;
