import { z } from 'zod';
import { WAY_GROUP_KINDS, WAY_ROLES } from '../../domain/way.ts';
import { bytes, count, sums } from '../numbers.ts';
import { recordKey } from '../records/record-key.ts';
import { recordState } from '../records/record-state.ts';

/** What operators do on the way of the data; see `domain/way.ts`. */
export const wayRole = z.enum(WAY_ROLES);

/** One record of an operator: a fold, or what all folds share (`fold` null). */
export const wayRecord = z.object({
  key: recordKey,
  fold: z.number().int().nullable(),
  /** Of the stored file; of a missing one as recorded. */
  size_bytes: bytes,
  exclusive_bytes: bytes,
  state: recordState,
  /** Whether its file, which is missing, was never written. */
  unwritten: z.boolean(),
  created_at: z.string().nullable(),
});

/** An operator of a pipeline, as the tree of Chains shows it. */
export const wayNode = sums.extend({
  /** Its place in `nodes`, which are in the order of the pipeline. */
  id: count,
  /** Under which node it stands in the tree; with several inputs the last one that leads to all of them. Null at the top. */
  parent: count.nullable(),
  /** Where it takes several inputs: the first of them, by id, at most 50. Then it stands under a row that names them. */
  inputs: z.array(count).readonly(),
  /** How many inputs it takes; 0 or 1 where `inputs` is empty. */
  input_count: count,
  /** Whether the inputs are what the record's `depends_on` names. */
  depends: z.boolean(),
  /** Counts from 1; null where nothing says so. */
  step: z.number().int().nullable(),
  /** Empty where neither the trace nor a record names one. */
  class: z.string(),
  /** The trace's type of the step: `transform`, `model`, `branch`, ...; empty where unknown. */
  type: z.string(),
  role: wayRole,
  /** Of its records; null where it stored nothing, or its items have no type. */
  artifact_type: z.string().nullable(),
  branch: z.array(z.number().int()).readonly(),
  substep: z.number().int().nullable(),
  source: z.number().int().nullable(),
  /** Concluded, not written. */
  inferred: z.boolean(),
  /** In fold order; empty where the step stored nothing. */
  folds: z.array(wayRecord).readonly(),
});

/** The way of the data through one pipeline. */
export const pipelineWay = z.object({
  manifest: z.string(),
  /** Without a trace, steps that stored nothing are not known. */
  traced: z.boolean(),
  nodes: z.array(wayNode).readonly(),
});

/** An operator that the data went through on the way to a record. */
export const wayStop = z.object({
  /** Counts from 1; null where nothing says which step it is. */
  step: z.number().int().nullable(),
  class: z.string(),
  branch: z.array(z.number().int()).readonly(),
  source: z.number().int().nullable(),
  substep: z.number().int().nullable(),
  kind: z.enum(WAY_GROUP_KINDS),
  /** Concluded, not written. */
  inferred: z.boolean(),
});

/** An operator on the way to a record, and the record of it that belongs to the same fold, or that all folds share. */
export const chainStop = wayStop.extend({
  /** The record of the same fold, else the first; null where the operator stored nothing. */
  key: recordKey.nullable(),
});

/**
 * Operators that stand beside each other, at most 20 of `count`. A line of groups leads from the first step to the
 * record itself, its last.
 */
export const wayGroup = z.object({ count, stops: z.array(chainStop).readonly() });

/** The line of one record; empty where it can't be placed. */
export const chainLine = z.object({
  key: recordKey,
  groups: z.array(wayGroup).readonly(),
});

/** See {@link wayRecord}. */
export type WayRecord = z.infer<typeof wayRecord>;

/** See {@link wayNode}. */
export type PipelineWayNode = z.infer<typeof wayNode>;

/** See {@link pipelineWay}. */
export type PipelineWay = z.infer<typeof pipelineWay>;

/** See {@link wayStop}. */
export type WayStop = z.infer<typeof wayStop>;

/** See {@link chainStop}. */
export type ChainStop = z.infer<typeof chainStop>;

/** See {@link wayGroup}. */
export type ChainGroup = z.infer<typeof wayGroup>;

/** See {@link chainLine}. */
export type ChainLine = z.infer<typeof chainLine>;
