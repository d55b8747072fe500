import { z } from 'zod';
import { bytes, count } from '../numbers.ts';

/** How the bytes of a workspace are divided. */
export const sizeDivision = z.enum(['dataset-type-class', 'type-class', 'pipeline']);

/**
 * What a node of the division stands for. The states and `copies` (files that only copies of manifests name) are leaves
 * of their own; `shared` holds what several pipelines use, where the division is by pipeline; `other` what was too small.
 */
export const sizeKind = z.enum([
  'dataset',
  'type',
  'class',
  'pipeline',
  'shared',
  'copies',
  'orphan',
  'undecided',
  'foreign',
  'recent',
  'other',
]);

/** What a node of the division is of. */
export const sizePart = z.object({
  kind: sizeKind,
  /** A dataset, type, class or pipeline id; empty where there is none (files of no dataset, records without a type). */
  name: z.string(),
  /** Of a pipeline. */
  manifest: z.string().nullable(),
  /** The artifact type of a type or class. */
  type: z.string().nullable(),
});

/** The numbers of a node. */
export const sizeNumbers = z.object({
  /** Each file counts in one leaf. */
  bytes,
  files: count,
  records: count,
  /** What the records would take besides without sharing files. Of a leaf whose files are counted elsewhere, all they would take. */
  saved_bytes: bytes,
});

/** A node: the row of a tree table, and a cell of a treemap where it is a leaf. Leaves add up to their parents, and to all. */
export const sizeNode = z.object({
  /** Stays the same from one revision to the next. */
  id: z.string(),
  parent: z.string().nullable(),
  ...sizePart.shape,
  ...sizeNumbers.shape,
});

/** Nodes, parents before children and larger before smaller, at most 5,000. */
export const sizes = z.object({ nodes: z.array(sizeNode).readonly() });

/** See {@link sizeDivision}. */
export type SizeDivision = z.infer<typeof sizeDivision>;

/** See {@link sizePart}. */
export type SizePart = z.infer<typeof sizePart>;

/** See {@link sizeNumbers}. */
export type SizeNumbers = z.infer<typeof sizeNumbers>;

/** See {@link sizeNode}. */
export type SizeNode = z.infer<typeof sizeNode>;
