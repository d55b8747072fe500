import { z } from 'zod';
import { storedFile } from '../records/files.ts';
import { bytes, count } from '../numbers.ts';
import { pipeline } from '../pipelines/pipelines.ts';
import { relatedRecord } from '../records/relations.ts';

/** What is searched for. */
export const searchKind = z.enum(['artifacts', 'pipelines', 'files', 'datasets']);

/** A dataset that was found. */
export const foundDataset = z.object({
  dataset: z.string(),
  pipelines: count,
  records: count,
  stored_bytes: bytes,
});

/**
 * The best few of each kind: what begins with the text before what holds it; of artifacts those of a class before
 * those of a chain or a custom name before those of an id or hash. Kinds that were not asked for are empty.
 */
export const searchResults = z.object({
  artifacts: z.array(relatedRecord).readonly(),
  pipelines: z.array(pipeline).readonly(),
  files: z.array(storedFile).readonly(),
  datasets: z.array(foundDataset).readonly(),
});

/** See {@link searchKind}. */
export type SearchKind = z.infer<typeof searchKind>;

/** See {@link foundDataset}. */
export type FoundDataset = z.infer<typeof foundDataset>;

/** See {@link searchResults}. */
export type SearchResults = z.infer<typeof searchResults>;
