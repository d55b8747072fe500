import { z } from 'zod';
import { bytes, count, fileTotals } from '../numbers.ts';

/**
 * All stored files by what uses them; each file is in exactly one part, so that the parts add up to what is stored.
 * `copies` are files that no pipeline names any more but an export or the library does.
 */
export const usage = z.object({
  one_pipeline: fileTotals,
  several_pipelines: fileTotals,
  copies: fileTotals,
  /** Of databases: what only rows name that no chain uses. */
  kept: fileTotals,
  orphan: fileTotals,
  undecided: fileTotals,
  foreign: fileTotals,
  recent: fileTotals,
});

/** What lies beside the stored files of a database, in bytes. */
export const besideStored = z.object({
  native_results: bytes,
  arrays: bytes,
  logs: bytes,
  exports: bytes,
  outputs: bytes,
  library: bytes,
  database: bytes,
  database_log: bytes,
});

/** The figures of the overview, of a workspace or one dataset. */
export const overview = z.object({
  stored: fileTotals,
  usage,
  /** Whether it is known which files are orphans; see `clean.kinds`. */
  orphans_known: z.boolean(),
  pipelines: count,
  unreadable_pipelines: count,
  runs: count,
  records: count,
  missing_records: count,
  /** Of those, the ones of variants whose files a database never had, which is normal. */
  unwritten_records: count,
  /** What the records would take without sharing files. */
  logical_bytes: bytes,
  saved_bytes: bytes,
  /** Of no dataset by itself; null where there is no database, or for one dataset. */
  beside: besideStored.nullable(),
});

/** See {@link besideStored}. */
export type BesideStored = z.infer<typeof besideStored>;

/** See {@link overview}. */
export type Overview = z.infer<typeof overview>;

/** See {@link usage}. */
export type Usage = z.infer<typeof usage>;
