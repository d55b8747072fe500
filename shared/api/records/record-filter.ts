import { z } from 'zod';
import { count } from '../numbers.ts';
import { recordKey } from './record-key.ts';
import { recordState } from './record-state.ts';

/** Records that are picked or left out one by one. */
const keys = z.array(recordKey).max(10_000).readonly();

/**
 * Which records are meant; all conditions hold, a list holds where any of its values does. "Select all" is a filter
 * without `only`, less what was unchecked (`except`).
 */
export const recordFilter = z.object({
  /** Empty for records whose manifest names none. */
  dataset: z.string().optional(),
  /** Artifact types; `unknown` for items without one. */
  types: z.array(z.string()).readonly().optional(),
  class: z.string().optional(),
  pipeline: z.string().optional(),
  run: z.string().optional(),
  manifest: z.string().optional(),
  step: count.optional(),
  /** The exact branch; empty for the trunk. */
  branch: z.array(z.number().int()).readonly().optional(),
  source: count.optional(),
  /** `all` are artifacts that all folds share. */
  folds: z
    .array(z.union([z.number().int(), z.literal('all')]))
    .readonly()
    .optional(),
  chain: z.string().optional(),
  chain_prefix: z.string().optional(),
  /** The first hex digits of the content hash. */
  hash: z
    .string()
    .regex(/^[0-9a-f]{1,64}$/)
    .optional(),
  custom_name: z.string().optional(),
  states: z.array(recordState).readonly().optional(),
  /** Lower bounds of size classes, see `facets`. */
  sizes: z.array(count).readonly().optional(),
  /** The path of the stored file that the records name. */
  file: z.string().optional(),
  /** See `shared/search/search-terms.ts`: all pieces hold, and one that can't be understood finds nothing. */
  text: z.string().max(1000).optional(),
  only: keys.optional(),
  except: keys.optional(),
});

/** See {@link recordFilter}. */
export type RecordQuery = z.infer<typeof recordFilter>;
