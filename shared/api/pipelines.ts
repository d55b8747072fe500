import { z } from 'zod';

/** A pipeline: one primary manifest. Sizes are bytes, `created_at` is as the manifest writes it. */
export const pipeline = z.object({
  manifest: z.string(),
  pipeline_id: z.string().nullable(),
  run: z.string(),
  dataset: z.string().nullable(),
  name: z.string().nullable(),
  uid: z.string().nullable(),
  state: z.enum(['complete', 'failed', 'running', 'unknown', 'unreadable']),
  records: z.number(),
  files: z.number(),
  stored_bytes: z.number(),
  exclusive_bytes: z.number(),
  created_at: z.string().nullable(),
});

/** A page of pipelines by the path of their manifest, and after which one the next page begins (null: it was the last). */
export const pipelinePage = z.object({
  pipelines: z.array(pipeline).readonly(),
  total: z.number().int(),
  next: z.string().nullable(),
});

/** See {@link pipeline}. */
export type Pipeline = z.infer<typeof pipeline>;
