import { z } from 'zod';
import { count, fileTotals } from '../numbers.ts';
import { blockingEntry } from '../workspace/statistics.ts';

/** What keeps files besides: how many other pipelines, and where copies of manifests lie that do. */
export const keepers = z.object({
  pipelines: count,
  copies: z.array(z.enum(['library', 'export', 'other'])).readonly(),
});

/** What deleting a selection would do, as the last scan found the workspace. */
export const whatIf = z.object({
  /** Pipelines that the selection means. */
  pipelines: count,
  /** Stored files that would go and give their space back. */
  frees: fileTotals,
  /** The files of the pipelines' own folders, which go too. */
  folders: fileTotals,
  /** Stored files that stay, how many other pipelines use them, and where copies lie that do. */
  stays: fileTotals.extend(keepers.shape),
  /** Files that would go and free nothing: they have other names, or lie behind links. */
  frees_nothing: fileTotals,
  /** Records of others that would miss something, and of how many pipelines (or copies). */
  breaks: z.object({ artifacts: count, pipelines: count }),
  /** What can't be read and may use some of what would go: while it is there none of this is sure. */
  unknown: z.array(blockingEntry).readonly(),
});

/** See {@link keepers}. */
export type Keepers = z.infer<typeof keepers>;

/** See {@link whatIf}. */
export type WhatIf = z.infer<typeof whatIf>;
