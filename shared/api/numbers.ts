import { z } from 'zod';

/** A number of things. */
export const count = z.number().int().nonnegative();

/** A size in bytes. */
export const bytes = z.number().int().nonnegative();

/** A number of files, and their bytes. */
export const fileTotals = z.object({ files: count, bytes });

/**
 * What some records use. `size_bytes` counts each of their files once; `exclusive_bytes` is what deleting exactly
 * those records would free: files that nothing else uses. `missing` counts records whose file is not there, `unwritten` those of them whose
 * file was never written: of variants that did not beat the best before them.
 */
export const sums = z.object({
  records: count,
  files: count,
  size_bytes: bytes,
  exclusive_bytes: bytes,
  missing: count,
  unwritten: count,
});

/**
 * The manifests of a workspace: those of pipelines, and their copies (in exports, the library, archives); and how much can't be read
 * that nobody has decided about.
 */
export const manifestCounts = z.object({ pipelines: count, copies: count, unreadable: count });

/** See {@link manifestCounts}. */
export type ManifestCounts = z.infer<typeof manifestCounts>;

/** See {@link fileTotals}. */
export type FileTotals = z.infer<typeof fileTotals>;

/** See {@link sums}. */
export type Sums = z.infer<typeof sums>;
