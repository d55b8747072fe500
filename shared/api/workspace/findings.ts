import { z } from 'zod';
import { FINDING_KINDS } from '../../domain/finding.ts';
import { count } from '../numbers.ts';

/** Something in a workspace that is not as it should be, apart from what can't be read. */
export const finding = z.object({
  kind: z.enum(FINDING_KINDS),
  /** The manifest, file or folder, or the id of a clean-up in the trash. */
  where: z.string(),
  /** For people, without the place. */
  message: z.string(),
  /** How many files it is about. */
  files: count,
  /** The records, by their ids, and the files and folders, by their paths, that it is about besides `where`. */
  rows: z.array(z.string()).readonly().optional(),
});

/** See {@link finding}. */
export type Finding = z.infer<typeof finding>;
