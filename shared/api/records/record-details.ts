import { z } from 'zod';
import { storedFile } from './files.ts';
import { bytes, count, fileTotals } from '../numbers.ts';
import { recordKey } from './record-key.ts';
import { recordState } from './record-state.ts';
import { record } from './records.ts';
import {
  dependsOn,
  derivedRelations,
  keepingManifests,
  needingRecords,
  relatedRecords,
  sourceModel,
} from './relations.ts';
import { wayGroup } from '../chains/way.ts';

/** Another fold of a record, or the record itself. */
export const recordFold = z.object({
  key: recordKey,
  fold: z.number().int(),
  size_bytes: bytes,
  state: recordState,
  /** Whether its file, which is missing, was never written. */
  unwritten: z.boolean(),
});

/** What the execution trace says about the record's step. */
export const recordStep = z.object({
  operator_type: z.string(),
  operator_class: z.string(),
  /** Class and parameters as configured; null where nothing was said. */
  config: z.unknown(),
  branch_name: z.string(),
  duration_ms: z.number().nullable(),
  /** `input_shape`, `output_shape`, ..., as far as written. */
  shapes: z.record(z.string(), z.unknown()),
});

/** All about a record, for the inspector. Lists hold the first 100; their totals say how many there are. */
export const recordDetails = z.object({
  key: recordKey,
  record,
  /** From the first step to the record; empty where it can't be placed. */
  way: z.array(wayGroup).readonly(),
  /** All folds, this one included; empty for an artifact that all folds share. */
  folds: z.array(recordFold).readonly(),
  if_deleted: z.object({
    /** What its file would give back if this record alone were gone. */
    frees: fileTotals,
    /** Other records of the same file; with any, nothing is freed. */
    others: count,
    /** Records that would lose a source, through any number of meta-models. */
    breaks: needingRecords,
  }),
  kept_by: keepingManifests,
  /** Null where the file is missing. */
  file: storedFile.nullable(),
  /** Null where the trace does not name it. */
  step: recordStep.nullable(),
  relations: z.object({
    /** In feature order; of meta-models alone. */
    sources: z.object({ total: count, sources: z.array(sourceModel).readonly() }),
    depends_on: dependsOn,
    /** Written and inferred, direct ones. */
    needed_by: needingRecords,
    /** Models whose predictions it takes, which nothing writes: concluded, direct ones. */
    inferred: relatedRecords,
    derived: derivedRelations,
    same_file: relatedRecords,
  }),
});

/** See {@link recordFold}. */
export type RecordFold = z.infer<typeof recordFold>;

/** See {@link recordStep}. */
export type RecordStep = z.infer<typeof recordStep>;

/** See {@link recordDetails}. */
export type RecordDetails = z.infer<typeof recordDetails>;
