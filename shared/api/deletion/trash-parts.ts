import { z } from 'zod';
import { BATCH_WORK, PLAN_KINDS } from '../../domain/clean.ts';
import { heldLock } from './clean-errors.ts';
import { bytes, count } from '../numbers.ts';
import { WORK_KINDS } from './work-kinds.ts';

/** Work on a batch of the trash that is going on, or was cut off: while the lock is held, it may be the former. */
export const unfinishedWork = z.object({ trash_id: z.string(), work: z.enum(BATCH_WORK) });

/** What the window asks first of all: is there work to finish, is somebody at work? */
export const unfinished = z.object({
  /** Work that was cut off; while somebody is at work, it may be theirs. */
  work: z.array(unfinishedWork).readonly(),
  /** Who holds the lock; null where nobody does, or we do. */
  lock: heldLock.nullable(),
  /** What this Stemma is doing, for whichever window. */
  running: z.enum(WORK_KINDS).nullable(),
});

/** What the trash holds. */
export const trashTotals = z.object({
  batches: count,
  files: count,
  bytes,
  /** What emptying it would give back. */
  frees_bytes: bytes,
  /** Files that a manifest names again. */
  wanted: count,
  /** Batches with work that was cut off. */
  interrupted: count,
});

/** A batch: what one clean-up moved. */
export const trashBatch = z.object({
  id: z.string(),
  /** When its plan was made: ISO 8601, UTC; null where its journal is lost. */
  time: z.string().nullable(),
  kind: z.enum(PLAN_KINDS).nullable(),
  /** The dataset, pipeline or run that was named. */
  subject: z.string().nullable(),
  /** What lies in the trash of it now. */
  files: count,
  bytes,
  frees_bytes: bytes,
  /** `damaged`: nothing of it is touched, and nothing known of its files; `problem` says why, as it goes on after "because". */
  state: z.enum(['complete', 'interrupted', 'restored', 'damaged']),
  problem: z.string().nullable(),
  interrupted: z.enum(BATCH_WORK).nullable(),
  wanted: count,
  /** Folders that its files go back to, at most five, and how many there are. */
  folders: z.array(z.string()).readonly(),
  folder_count: count,
  /** How many of its files stay when it is put back, because something else has their names by now. */
  conflicts: count,
});

/** A file in the trash. */
export const trashedFile = z.object({
  /** Where it was, and goes back to. */
  path: z.string(),
  size_bytes: bytes,
  /** Whether a manifest names it again. */
  wanted: z.boolean(),
  /** Whether its name was taken since: it stays in the trash, or its pipeline's folder goes beside the new one. */
  clash: z.enum(['conflict', 'beside']).nullable(),
});

/** A part of the files of a batch. */
export const trashFilePage = z.object({
  files: z.array(trashedFile).readonly(),
  total: count,
  /** Of all its files, how many names were taken since. */
  conflicts: count,
  beside: count,
});

/** See {@link unfinishedWork}. */
export type UnfinishedWork = z.infer<typeof unfinishedWork>;

/** See {@link unfinished}. */
export type Unfinished = z.infer<typeof unfinished>;

/** See {@link trashTotals}. */
export type TrashTotals = z.infer<typeof trashTotals>;

/** See {@link trashBatch}. */
export type TrashBatch = z.infer<typeof trashBatch>;

/** See {@link trashedFile}. */
export type TrashedFile = z.infer<typeof trashedFile>;

/** See {@link trashFilePage}. */
export type TrashFilePage = z.infer<typeof trashFilePage>;
