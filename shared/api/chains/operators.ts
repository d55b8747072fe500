import { z } from 'zod';
import { OPERATOR_SORTS } from '../../domain/sorts.ts';
import { count, sums } from '../numbers.ts';
import { recordKey } from '../records/record-key.ts';
import { wayRole } from './way.ts';

/**
 * Equal operators of all pipelines of a dataset: same class, same parameters, same way before. Sums are of its own
 * records and of all operators below.
 */
export const operatorRow = sums.extend({
  /** Stays the same from one revision to the next; to be given back to ask for what is below. */
  id: z.string(),
  kind: z.enum(['dataset', 'operator']),
  /** The class, or the dataset's name; empty where there is none. */
  name: z.string(),
  /** The trace's type of the step; empty for datasets. */
  type: z.string(),
  role: wayRole.nullable(),
  artifact_type: z.string().nullable(),
  /** Parameters as JSON, cut at 400 characters; null where nothing says them. */
  parameters: z.string().nullable(),
  /** Where it takes several inputs: how many, and the class of the first. */
  inputs: z.object({ count, first: z.string() }).nullable(),
  /** Concluded, not written, in at least one pipeline. */
  inferred: z.boolean(),
  pipelines: count,
  /** The first of its own records; null where it stored nothing. */
  first_record: recordKey.nullable(),
  /** How many rows are directly below. */
  children: count,
});

/** See {@link OPERATOR_SORTS}. */
export const operatorSort = z.enum(OPERATOR_SORTS);

/** Rows below one. */
export const operatorPage = z.object({
  rows: z.array(operatorRow).readonly(),
  total: count,
  /** After which row the next page begins; null after the last. */
  next: z.string().nullable(),
});

/** A pipeline that has an operator, with what the operator's own records in it use. */
export const operatorPipeline = sums.extend({
  manifest: z.string(),
  pipeline_id: z.string().nullable(),
  /** What it is called in a database, where ids are long numbers; null for a manifest. */
  pipeline_name: z.string().nullable(),
  run: z.string(),
  dataset: z.string().nullable(),
  /** The first of the operator's records; null where it stored nothing. */
  first_record: recordKey.nullable(),
});

/** Pipelines of an operator by the path of their manifest. */
export const operatorPipelinePage = z.object({
  pipelines: z.array(operatorPipeline).readonly(),
  total: count,
  next: z.string().nullable(),
});

/** Ids of operators, each below the one before, the first is the dataset; and the pipeline that the record is of. */
export const operatorsOfRecord = z.object({
  operators: z.array(z.string()).readonly(),
  manifest: z.string(),
});

/** See {@link operatorRow}. */
export type OperatorRow = z.infer<typeof operatorRow>;

/** See {@link operatorsOfRecord}. */
export type OperatorsOfRecord = z.infer<typeof operatorsOfRecord>;

/** See {@link operatorPipeline}. */
export type OperatorPipeline = z.infer<typeof operatorPipeline>;
