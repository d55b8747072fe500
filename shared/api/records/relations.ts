import { z } from 'zod';
import { bytes, count } from '../numbers.ts';
import { manifestKind, recordPlace, recordState } from './record-place.ts';

/** A record as lists of the inspector name it. */
export const relatedRecord = recordPlace.extend({
  artifact_id: z.string().nullable(),
  class_name: z.string(),
  artifact_type: z.string().nullable(),
  step: z.number().int().nullable(),
  branch: z.array(z.number().int()).readonly(),
  fold: z.number().int().nullable(),
  pipeline_id: z.string().nullable(),
  run: z.string().nullable(),
  dataset: z.string().nullable(),
  kind: manifestKind,
  size_bytes: bytes,
  state: recordState,
});

/** The first 100 of some records, and how many there are. */
export const relatedRecords = z.object({ total: count, records: z.array(relatedRecord).readonly() });

/** A record that loses something, or needs something. */
export const need = relatedRecord.extend({
  /** The path of the file, or the id of the artifact, that is needed. */
  needs: z.string(),
  /** Concluded, not written. */
  inferred: z.boolean(),
});

/** The first 100 of some needs, and how many there are. */
export const needs = z.object({ total: count, records: z.array(need).readonly() });

/** An id that a record depends on. */
export const dependency = z.object({
  target: z.string(),
  status: z.enum(['resolved', 'unresolved', 'ambiguous']),
  /** Steps from the record along the shortest way. */
  depth: count,
  /** The record that it means; null unless it is resolved. */
  record: relatedRecord.nullable(),
});

/** A manifest because of which files may not go. */
export const keeper = z.object({
  kind: manifestKind,
  manifest: z.string(),
  pipeline_id: z.string().nullable(),
  run: z.string().nullable(),
  /** How many of its records name the file. */
  records: count,
});

/** Manifests that keep a file: how many of each kind, and the first 100. */
export const keepers = z.object({
  kinds: z.object({ run: count, library: count, export: count, other: count }),
  manifests: z.array(keeper).readonly(),
});

/** See {@link relatedRecord}. */
export type RelatedRecord = z.infer<typeof relatedRecord>;

/** See {@link need}. */
export type Need = z.infer<typeof need>;

/** See {@link dependency}. */
export type Dependency = z.infer<typeof dependency>;

/** See {@link keepers}. */
export type Keepers = z.infer<typeof keepers>;
