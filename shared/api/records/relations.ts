import { z } from 'zod';
import { bytes, count } from '../numbers.ts';
import { recordKey } from './record-key.ts';
import { manifestKind, recordState } from './record-state.ts';

/** A record as lists of the inspector name it. */
export const relatedRecord = z.object({
  key: recordKey,
  manifest: z.string(),
  artifact_id: z.string().nullable(),
  class_name: z.string(),
  artifact_type: z.string().nullable(),
  step: z.number().int().nullable(),
  branch: z.array(z.number().int()).readonly(),
  fold: z.number().int().nullable(),
  pipeline_id: z.string().nullable(),
  /** What its pipeline is called in a database, where ids are long numbers; null in a manifest. */
  pipeline_name: z.string().nullable(),
  run: z.string().nullable(),
  dataset: z.string().nullable(),
  kind: manifestKind,
  /** Of the stored file; of a missing one as recorded. */
  size_bytes: bytes,
  state: recordState,
  /** Whether its file, which is missing, was never written. */
  unwritten: z.boolean(),
});

/** The first 100 of some records, and how many there are. */
export const relatedRecords = z.object({ total: count, records: z.array(relatedRecord).readonly() });

/** A record that loses something, or needs something. */
export const needingRecord = relatedRecord.extend({
  /** The path of the file, or the id of the artifact, that is needed. */
  needs: z.string(),
  /** Concluded, not written. */
  inferred: z.boolean(),
});

/** The first 100 of some needs, and how many there are. */
export const needingRecords = z.object({ total: count, records: z.array(needingRecord).readonly() });

/**
 * What no manifest writes and the derived way shows: transformers whose output a model was fitted on, encoders of its target.
 * `depends_on` says none of it.
 */
export const derivedRelations = z.object({
  /** Whether it is known where the record stands in its pipeline: only then is an empty list known to be empty. */
  is_placed: z.boolean(),
  /** What it was fitted on, directly. */
  needs: relatedRecords,
  /** What was fitted on what it gives, directly. */
  needed_by: relatedRecords,
  /** What would lose what it was fitted on, through any number of artifacts, and is no written need. */
  breaks: relatedRecords,
});

/** An id that a record depends on. */
export const dependency = z.object({
  target: z.string(),
  /** Whether the id means one record. */
  status: z.enum(['resolved', 'unresolved', 'ambiguous']),
  /** Steps from the record along the shortest way. */
  depth: count,
  /** The record that it means; null unless it is resolved. */
  record: relatedRecord.nullable(),
});

/** What a record depends on, the first 100. */
export const dependsOn = z.object({
  direct: count,
  /** With what those depend on in turn. */
  total: count,
  /** Nearer ones first. */
  dependencies: z.array(dependency).readonly(),
  /** Ids that depend on each other in a circle with this record, in order; null where there is none. */
  cycle: z.array(z.string()).readonly().nullable(),
});

/** A source of a meta-model. */
export const sourceModel = z.object({
  /** Which feature it makes; its place in the list where that is not written. */
  feature_index: z.number().int(),
  target: z.string(),
  status: dependency.shape.status,
  record: relatedRecord.nullable(),
});

/** A manifest because of which files may not go. */
export const keepingManifest = z.object({
  kind: manifestKind,
  manifest: z.string(),
  pipeline_id: z.string().nullable(),
  /** What it is called in a database, where ids are long numbers; null for a manifest. */
  pipeline_name: z.string().nullable(),
  run: z.string().nullable(),
  /** How many of its records name the file. */
  records: count,
});

/** Manifests that keep a file: how many of each kind, and the first 100. */
export const keepingManifests = z.object({
  kinds: z.object({ run: count, library: count, export: count, other: count }),
  manifests: z.array(keepingManifest).readonly(),
});

/** See {@link relatedRecord}. */
export type RelatedRecord = z.infer<typeof relatedRecord>;

/** See {@link needingRecord}. */
export type NeedingRecord = z.infer<typeof needingRecord>;

/** See {@link relatedRecords}. */
export type RelatedRecords = z.infer<typeof relatedRecords>;

/** See {@link needingRecords}. */
export type NeedingRecords = z.infer<typeof needingRecords>;

/** See {@link derivedRelations}. */
export type DerivedRelations = z.infer<typeof derivedRelations>;

/** See {@link dependsOn}. */
export type DependsOn = z.infer<typeof dependsOn>;

/** See {@link sourceModel}. */
export type SourceModel = z.infer<typeof sourceModel>;

/** See {@link dependency}. */
export type Dependency = z.infer<typeof dependency>;

/** Whether a dependency's id means one record. */
export type DependencyStatus = Dependency['status'];

/** See {@link keepingManifest}. */
export type KeepingManifest = z.infer<typeof keepingManifest>;

/** See {@link keepingManifests}. */
export type KeepingManifests = z.infer<typeof keepingManifests>;
