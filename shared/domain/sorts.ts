/** How lists can be ordered; closed sets, for the command line and the window alike. */

/** Of records. `place` is by manifest and position. */
export const RECORD_SORTS = [
  'place',
  'created_at',
  'size_bytes',
  'class_name',
  'chain_path',
  'derived_chain',
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
] as const;

/** See {@link RECORD_SORTS}. */
export type RecordSort = (typeof RECORD_SORTS)[number];

/** Of pipelines. Those that are equal by it are in the order of their manifests. */
export const PIPELINE_SORTS = [
  'manifest',
  'pipeline_id',
  'run',
  'dataset',
  'state',
  'records',
  'files',
  'stored_bytes',
  'exclusive_bytes',
  'created_at',
] as const;

/** See {@link PIPELINE_SORTS}. */
export type PipelineSort = (typeof PIPELINE_SORTS)[number];

/** Of equal operators, below each row by itself. Of those that are equal by it, what is more by the other comes first. */
export const OPERATOR_SORTS = ['size_bytes', 'pipelines'] as const;

/** See {@link OPERATOR_SORTS}. */
export type OperatorSort = (typeof OPERATOR_SORTS)[number];
