import { z } from 'zod';
import { workProgress } from '../deletion/clean-work.ts';
import { bytes, count, fileTotals } from '../numbers.ts';

/** What becomes of a manifest; `same` is one that is here already. */
export const importStatus = z.enum(['new', 'same', 'conflict', 'broken']);

/**
 * What becomes of a stored file that a manifest names: it is here by its full hash (`present`); it is brought along (`copy`); it was dropped, but
 * has not gone up yet (`unsent`); it is nowhere (`missing`); other bytes lie where it should be (`wrong-hash`); it may not be taken, or not be put
 * where it belongs (`rejected`).
 */
export const importFileStatus = z.enum(['present', 'copy', 'unsent', 'missing', 'wrong-hash', 'rejected']);

/** What a pipeline that is brought in can't be used for in nirs4all, or what is done so that it can. */
export const importNote = z.enum([
  'NO_TRACES',
  'ITEMS_WITHOUT_ID',
  'FILES_MISSING',
  'FOLDS_MISSING',
  'OTHER_RUN',
  'PIPELINE_DERIVED',
  'NO_PIPELINE_FILE',
  'MANIFEST_MADE',
  'RENUMBERED',
]);

/** A manifest as a row of the preview. */
export const importRow = z.object({
  /** Its place in the plan; names it in all that is asked about it. */
  item: count,
  status: importStatus,
  /** What people call it: its path below what was named, or as it was named. */
  source: z.string(),
  /** Where it goes, or is; null where nobody knows. */
  target: z.string().nullable(),
  records: count,
  /** Stored files: to copy (those that did not go up yet among them), here by their full hash, and what can't be had. */
  to_copy: count,
  here: count,
  missing: count,
  wrong_hash: count,
  rejected: count,
  /** What it alone would write. */
  size_bytes: bytes,
  /** The manifest of this workspace that it meets: in its place, of its uid, or another run of its pipeline. */
  meets: z.string().nullable(),
  /** Why it is not simply new, the end of a sentence; null where there is nothing to say. */
  reason: z.string().nullable(),
  line: count.nullable(),
  column: count.nullable(),
  /** Whether it can be taken, and whether it is. A conflict that is taken goes beside what is there; one whose files are missing goes without. */
  can_take: z.boolean(),
  taken: z.boolean(),
  /** Whether the last scan alone says this: the workspace is only being looked at, and may hold something else by now. Never of a row of a plan. */
  provisional: z.boolean(),
});

/** How many manifests are what. */
export const importCounts = z.object({ new: count, same: count, conflict: count, broken: count });

/** What is chosen now, all of it together: each file counts once. */
export const importTotals = z.object({
  manifests: count,
  /** Bundles that would be copied whole; their bytes count too. */
  bundles: count,
  /** Files that would be written, beside the manifests; the bytes are of both. Counted as `importResult` counts them. */
  files: fileTotals,
  /** Stored files that chosen manifests name and would be without. */
  missing: count,
  /** What chosen manifests need of a drop that has not gone up yet. */
  unsent: fileTotals,
  /** Rises with every choice; `import.apply` says which one was seen. */
  version: count,
});

/** A bundle (`.n4a`): never made a pipeline of, but it can be copied whole. */
export const importBundle = z.object({
  /** Its place among the bundles; names it in `import.choose`. */
  item: count,
  source: z.string(),
  status: importStatus,
  reason: z.string().nullable(),
  /** Where it would go. */
  target: z.string(),
  size_bytes: bytes,
  /** What it says of itself: operators of its pipeline, the folds whose models it holds, the pipeline that it was made of. */
  steps: count.nullable(),
  folds: count,
  pipeline_id: z.string().nullable(),
  /** The manifest of that pipeline, where it is here. */
  made_of: z.string().nullable(),
  /** Whether it can be copied, and whether it is. A conflict that is copied goes beside what is there. */
  can_take: z.boolean(),
  taken: z.boolean(),
});

/** A plan as a whole. */
export const importHead = z.object({
  plan: z.string(),
  /** The source that it was made of, and what people call that. */
  source: z.string(),
  name: z.string(),
  /** When it was made, in milliseconds since 1970, and how long that took. */
  made_at: z.number(),
  took_ms: z.number(),
  counts: importCounts,
  /** At most a thousand. */
  bundles: z.array(importBundle).readonly(),
  /** Of which dataset exported artifacts are that don't say it, as the user said; null where nobody did. */
  dataset: z.string().nullable(),
  /** Whether there are such of which nobody says it. */
  wants_dataset: z.boolean(),
  /** What of the source is not looked at, and why; at most a thousand. */
  left: z.array(z.object({ path: z.string(), reason: z.string() })).readonly(),
  left_count: count,
  chosen: importTotals,
  /** What the disk has free; null where it does not say. */
  free_bytes: bytes.nullable(),
});

/** A part of the rows, and how many there are. */
export const importPage = z.object({ total: count, rows: z.array(importRow).readonly() });

/** How far planning is: what was found so far, and the first rows of it, at most 200. */
export const importProgress = workProgress.extend({
  counts: importCounts,
  rows: z.array(importRow).readonly(),
});

/** One side of a conflict, or of a re-run: what a manifest says of itself. */
const side = z.object({
  path: z.string(),
  uid: z.string().nullable(),
  /** As the manifest writes it. */
  created: z.string().nullable(),
  records: count,
});

/** All about one manifest of a plan; its stored files are asked for by `import.files`. */
export const importItem = z.object({
  row: importRow,
  brought: side.nullable(),
  /** The one in whose place it would lie, or that has its uid or its pipeline id; `same_ids` counts the records of the same id. */
  here: side.extend({ same_ids: count }).nullable(),
  /** Whether `here` is another run of the same pipeline: the same id, another uid. */
  is_rerun: z.boolean(),
  /** Of a broken one, the lines around the place where it can't be read. */
  excerpt: z.object({ first_line: count, text: z.string() }).nullable(),
  /** Ids that it needs and that no manifest has, neither here nor there; at most a thousand. */
  unresolved: z.array(z.string()).readonly(),
  notes: z.array(importNote).readonly(),
  /** Folds that it would be without; at most a thousand. */
  missing_folds: z.array(count).readonly(),
  /** The files of its folder that go along, where they go. */
  folder_files: z.array(z.object({ path: z.string(), size_bytes: bytes })).readonly(),
});

/** A part of the stored files of a manifest, what can't be had first. */
export const importFilePage = z.object({
  total: count,
  rows: z
    .array(
      z.object({
        path: z.string(),
        status: importFileStatus,
        size_bytes: bytes.nullable(),
        reason: z.string().nullable(),
      }),
    )
    .readonly(),
});

/** What an import did. */
export const importResult = z.object({
  /** By which it can be undone; null where nothing went in. */
  import_id: z.string().nullable(),
  /** Where the manifests are now; at most a thousand, `manifests` counts them. */
  targets: z.array(z.string()).readonly(),
  manifests: count,
  bundles: count,
  files: fileTotals,
  skipped: z.array(z.object({ source: z.string(), reason: z.string() })).readonly(),
  skipped_count: count,
  cancelled: z.boolean(),
});

/** See {@link importFileStatus}. */
export type ImportFileStatus = z.infer<typeof importFileStatus>;

/** See {@link importNote}. */
export type ImportNote = z.infer<typeof importNote>;

/** See {@link importBundle}. */
export type ImportBundle = z.infer<typeof importBundle>;

/** See {@link importRow}. */
export type ImportRow = z.infer<typeof importRow>;

/** See {@link importCounts}. */
export type ImportCounts = z.infer<typeof importCounts>;

/** See {@link importTotals}. */
export type ImportTotals = z.infer<typeof importTotals>;

/** See {@link importHead}. */
export type ImportHead = z.infer<typeof importHead>;

/** See {@link importProgress}. */
export type ImportProgress = z.infer<typeof importProgress>;

/** See {@link importItem}. */
export type ImportItem = z.infer<typeof importItem>;

/** See {@link importFilePage}. */
export type ImportFilePage = z.infer<typeof importFilePage>;

/** See {@link importResult}. */
export type ImportResult = z.infer<typeof importResult>;
