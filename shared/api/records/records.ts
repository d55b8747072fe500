import { z } from 'zod';
import { bytes, count } from '../numbers.ts';
import { recordState } from './record-place.ts';

/** How a list of records can be ordered. */
export const recordSort = z.enum([
  'place',
  'created_at',
  'size_bytes',
  'class_name',
  'chain_path',
  'artifact_type',
  'dataset',
  'pipeline_id',
  'run',
  'step_index',
  'branch_path',
  'source_index',
  'fold_id',
  'custom_name',
  'format',
  'path',
  'file_status',
  'used_by',
  'exclusive_bytes',
]);

/** Where a page of records ended; to be handed back as it came. */
export const recordCursor = z
  .tuple([z.union([z.string(), z.number(), z.null()]), z.union([z.string(), z.number(), z.null()])])
  .readonly();

/** A record: every field of the manifest's item as written, and where it belongs. */
export const record = z.looseObject({
  manifest: z.string(),
  position: z.number().int(),
  dataset: z.string().nullable(),
  file: z.string().nullable(),
  file_status: recordState,
  /** In which way its file differs, for people. */
  file_note: z.string().optional(),
  run: z.string().nullable(),
  /** Bytes of its file as it lies there; null where it is missing. */
  stored_bytes: bytes.nullable(),
  /** How many records name its file, this one and those of copies included; 0 where it is missing. */
  used_by: count,
  /** What deleting this record alone would free. */
  exclusive_bytes: bytes,
});

/**
 * A page of records in some order. `next` is null after the last page, and where an offset was asked for: how many there
 * are is in `recordTotals`.
 */
export const recordPage = z.object({ records: z.array(record).readonly(), next: recordCursor.nullable() });

/** See {@link recordSort}. */
export type RecordSort = z.infer<typeof recordSort>;

/** See {@link recordCursor}. */
export type RecordCursor = z.infer<typeof recordCursor>;

/** See {@link record}. */
export type ArtifactRecord = z.infer<typeof record>;
