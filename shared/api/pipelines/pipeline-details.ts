import { z } from 'zod';
import { bytes, count, fileTotals } from '../numbers.ts';
import { keepers } from '../deletion/what-if.ts';
import { pipeline } from './pipelines.ts';
import { needingRecords } from '../records/relations.ts';
import { unreadableEntry } from '../workspace/statistics.ts';

/** What the records of one type use in a pipeline; an empty type is that of items without one. */
export const typeTotals = z.object({
  type: z.string(),
  records: count,
  files: count,
  size_bytes: bytes,
  missing: count,
});

/** All about a pipeline, for the inspector. */
export const pipelineDetails = z.object({
  pipeline,
  schema_version: z.string().nullable(),
  nirs4all_version: z.string().nullable(),
  /** Whether it has an execution trace. */
  traced: z.boolean(),
  /** Why its manifest can't be read; null where it can. */
  problem: unreadableEntry.nullable(),
  if_deleted: z.object({
    frees: fileTotals,
    /** Files that stay, how many other pipelines use them, and where copies lie that do. */
    shared: fileTotals,
    shared_with: keepers,
    /** Files that go but free nothing: they have other names. */
    frees_nothing: fileTotals,
    /** Of its own folder. */
    folder_bytes: bytes,
    breaks: needingRecords,
  }),
  /** Largest first. */
  by_type: z.array(typeTotals).readonly(),
});

/** See {@link typeTotals}. */
export type TypeTotals = z.infer<typeof typeTotals>;

/** See {@link pipelineDetails}. */
export type PipelineDetails = z.infer<typeof pipelineDetails>;
