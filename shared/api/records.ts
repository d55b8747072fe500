import { z } from 'zod';

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
  'step_index',
  'fold_id',
  'custom_name',
  'path',
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
  file_status: z.enum(['present', 'missing', 'outside']),
});

/** A page of records in some order. */
export const recordPage = z.object({ records: z.array(record).readonly(), next: recordCursor.nullable() });

/** See {@link record}. */
export type ArtifactRecord = z.infer<typeof record>;
