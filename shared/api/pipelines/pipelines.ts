import { z } from 'zod';
import { LAYOUT_NAMES } from '../../domain/layout-name.ts';
import { PIPELINE_SORTS } from '../../domain/sorts.ts';
import { PIPELINE_STATES } from '../../domain/states.ts';

/** A pipeline: one primary manifest. Sizes are bytes, `created_at` is as the manifest writes it. */
export const shownPipeline = z.object({
  manifest: z.string(),
  pipeline_id: z.string().nullable(),
  run: z.string(),
  /** Of a database: the run's id, for its name may be that of several. */
  run_id: z.string().optional(),
  dataset: z.string().nullable(),
  name: z.string().nullable(),
  uid: z.string().nullable(),
  state: z.enum(PIPELINE_STATES),
  records: z.number(),
  /** Distinct stored files that its records use. */
  files: z.number(),
  stored_bytes: z.number(),
  /** What deleting it alone would free. */
  exclusive_bytes: z.number(),
  created_at: z.string().nullable(),
  /** Whose it is. */
  layout: z.enum(LAYOUT_NAMES),
});

/** A pipeline as lists of the window show it. */
export const pipeline = shownPipeline.extend({
  /** Records whose file is not there. */
  missing: z.number().int(),
  /** Those of them whose file was never written. */
  unwritten: z.number().int(),
});

/** How a list of pipelines can be ordered; equal ones are by their manifest. */
export const pipelineSort = z.enum(PIPELINE_SORTS);

/** Which pipelines are wanted. A text wants those that it fits, or any of whose records it fits. */
export const pipelineFilter = z.object({
  dataset: z.string().optional(),
  run: z.string().optional(),
  state: pipeline.shape.state.optional(),
  text: z.string().max(1000).optional(),
  /** Only those that are deleted here, and not by nirs4all alone. */
  deleted_here: z.boolean().optional(),
});

/** A page of pipelines; `next` is to be handed back as it came, null after the last page. */
export const pipelinePage = z.object({
  pipelines: z.array(pipeline).readonly(),
  total: z.number().int(),
  next: z.string().nullable(),
});

/** See {@link pipelineFilter}. */
export type PipelineFilter = z.infer<typeof pipelineFilter>;

/** See {@link shownPipeline}. */
export type ShownPipeline = z.infer<typeof shownPipeline>;

/** See {@link pipeline}. */
export type Pipeline = z.infer<typeof pipeline>;
