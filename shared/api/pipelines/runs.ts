import { z } from 'zod';
import { count, sums } from '../numbers.ts';

/** Sums over pipelines. */
export const pipelineSums = sums.extend({
  pipelines: count,
  /** When the newest was made, as written; null where none says so. */
  created_at: z.string().nullable(),
});

/** A run folder as far as it belongs to one dataset; exclusive is what deleting all of its pipelines would free. */
export const runNode = pipelineSums.extend({ run: z.string() });

/** A dataset with its runs, newest first. Null is what names no dataset. */
export const datasetRuns = pipelineSums.extend({
  dataset: z.string().nullable(),
  runs: z.array(runNode).readonly(),
});

/** Datasets by name. */
export const runTree = z.object({ datasets: z.array(datasetRuns).readonly() });

/** See {@link pipelineSums}. */
export type PipelineSums = z.infer<typeof pipelineSums>;

/** See {@link runNode}. */
export type RunNode = z.infer<typeof runNode>;

/** See {@link datasetRuns}. */
export type DatasetRuns = z.infer<typeof datasetRuns>;
