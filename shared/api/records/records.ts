import { z } from 'zod';
import { LAYOUT_NAMES } from '../../domain/layout-name.ts';
import { RECORD_SORTS } from '../../domain/sorts.ts';
import { bytes, count } from '../numbers.ts';
import { recordKey } from './record-key.ts';
import { recordState } from './record-state.ts';

/** How a list of records can be ordered. */
export const recordSort = z.enum(RECORD_SORTS);

/** A record: every field of the manifest's item as written, and where it belongs. */
export const shownRecord = z.looseObject({
  manifest: z.string(),
  position: z.number().int(),
  dataset: z.string().nullable(),
  /** The stored file's path in the workspace; where it would be when it is missing; null where the item names none. */
  file: z.string().nullable(),
  file_status: recordState,
  /** In which way its file differs, for people: there where `file_status` says so. */
  file_note: z.string().optional(),
  /** Of a database: the ids of all pipelines and chains that use it, the names of the former, and the names of the folds that it is the model of. */
  pipelines: z.array(z.string()).readonly().optional(),
  pipeline_names: z.array(z.string()).readonly().optional(),
  chains: z.array(z.string()).readonly().optional(),
  fold_names: z.array(z.string()).readonly().optional(),
});

/** A record as lists show it. */
export const record = shownRecord.extend({
  key: recordKey,
  /** Whose it is. */
  layout: z.enum(LAYOUT_NAMES),
  run: z.string().nullable(),
  /** Whether its file, which is missing, was never written. */
  unwritten: z.boolean(),
  /** Bytes of its file as it lies there; null where it is missing. */
  stored_bytes: bytes.nullable(),
  /** How many records name its file, this one and those of copies included; 0 where it is missing. */
  used_by: count,
  /** What deleting this record alone would free. */
  exclusive_bytes: bytes,
  /** Its operators from the first step to its own, as rows show them: `MinMaxScaler > KFold > PLSRegression`. */
  derived_chain: z.string(),
  /** Of its operator, from its own record, the trace or the pipeline as it was written; what is no number is a text or JSON. */
  operator_parameters: z
    .array(z.object({ name: z.string(), value: z.union([z.number(), z.string()]) }))
    .readonly(),
});

/**
 * A page of records in some order. `next`, behind which the next page begins, is null after the last page, and where an offset was asked for: how many there
 * are is in `recordTotals`.
 */
export const recordPage = z.object({ records: z.array(record).readonly(), next: recordKey.nullable() });

/** See {@link shownRecord}. */
export type ShownRecord = z.infer<typeof shownRecord>;

/** See {@link recordPage}. */
export type RecordPage = z.infer<typeof recordPage>;

/** See {@link record}. */
export type ArtifactRecord = z.infer<typeof record>;
