import { z } from 'zod';
import { UNREADABLE_KINDS } from '../../domain/unreadable-kind.ts';
import { bytes, count } from '../numbers.ts';

/** Counts and bytes of a workspace or one dataset. */
export const totals = z.object({
  /** Of pipelines that manifests are read from; those of databases are among the pipelines alone. */
  manifests: count,
  pipelines: count,
  unreadable_manifests: count,
  records: count,
  files: count,
  stored_bytes: bytes,
  referenced_files: count,
  referenced_bytes: bytes,
  /** Of databases: what only rows name that no chain uses. */
  kept_files: count,
  kept_bytes: bytes,
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
  /** Of those, the ones of variants whose files a database never had, which is normal. */
  unwritten_files: count,
  unwritten_records: count,
  /** What the records would take without sharing files. */
  logical_bytes: bytes,
  saved_bytes: z.number(),
  dedup_ratio_files: z.number(),
  dedup_ratio_bytes: z.number(),
  /** Sum of the sizes that the records state. */
  recorded_bytes: z.number(),
});

/** What a store has besides, in counts and bytes: of native results also those that no run names. Together with `stored_bytes` all that lies in it. */
export const storeTotals = z.object({
  runs: count,
  pipelines: count,
  chains: count,
  predictions: count,
  native_results_bytes: bytes,
  native_results_unreferenced_bytes: bytes,
  arrays_bytes: bytes,
  logs_bytes: bytes,
  exports_bytes: bytes,
  outputs_bytes: bytes,
  library_bytes: bytes,
  database_bytes: bytes,
  /** Of its write-ahead log, where it has one. */
  database_log_bytes: bytes,
});

/** What records of one type or class use. */
export const groupTotals = z.object({ records: count, files: count, stored_bytes: bytes });

/** A manifest, database, folder or archive that can't be read; lines and columns count from 1. */
export const unreadableEntry = z.object({
  path: z.string(),
  line: z.number().nullable(),
  column: z.number().nullable(),
  message: z.string(),
  code: z.string(),
  what: z.enum(UNREADABLE_KINDS),
});

const blockingPart = unreadableEntry.extend({
  /** The datasets whose files it may be about; null for all. */
  datasets: z.array(z.string()).readonly().nullable(),
  /** Runs whose own files it may be about too, with all that lies in them. */
  runs: z.array(z.string()).readonly(),
  /**
   * What can be decided about it: that a manifest counts as empty (`clean.countEmpty`), that a place is looked past
   * (`clean.lookPast`), that the pipelines of its dataset were deleted (`clean.countDeleted`); `name`: nothing, but the
   * workspace's name can be typed with what is to be done.
   */
  decision: z.enum(['empty', 'past', 'deleted', 'name', 'none']),
});

/** See {@link blockingEntry}. */
export interface BlockingEntry extends z.infer<typeof blockingPart> {}

/** Something that stands in the way of calling files orphans. */
export const blockingEntry: z.ZodType<BlockingEntry> = blockingPart;

/** A folder of runs that stands empty, so that manifests seem to be gone: those of a dataset, or (null) all. */
export const emptiedEntry = z.object({
  path: z.string(),
  dataset: z.string().nullable(),
  message: z.string(),
});

/** The answer to `stats`. */
export const statistics = z.object({
  totals,
  by_type: z.record(z.string(), groupTotals),
  by_class: z.record(z.string(), groupTotals),
  by_dataset: z.record(z.string(), totals),
  /** All that can't be read, whatever was decided about it. */
  unreadable: z.array(unreadableEntry).readonly(),
  /** What of that, and of what seems to be gone, nobody has decided about. */
  blocking: z.array(blockingEntry).readonly(),
  emptied: z.array(emptiedEntry).readonly(),
});

/** See {@link totals}. */
export type Totals = z.infer<typeof totals>;

/** See {@link storeTotals}. */
export type StoreTotals = z.infer<typeof storeTotals>;

/** See {@link statistics}. */
export type Statistics = z.infer<typeof statistics>;

/** See {@link groupTotals}. */
export type GroupTotals = z.infer<typeof groupTotals>;

/** See {@link unreadableEntry}. */
export type UnreadableEntry = z.infer<typeof unreadableEntry>;

/** What the user can decide about something that stands in the way. */
export type DecisionKind = BlockingEntry['decision'];

/** See {@link emptiedEntry}. */
export type EmptiedEntry = z.infer<typeof emptiedEntry>;
