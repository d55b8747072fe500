import { z } from 'zod';
import { LAYOUT_NAMES } from '../../domain/layout-name.ts';
import { SOURCE_KINDS } from '../../domain/unreadable-kind.ts';

/** What of the layout lies in the folder of a workspace. */
export const layoutMarks = z.array(z.string());

/** Folders that go whole once nothing names them. */
export const spareWords = z.object({
  /** `Native results`. */
  title: z.string(),
  says: z.string(),
  /** Why one is in the list. */
  reason: z.string(),
});

/** Why pipelines are not deleted here, in sentences; `call` does it in Python. */
export const pipelinesStay = z.object({ why: z.string(), call: z.string(), after: z.string() });

/** Why nothing is brought in, and why nothing is taken out, in sentences. */
const closedWords = z.object({ imports: z.string(), exports: z.string() });

/** What is said of how a workspace keeps its artifacts. */
export const layoutWords = z.object({
  marks: layoutMarks,
  /** Where the runs are. */
  runs: z.string(),
  /** What its pipelines are read from; of several layouts that of each. */
  sources: z.array(z.enum(SOURCE_KINDS)).readonly(),
  /** Where the files are that the runs of a dataset share. */
  stored: z.string(),
  /** What names stored files, one and several: `manifest` and `manifests`. */
  namer: z.object({ one: z.string(), many: z.string() }),
  /** Which workspaces Stemma reads. */
  about: z.string(),
  /** Of folders that go whole; null where the layouts here keep none. */
  spare: spareWords.nullable(),
  /** Of the layout here whose pipelines nirs4all alone deletes; null where there is none. */
  library_alone: pipelinesStay.extend({ layout: z.enum(LAYOUT_NAMES) }).nullable(),
  /** Why nothing is brought into the workspace, nor taken out of it; null where it can be. */
  closed: closedWords.nullable(),
});

/** See {@link layoutWords}. */
export type LayoutWords = z.infer<typeof layoutWords>;
