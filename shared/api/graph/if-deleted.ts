import { z } from 'zod';
import { whatIf } from '../deletion/what-if.ts';
import { bytes, count } from '../numbers.ts';
import { recordKey } from '../records/record-key.ts';

/**
 * What becomes of a stored file: it goes and gives its space back, it goes and frees nothing (it has other names, or lies behind a
 * link), it stays because others use it, or because a missing record may mean it or a running pipeline take it into use.
 */
export const FILE_FATES = ['freed', 'frees_nothing', 'shared', 'held'] as const;

/** A file that what is deleted uses. */
const fileFate = z.object({
  path: z.string(),
  size_bytes: bytes,
  fate: z.enum(FILE_FATES),
  /** Other pipelines that use it, and the manifests of the first five. */
  pipelines: count,
  stays_in: z.array(z.string()).readonly(),
});

/** A record that would miss its file or a source. */
const broken = z.object({
  key: recordKey,
  manifest: z.string(),
  /** The path of the file, or the id of the artifact, that it needs. */
  needs: z.string(),
  /** Concluded, not written. */
  inferred: z.boolean(),
});

/** What deleting nodes of a graph would do. */
export const ifDeleted = z.object({
  total: whatIf,
  /** The first 20,000, in the order of their paths; `total` counts all. */
  files: z.array(fileFate).readonly(),
  /** The first 20,000. */
  breaks: z.array(broken).readonly(),
  /** The first 20,000 records that would lose what they were fitted on, as the derived way shows it; nobody wrote it. */
  derived: z.array(recordKey).readonly(),
});

/** See {@link ifDeleted}. */
export type IfDeleted = z.infer<typeof ifDeleted>;
