import { z } from 'zod';
import { bytes, count, fileTotals } from '../numbers.ts';
import { fileState } from '../records/files.ts';
import { pipeline, pipelinePage } from '../pipelines/pipelines.ts';
import { LAYOUT_NAMES } from '../../domain/layout-name.ts';
import { pipelinesStay } from '../workspace/layout-words.ts';
import { blockingEntry } from '../workspace/statistics.ts';

const kinds = z.object({
  orphans: fileTotals,
  foreign: fileTotals,
  /** These stay, whatever is chosen. */
  recent: fileTotals,
  undecided: fileTotals,
  /** Folders of results that no run names, with what is in them; null where the layouts here keep none, or they can't be told now. */
  results: fileTotals.extend({ folders: count }).nullable(),
  /** Failed pipelines; `frees` is what deleting all of them would free. */
  failed: z.object({ pipelines: count, frees: fileTotals }),
  /** All pipelines; `exclusive_bytes` is what only they use: deleting all of them would free it, also what they share. */
  pipelines: z.object({ pipelines: count, exclusive_bytes: bytes }),
  datasets: z.object({ datasets: count, stored_bytes: bytes }),
  /** Pipelines that nirs4all alone deletes, with why; null where there are none. They are in none of the numbers above. */
  library_alone: pipelinesStay.extend({ pipelines: count }).nullable(),
  /** What can't be read, or seems to be gone, and stands in the way: no stored file that it may be about is moved. */
  blocking: z.array(blockingEntry).readonly(),
  /** Manifests that the user decided to count as empty, folders and archives to look past. */
  counted_empty: z.array(z.string()).readonly(),
  /** Datasets of which the user decided that their pipelines were deleted. */
  counted_deleted: z.array(z.string()).readonly(),
  /** Where no manifest of a pipeline can be read: how many files look unused for it, and the name that is to be typed. */
  no_manifests: z.object({ files: count, name: z.string() }).nullable(),
  /** Whether the last scan could not be done, so that nothing is called an orphan. */
  stale: z.boolean(),
  /**
   * Whether it is known which files are orphans, and which only some pipelines use. What can't be read of one dataset leaves the
   * orphans of others known; the files that it may be about are undecided.
   */
  orphans_known: z.boolean(),
  use_known: z.boolean(),
});

/** See {@link cleanKinds}. An interface, because its name keeps the type of the whole contract short enough for the compiler. */
export interface CleanKinds extends z.infer<typeof kinds> {}

/** The kinds of what can be cleaned up, with their sizes. */
export const cleanKinds: z.ZodType<CleanKinds> = kinds;

/** Why a file that nothing names is in its state. */
export const unusedReason = z.enum([
  /** No manifest names it. */
  'unnamed',
  /** The same, and its size shows that it is not what its name says: a later run would take it and break. */
  'cut-off',
  /** It is younger than the grace period; a pipeline of its dataset may be running. */
  'young',
  'running',
  /** Something can't be read and may name it; a record whose file is missing may mean it; the last scan failed. */
  'unreadable',
  /** No pipeline of its dataset is there, while a folder of its runs stands empty: a disk may not be mounted. */
  'emptied',
  'claimed',
  'stale',
  /** Not a name that nirs4all writes. */
  'name',
]);

/** States of files that nothing names. */
export const unusedState = fileState.exclude(['referenced', 'kept']);

/** A stored file that nothing names. */
export const unusedFile = z.object({
  path: z.string(),
  size_bytes: bytes,
  /** ISO 8601, UTC. */
  mtime: z.string(),
  /** When its inode last changed, as copying, moving and changing rights do. ISO 8601, UTC. */
  ctime: z.string(),
  state: unusedState,
  reason: unusedReason,
  dataset: z.string().nullable(),
  /** Whose it is. */
  layout: z.enum(LAYOUT_NAMES),
  /** Hard links; above 1 removing it frees nothing. */
  links: count,
  /** Whether it is a link or lies behind one: then it is never moved. */
  link: z.boolean(),
});

/** How such a list can be ordered; equal ones are by their path. */
export const unusedSort = z.enum(['path', 'size_bytes', 'mtime', 'state', 'dataset']);

/** A part of such a list, with the sums of all of it. */
export const unusedPage = z.object({ files: z.array(unusedFile).readonly(), total: fileTotals });

/** A folder of results that no run names. */
export const spareFolder = z.object({
  path: z.string(),
  files: count,
  size_bytes: bytes,
  /** When something in it was last written, ISO 8601, UTC. */
  mtime: z.string(),
  /** Whether it stays: younger than the grace period, or a run may be going on that comes to name it. */
  young: z.boolean(),
});

const sparePart = z.object({ folders: z.array(spareFolder).readonly(), total: count });

/** See {@link sparePage}. */
export interface SparePage extends z.infer<typeof sparePart> {}

/** A part of the list of such folders, the largest first, with how many there are. */
export const sparePage: z.ZodType<SparePage> = sparePart;

/** What another grace period would make of the files that nothing names. */
export const graceChoice = z.object({
  grace_ms: z.number(),
  orphans: fileTotals,
  recent: fileTotals,
  undecided: fileTotals,
});

/** A pipeline that failed. */
export const failedPipeline = pipeline.extend({
  /** The last step that it has records of; null where it has none. */
  last_step: count.nullable(),
});

/** A page of failed pipelines; `next` as in {@link pipelinePage}. */
export const failedPage = pipelinePage.extend({ pipelines: z.array(failedPipeline).readonly() });

/** A dataset as it could go whole. */
export const cleanDataset = z.object({
  dataset: z.string(),
  pipelines: count,
  /** What would go: all in the folders that its runs share and what only its pipelines use. */
  files: fileTotals,
  frees_bytes: bytes,
  /** How many records of others would be left without what they need. */
  breaks: count,
  /** Its pipelines that nirs4all alone deletes: with any, it can't go whole here. */
  library_alone: count,
  /** Datasets whose names are easily taken for this one, and which are not touched. */
  near: z.array(z.string()).readonly(),
});

/** See {@link spareFolder}. */
export type SpareFolder = z.infer<typeof spareFolder>;

/** See {@link graceChoice}. */
export type GraceChoice = z.infer<typeof graceChoice>;

/** See {@link unusedFile}. */
export type UnusedFile = z.infer<typeof unusedFile>;

/** See {@link unusedState}. */
export type UnusedState = z.infer<typeof unusedState>;

/** See {@link unusedReason}. */
export type UnusedReason = z.infer<typeof unusedReason>;

/** See {@link unusedPage}. */
export type UnusedPage = z.infer<typeof unusedPage>;

/** See {@link unusedSort}. */
export type UnusedSort = z.infer<typeof unusedSort>;

/** See {@link failedPipeline}. */
export type FailedPipeline = z.infer<typeof failedPipeline>;

/** See {@link cleanDataset}. */
export type CleanDataset = z.infer<typeof cleanDataset>;
