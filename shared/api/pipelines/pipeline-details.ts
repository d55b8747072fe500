import { z } from 'zod';
import { whatIf } from '../deletion/what-if.ts';
import { bytes, count } from '../numbers.ts';
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
    ...whatIf.omit({ pipelines: true, breaks: true }).shape,
    breaks: needingRecords,
  }),
  /** Largest first. */
  by_type: z.array(typeTotals).readonly(),
});

/** See {@link typeTotals}. */
export type TypeTotals = z.infer<typeof typeTotals>;

/** See {@link pipelineDetails}. */
export type PipelineDetails = z.infer<typeof pipelineDetails>;
