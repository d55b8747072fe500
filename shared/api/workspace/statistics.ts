import { z } from 'zod';

const count = z.number().int().nonnegative();
const bytes = count;

/** Counts and bytes of a workspace or one dataset. */
export const totals = z.object({
  manifests: count,
  unreadable_manifests: count,
  records: count,
  files: count,
  stored_bytes: bytes,
  referenced_files: count,
  referenced_bytes: bytes,
  orphan_files: count,
  orphan_bytes: bytes,
  recent_files: count,
  recent_bytes: bytes,
  undecided_files: count,
  undecided_bytes: bytes,
  foreign_files: count,
  foreign_bytes: bytes,
  missing_files: count,
  missing_records: count,
  logical_bytes: bytes,
  saved_bytes: z.number(),
  dedup_ratio_files: z.number(),
  dedup_ratio_bytes: z.number(),
  recorded_bytes: z.number(),
});

const group = z.object({ records: count, files: count, stored_bytes: bytes });

/** A manifest or folder that can't be read; lines and columns count from 1. */
export const unreadableEntry = z.object({
  path: z.string(),
  line: z.number().nullable(),
  column: z.number().nullable(),
  message: z.string(),
  code: z.string(),
});

/** Something that stands in the way of calling files orphans. */
export const blockingEntry = unreadableEntry.extend({
  /** The datasets whose files it may be about; null for all. */
  datasets: z.array(z.string()).readonly().nullable(),
  /**
   * What can be decided about it: that a manifest counts as empty (`clean.countEmpty`), that a place is looked past
   * (`clean.lookPast`), that the pipelines of its dataset were deleted (`clean.countDeleted`); `name`: nothing, but the
   * workspace's name can be typed with what is to be done.
   */
  decision: z.enum(['empty', 'past', 'deleted', 'name', 'none']),
});

/** What `stats` answers; see the registry's `query/stats.ts`. */
export const statistics = z.object({
  totals,
  by_type: z.record(z.string(), group),
  by_class: z.record(z.string(), group),
  by_dataset: z.record(z.string(), totals),
  /** All that can't be read, whatever was decided about it. */
  unreadable: z.array(unreadableEntry).readonly(),
  /** What of that, and of what seems to be gone, nobody has decided about. */
  blocking: z.array(blockingEntry).readonly(),
  /** Folders of runs that stand empty, so that manifests seem to be gone: those of a dataset, or (null) all. */
  emptied: z
    .array(z.object({ path: z.string(), dataset: z.string().nullable(), message: z.string() }))
    .readonly(),
});

/** See {@link totals}. */
export type Totals = z.infer<typeof totals>;

/** See {@link statistics}. */
export type Statistics = z.infer<typeof statistics>;
