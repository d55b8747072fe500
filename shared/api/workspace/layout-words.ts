import { z } from 'zod';

/** What of the layout lies in the folder of a workspace. */
export const layoutMarks = z.array(z.string());

/** What is said of how a workspace keeps its artifacts. */
export const layoutWords = z.object({
  marks: layoutMarks,
  /** Where the runs are. */
  runs: z.string(),
  /** Where the files are that the runs of a dataset share. */
  stored: z.string(),
  /** Which workspaces Stemma reads. */
  about: z.string(),
});

/** See {@link layoutWords}. */
export type LayoutWords = z.infer<typeof layoutWords>;
