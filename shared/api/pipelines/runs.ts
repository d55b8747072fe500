import { z } from 'zod';
import { count, sums } from '../numbers.ts';

/** A run folder as far as it belongs to one dataset; exclusive is what deleting all of its pipelines would free. */
export const runNode = sums.extend({
  run: z.string(),
  pipelines: count,
  /** When its newest pipeline was made, as written; null where none says so. */
  created_at: z.string().nullable(),
});

/** A dataset with its runs, newest first. Null is what names no dataset. */
export const datasetRuns = sums.extend({
  dataset: z.string().nullable(),
  pipelines: count,
  created_at: z.string().nullable(),
  runs: z.array(runNode).readonly(),
});

/** Datasets by name. */
export const runTree = z.object({ datasets: z.array(datasetRuns).readonly() });

/** See {@link runNode}. */
export type RunNode = z.infer<typeof runNode>;

/** See {@link datasetRuns}. */
export type DatasetRuns = z.infer<typeof datasetRuns>;
