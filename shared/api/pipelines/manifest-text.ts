import { z } from 'zod';
import { bytes, count } from '../numbers.ts';

/** Part of a manifest's text, read from disk just now. Lines count from 1. */
export const manifestText = z.object({
  path: z.string(),
  size_bytes: bytes,
  /** Whether it changed since the last scan, which then does not know what this text says. */
  changed: z.boolean(),
  /** All lines that it has. */
  line_count: count,
  /** The first line given, and the lines; a line above 2,000 characters ends with `…`. */
  first_line: count,
  lines: z.array(z.string()).readonly(),
  /** Where the record asked for begins; where none was, the line that can't be read. Null where there is none, or it is not found. */
  line: count.nullable(),
});

/** See {@link manifestText}. */
export type ManifestText = z.infer<typeof manifestText>;
