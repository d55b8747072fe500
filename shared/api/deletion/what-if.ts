import { z } from 'zod';
import { bytes, count, fileTotals } from '../numbers.ts';

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
  /** Bytes of the pipelines' own folders. */
  folder_bytes: bytes,
  /** Stored files that stay, how many other pipelines use them, and where copies lie that do. */
  stays: fileTotals.extend(keepers.shape),
  /** Files that would go and free nothing: they have other names, or lie behind links. */
  frees_nothing: fileTotals,
  /** Records of others that would miss something, and of how many pipelines (or copies). */
  breaks: z.object({ artifacts: count, pipelines: count }),
});

/** See {@link keepers}. */
export type Keepers = z.infer<typeof keepers>;

/** See {@link whatIf}. */
export type WhatIf = z.infer<typeof whatIf>;
