import { z } from 'zod';
import { bytes, count } from '../numbers.ts';
import { recordState } from './record-state.ts';

/** What records of a filter use, counted once; for the footer of a selection. */
export const recordTotals = z.object({
  records: count,
  files: count,
  stored_bytes: bytes,
  /** What deleting exactly these records would free. */
  exclusive_bytes: bytes,
  missing: count,
  unwritten: count,
  /** Of how many pipelines they are. */
  pipelines: count,
});

/**
 * How many records each choice of a filter would leave; a facet's own condition does not narrow it. Most common
 * first, but folds and sizes in their order.
 */
export const facets = z.object({
  types: z.array(z.object({ value: z.string(), records: count })).readonly(),
  states: z.array(z.object({ value: recordState, records: count })).readonly(),
  folds: z
    .array(z.object({ value: z.union([z.number().int(), z.literal('all')]), records: count }))
    .readonly(),
  /** By recorded size: from `value` bytes on, up to the next one. */
  sizes: z.array(z.object({ value: count, below: count.nullable(), records: count })).readonly(),
  /** At most 50 of `class_count`. */
  classes: z.array(z.object({ value: z.string(), records: count })).readonly(),
  class_count: count,
  /** Of the records that meet all conditions; at most 50 of each. */
  pipelines: z
    .array(
      z.object({
        manifest: z.string(),
        pipeline_id: z.string().nullable(),
        /** What it is called in a database, where ids are long numbers; null for a manifest. */
        pipeline_name: z.string().nullable(),
        records: count,
      }),
    )
    .readonly(),
  datasets: z.array(z.object({ value: z.string(), records: count })).readonly(),
  /** Names of parameters, and the values of each that are most common, as `shared/search` compares them. */
  parameters: z
    .array(
      z.object({
        name: z.string(),
        records: count,
        values: z.array(z.object({ value: z.string(), records: count })).readonly(),
      }),
    )
    .readonly(),
});

/** See {@link recordTotals}. */
export type RecordTotals = z.infer<typeof recordTotals>;

/** See {@link facets}. */
export type Facets = z.infer<typeof facets>;
