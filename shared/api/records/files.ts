import { z } from 'zod';
import { LAYOUT_NAMES } from '../../domain/layout-name.ts';
import { FILE_STATES } from '../../domain/states.ts';
import { bytes, count } from '../numbers.ts';
import { keepingManifests, relatedRecords } from './relations.ts';

/** The state of a stored file: the first that fits. */
export const fileState = z.enum(FILE_STATES);

/** A stored file. */
export const storedFile = z.object({
  path: z.string(),
  size_bytes: bytes,
  /** ISO 8601, UTC. */
  mtime: z.string(),
  /** When its inode last changed, as copying, moving and changing rights do. ISO 8601, UTC. */
  ctime: z.string(),
  status: fileState,
  /** How many records name it, those of copies included. */
  references: count,
  dataset: z.string().nullable(),
  /** Hard links; above 1 deleting it frees nothing. */
  links: count,
  link: z.enum(['none', 'inside', 'outside', 'broken']),
  /** Another name of a file that is listed too: its bytes count there. */
  alias: z.boolean(),
  /** What it takes on the disk: less than its size for a sparse file or a placeholder. */
  disk_bytes: bytes,
  /** What it is instead of what it should be, as far as its size shows, for people. */
  note: z.string().nullable(),
  /** Whose it is. */
  layout: z.enum(LAYOUT_NAMES),
  /** Why it stays though nothing uses it; there where `status` is `kept`. */
  reason: z.string().optional(),
});

/** All about a stored file, for the inspector. */
export const fileDetails = z.object({
  file: storedFile,
  /** The full content hash that its records state, without `sha256:`; null where none does, or they differ. */
  hash: z.string().nullable(),
  /** What removing it would give back: 0 where it has other names. */
  frees_bytes: bytes,
  records: relatedRecords,
  kept_by: keepingManifests,
});

/** See {@link storedFile}. */
export type StoredFile = z.infer<typeof storedFile>;

/** See {@link fileDetails}. */
export type FileDetails = z.infer<typeof fileDetails>;
