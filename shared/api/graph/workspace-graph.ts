import { z } from 'zod';
import { count, fileTotals } from '../numbers.ts';
import { pipeline } from '../pipelines/pipelines.ts';
import { pipelineSums } from '../pipelines/runs.ts';

/** A dataset with the files in its folders that nothing names. */
const datasetNode = pipelineSums.extend({
  /** Null is what names no dataset. */
  dataset: z.string().nullable(),
  orphans: fileTotals,
  /** Whether it is known which files are orphans. */
  orphans_known: z.boolean(),
});

/** Stored files that two use, each once. */
const sharedFiles = fileTotals.extend({
  /** Places in the list of what is joined; the lower first. */
  from: count,
  to: count,
});

/** Datasets, and pipelines, joined by the stored files that they share. */
export const workspaceGraph = z.object({
  /** By name; of one dataset, that alone. */
  datasets: z.array(datasetNode).readonly(),
  /** Between datasets, the most bytes first, at most 2,000. */
  dataset_edges: z.array(sharedFiles).readonly(),
  /** How many pipelines there are. */
  total: count,
  /**
   * By what deleting each would free, the most first, at most 1,000. Empty where all datasets are asked about and there are more than
   * that: datasets come first then.
   */
  pipelines: z.array(pipeline).readonly(),
  /** Between those, the most bytes first, at most 2,000. */
  pipeline_edges: z.array(sharedFiles).readonly(),
  /** Edges beyond those. */
  left_out: z.object({ dataset_edges: count, pipeline_edges: count }),
  /** Files that nothing names, of all these datasets. */
  orphans: fileTotals,
  orphans_known: z.boolean(),
});

/** See {@link workspaceGraph}. */
export type WorkspaceGraph = z.infer<typeof workspaceGraph>;

/** See {@link sharedFiles}. */
export type SharedFiles = z.infer<typeof sharedFiles>;
