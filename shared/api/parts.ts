import { z } from 'zod';

/** A number of things. */
export const count = z.number().int().nonnegative();

/** A size in bytes. */
export const bytes = z.number().int().nonnegative();

/** A number of files, and their bytes. */
export const fileTotals = z.object({ files: count, bytes });

/**
 * The manifests of a workspace: those of pipelines, their copies elsewhere (in exports, the library, archives), and how many of both
 * can't be read.
 */
export const manifestCounts = z.object({ pipelines: count, copies: count, unreadable: count });

/** What keeps files besides: how many other pipelines, and where copies of manifests lie that do. */
export const keepers = z.object({
  pipelines: count,
  copies: z.array(z.enum(['library', 'export', 'other'])).readonly(),
});

/** Names a record: its manifest's path in the workspace, and its position in that manifest's list, from 0. */
export const recordPlace = z.object({ manifest: z.string(), position: count });

/**
 * Whether the file of a record is there; `outside` where a link leads out of the workspace, `differs` where its size shows that it
 * is not what the record says, `unknown` where the folder of its dataset can't be listed.
 */
export const recordState = z.enum(['present', 'missing', 'outside', 'differs', 'unknown']);

/** The state of a stored file, see `safety.md`: the first that fits. */
export const fileState = z.enum(['referenced', 'foreign', 'recent', 'undecided', 'orphan']);

/** What operators do on the way of the data; see `domain/way.ts`. */
export const wayRole = z.enum(['features', 'target', 'splitter', 'model', 'meta', 'structure']);

/** Which kind of manifest names a file: of a run (a pipeline), or a copy in the library, in an export, or elsewhere. */
export const manifestKind = z.enum(['run', 'library', 'export', 'other']);

/**
 * What some records use. `size_bytes` counts each of their files once; `exclusive_bytes` is what deleting exactly
 * those records would free: files that nothing else uses. `missing` counts records whose file is not there.
 */
export const sums = z.object({
  records: count,
  files: count,
  size_bytes: bytes,
  exclusive_bytes: bytes,
  missing: count,
});

/** See {@link fileTotals}. */
export type FileTotals = z.infer<typeof fileTotals>;

/** See {@link manifestCounts}. */
export type ManifestCounts = z.infer<typeof manifestCounts>;

/** See {@link recordPlace}. */
export type RecordPlace = z.infer<typeof recordPlace>;

/** See {@link recordState}. */
export type RecordState = z.infer<typeof recordState>;

/** See {@link fileState}. */
export type FileState = z.infer<typeof fileState>;

/** See {@link sums}. */
export type Sums = z.infer<typeof sums>;
