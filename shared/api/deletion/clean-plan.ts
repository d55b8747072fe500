import { z } from 'zod';
import { ENTRY_REASONS, PLAN_KINDS, PLAN_NOTES, STAY_REASONS } from '../../domain/clean.ts';
import { brokenRecord } from './clean-errors.ts';
import { bytes, count, fileTotals, manifestCounts } from '../numbers.ts';

/** A plan without its lists, which `clean.planEntries` pages through. Times are milliseconds since 1970. */
export const planHead = z.object({
  id: z.string(),
  kind: z.enum(PLAN_KINDS),
  /** The dataset, pipeline or run that was named. */
  subject: z.string().nullable(),
  made_at: z.number(),
  /** When the scan that it was made from ended, and what that has found. */
  scanned_at: z.number(),
  manifests: manifestCounts,
  /** The revision of the workspace's status that it is of: with another one, look again. */
  revision: count,
  pipelines: count,
  moves: fileTotals,
  /** The same in two parts: stored files, and the files of the pipelines' own folders. */
  stored: fileTotals,
  folders: fileTotals,
  /** What emptying the trash of them would free. */
  frees_bytes: bytes,
  stays: fileTotals,
  breaks: z.object({ artifacts: count, pipelines: count }),
  notes: z.array(z.enum(PLAN_NOTES)).readonly(),
  /** Of a whole dataset: others whose names are easily taken for its, and which are not touched. */
  near: z.array(z.string()).readonly(),
  /** Manifests that count as empty for it, folders and archives that are looked past. */
  counted_empty: z.array(z.string()).readonly(),
  /** Datasets whose pipelines count as deleted for it. */
  counted_deleted: z.array(z.string()).readonly(),
  /** What the user should know before it is done; see `PlanRemark` of `domain/clean.ts`. Times are milliseconds since 1970. */
  remarks: z
    .array(
      z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('gone'), files: count, manifests: count, sinceMs: z.number() }),
        z.object({ kind: z.literal('unopened'), first: z.string(), count }),
        z.object({
          kind: z.literal('blocked'),
          first: z.string(),
          count,
          datasets: z.array(z.string()).readonly(),
        }),
      ]),
    )
    .readonly(),
  /** Pipelines of it that nirs4all may still be writing. */
  running: count,
  /** What the user has to say before it can be applied: that what breaks may; that what runs may go; the dataset's name. */
  needs: z.object({ breaks: z.boolean(), running: z.boolean(), dataset: z.string().nullable() }),
});

/** The lists of a plan. */
export const planTab = z.enum(['moves', 'stays', 'breaks']);

/** A part of one of the lists of a plan. */
export const planPage = z.discriminatedUnion('tab', [
  z.object({
    tab: z.literal('moves'),
    total: count,
    rows: z
      .array(
        z.object({
          path: z.string(),
          size_bytes: bytes,
          /** ISO 8601, UTC. */
          mtime: z.string(),
          reason: z.enum(ENTRY_REASONS),
        }),
      )
      .readonly(),
  }),
  z.object({
    tab: z.literal('stays'),
    total: count,
    rows: z.array(z.object({ path: z.string(), size_bytes: bytes, reason: z.enum(STAY_REASONS) })).readonly(),
  }),
  z.object({ tab: z.literal('breaks'), total: count, rows: z.array(brokenRecord).readonly() }),
]);

/** See {@link planHead}. */
export type PlanHead = z.infer<typeof planHead>;

/** See {@link planTab}. */
export type PlanTab = z.infer<typeof planTab>;

/** See {@link planPage}. */
export type PlanPage = z.infer<typeof planPage>;
