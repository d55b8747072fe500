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
  unwritten: count,
});

/** A pipeline of the same run that stands beside one because either was fitted again on all data. No more than names say so. */
export const refit = z.object({
  manifest: z.string(),
  name: z.string(),
  dataset: z.string().nullable(),
  /** `original` for what was fitted before; of a stacking one, `base` models and the `meta` model were fitted again apart. */
  role: z.enum(['original', 'refit', 'base', 'meta']),
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
  /** Inferred; empty where nothing was fitted again. */
  refits: z.array(refit).readonly(),
});

/** See {@link typeTotals}. */
export type TypeTotals = z.infer<typeof typeTotals>;

/** See {@link refit}. */
export type Refit = z.infer<typeof refit>;

/** See {@link pipelineDetails}. */
export type PipelineDetails = z.infer<typeof pipelineDetails>;
