import { z } from 'zod';
import { bytes, count } from '../numbers.ts';
import { blockingEntry } from '../workspace/statistics.ts';
import { WORK_KINDS } from './work-kinds.ts';

const path = z.object({ path: z.string(), reason: z.string() });

/** A record that would be left without its file, or a meta-model without a source. */
export const brokenRecord = z.object({
  manifest: z.string(),
  position: count,
  artifact_id: z.string().nullable(),
  /** The path of the file, or the id of the artifact, that it would miss. */
  needs: z.string(),
  /** Whether the need is written, or concluded (all folds of a named source). */
  inferred: z.boolean(),
});

/** The lock of another Stemma. Times are ISO 8601, UTC. */
export const heldLock = z.object({
  /** Names exactly this lock; `trash.takeOver` takes it away, and no other. */
  mark: z.string(),
  /** Who works there, on which computer, in which process; null where the lock says nothing. */
  user: z.string().nullable(),
  host: z.string().nullable(),
  pid: z.number().nullable(),
  since: z.string().nullable(),
  /** When its holder was last heard of. */
  heartbeat: z.string().nullable(),
  /** Whether its holder is sure to be dead: the next change takes it over by itself. */
  dead: z.boolean(),
});

/** Why planning, cleaning up or undoing it was refused as a whole. Lists hold at most a thousand, `count` says how many there are. */
export const cleanErrors = {
  /** Something else is being done in this workspace, by this Stemma: another window's move, say. */
  BUSY: { data: z.object({ work: z.enum(WORK_KINDS) }) },
  /** Another Stemma holds the lock; null where it was taken away from us in the middle of the work. */
  LOCKED: { data: z.object({ lock: heldLock.nullable() }) },
  /** Work on these batches of the trash was cut off: it is to be finished or rolled back first. */
  INTERRUPTED_WORK: { data: z.object({ trash_ids: z.array(z.string()).readonly() }) },
  /** These manifests or folders can't be read or seem to be gone, and may name stored files that are to go. */
  UNREADABLE: { data: z.object({ unreadable: z.array(blockingEntry).readonly(), count }) },
  /** Pipelines that may be running, by their manifests. */
  MAY_BE_RUNNING: { data: z.object({ manifests: z.array(z.string()).readonly(), count }) },
  /** Something else would miss what is to go, and nobody said that it may; or more than the plan said. */
  BREAKS: { data: z.object({ breaks: z.array(brokenRecord).readonly(), count }) },
  /** There is no manifest in the workspace: its folder's name is to be typed (`confirm_empty`). */
  NO_MANIFESTS: { data: z.object({ name: z.string() }) },
  /** A whole dataset goes only after its name was typed. */
  NOT_CONFIRMED: { data: z.object({ name: z.string() }) },
  /** It lies behind a link or on another disk, so that it can't be moved into the trash. */
  NOT_MOVABLE: { data: path },
  /** What nirs4all alone does: deleting these pipelines, or writing into a store, which names none. `reason` is in sentences. */
  LIBRARY_ALONE: { data: z.object({ reason: z.string(), manifests: z.array(z.string()).readonly(), count }) },
  /** A manifest that was to count as empty can be read, can't even be opened, or its id was typed wrong. */
  NOT_DECIDABLE: { data: path },
  /**
   * No space for the journal. `trash_bytes` is what emptying the trash would free; `needed_files` how many files are to be made, where it
   * is for them that the disk has no room.
   */
  NO_SPACE: { data: z.object({ needed_bytes: bytes, needed_files: count.nullable(), trash_bytes: bytes }) },
  CANNOT_WRITE: { data: path },
  /** Another Stemma is writing the index just now, so that nothing can be looked at again. */
  INDEX_BUSY: { data: z.object({}) },
  /** The thread that worked stopped. Work on the trash that it had begun is interrupted, see `trash.unfinished`. */
  WORK_STOPPED: { data: z.object({ reason: z.string() }) },
} as const;

/** See {@link heldLock}. */
export type HeldLock = z.infer<typeof heldLock>;

/** See {@link brokenRecord}. */
export type Break = z.infer<typeof brokenRecord>;
