import { z } from 'zod';
import { pipelineFilter } from '../pipelines/pipelines.ts';
import { recordFilter } from '../records/record-filter.ts';

/** Paths of files or manifests that are picked or left out one by one. */
const paths = z.array(z.string()).max(10_000).readonly();

/** Orphans: all, of one dataset, those whose path a text fits; less those left out, or just the picked. */
const orphans = z.object({
  kind: z.literal('orphans'),
  dataset: z.string().optional(),
  text: z.string().max(1000).optional(),
  only: paths.optional(),
  except: paths.optional(),
});

/** Foreign files, which are only ever chosen one by one. */
const foreign = z.object({ kind: z.literal('foreign'), paths });

/** Folders of results that no run names: all less those left out, or just the picked. */
const results = z.object({ kind: z.literal('results'), only: paths.optional(), except: paths.optional() });

/** Pipelines by their manifests. */
const pipelines = z.object({ kind: z.literal('pipelines'), manifests: paths });

/** "Select all": the pipelines of a filter, less those that may be running and those that were unchecked. */
const pipelinesMatching = z.object({
  kind: z.literal('pipelines-matching'),
  filter: pipelineFilter,
  except: paths.optional(),
});

/** The pipelines of the records of a filter: records can't go singly. */
const pipelinesOfRecords = z.object({ kind: z.literal('pipelines-of-records'), filter: recordFilter });

/** A whole dataset. */
const dataset = z.object({ kind: z.literal('dataset'), dataset: z.string() });

/** What is to be cleaned up. */
export const cleanSelection = z.discriminatedUnion('kind', [
  orphans,
  foreign,
  results,
  pipelines,
  pipelinesMatching,
  pipelinesOfRecords,
  dataset,
]);

/** See {@link cleanSelection}. */
export type CleanSelection = z.infer<typeof cleanSelection>;
