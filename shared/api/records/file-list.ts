import { z } from 'zod';
import { FILE_STATES } from '../../domain/states.ts';
import { count, fileTotals } from '../numbers.ts';
import { text } from '../procedure.ts';
import { fileState, storedFile } from './files.ts';

/** How stored files can be ordered; equal ones are by their path. */
export const fileSort = z.enum(['path', 'size_bytes', 'mtime', 'references', 'status', 'dataset']);

/** Which stored files are wanted; conditions are combined with AND. */
export const fileFilter = z.object({
  /** Empty for files that belong to none. */
  dataset: z.string().optional(),
  /** Of any of these states. */
  states: z.array(fileState).readonly().optional(),
  /** Words that all occur in the path. */
  text: text.optional(),
  /** As the first record of a pipeline that uses the file says them: what the division of sizes counts it under. */
  type: z.string().optional(),
  class: z.string().optional(),
  /** The manifest of the only pipeline that uses it. */
  manifest: z.string().optional(),
  /** Used by several pipelines, or by copies of manifests alone. */
  users: z.enum(['several', 'copies']).optional(),
});

/** A part of a list of stored files, with the sums of all of it. */
export const filePage = z.object({
  files: z.array(storedFile).readonly(),
  /** How many rows the list has: a file with several names through links has one for each. */
  rows: count,
  /** Each file once, whatever names it has. */
  total: fileTotals,
  /** How many files of each state there are, whatever states are wanted. */
  states: z.record(z.enum(FILE_STATES), fileTotals),
});

/** See {@link fileSort}. */
export type FileSort = z.infer<typeof fileSort>;

/** See {@link fileFilter}. */
export type FileQuery = z.infer<typeof fileFilter>;

/** See {@link filePage}. */
export type FilePage = z.infer<typeof filePage>;
