import { z } from 'zod';
import { whatIf } from '../deletion/clean-plan.ts';
import { bytes, count } from '../parts.ts';
import { pipeline } from './pipelines.ts';
import { needs } from '../records/relations.ts';
import { unreadableEntry } from '../workspace/statistics.ts';

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
    breaks: needs,
  }),
  /** Largest first; an empty type is that of items without one. */
  by_type: z
    .array(z.object({ type: z.string(), records: count, files: count, size_bytes: bytes, missing: count }))
    .readonly(),
});

/** See {@link pipelineDetails}. */
export type PipelineDetails = z.infer<typeof pipelineDetails>;
