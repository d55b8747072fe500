import { z } from 'zod';
import { layoutWords } from './layout-words.ts';
import { runningWork } from '../deletion/clean-work.ts';

/** How far a scan is; counts are of what was found so far. */
export const scanProgress = z.object({
  /** `look` walks over folders, `read` reads manifests that changed, `derive` works out what uses what. */
  phase: z.enum(['look', 'read', 'derive']),
  files: z.number(),
  bytes: z.number(),
  manifests: z.number(),
  /** Records of the manifests that were read so far; after a first scan those of all. */
  records: z.number(),
  /** Manifests that need reading; null while it is not yet known. */
  toRead: z.number().nullable(),
  read: z.number(),
});

/** How many pipelines' ways are derived, of those that were left. */
export const waysProgress = z.object({ derived: z.number(), total: z.number() });

/** What a finished scan did. */
export const scanSummary = z.object({
  /** Whether anything in the index changed. */
  changed: z.boolean(),
  files: z.number(),
  manifests: z.number(),
  read: z.number(),
});

/** Something about the index that the user should know; nothing in the workspace is affected by any. */
export const notice = z.object({
  code: z.enum(['REBUILT', 'IN_MEMORY', 'STALE', 'STOPPED', 'SCAN_FAILED']),
  reason: z.string(),
  /** When it happened, in milliseconds since 1970. */
  at: z.number(),
  /** For `REBUILT`: how long that took, in milliseconds; null until it is done. */
  took: z.number().nullable(),
});

/** A workspace that is open, as the window's frame shows it. */
export const workspaceInfo = z.object({
  /** Stable over sessions: made from the folder's real path. */
  id: z.string(),
  name: z.string(),
  /** The folder that holds it, for people. */
  parent: z.string(),
  /** Its folder on the disk of whoever answers, to be copied into other programs. */
  root: z.string(),
  /** `v3`, `store`, or `both`. */
  layout: z.string(),
  /** Whether anything of what lies there is read, and not recognised alone. */
  isRead: z.boolean(),
  words: layoutWords,
  /** A store of a later nirs4all in the folder, which is not read yet; null where there is none. */
  store: z.object({ database: z.string(), era: z.string() }).nullable(),
  /** Whether nothing in it may be changed, and why. */
  readOnly: z.string().nullable(),
  /** Grace period of orphans in milliseconds; 0 is off. */
  graceMs: z.number(),
});

/** What a store takes on the disk, in bytes. */
export const storeSizes = z.object({
  artifacts_bytes: z.number(),
  artifacts_files: z.number(),
  native_results_bytes: z.number(),
  arrays_bytes: z.number(),
  /** The database alone. */
  database_bytes: z.number(),
  /** Its write-ahead log. */
  log_bytes: z.number(),
});

/** What of a workspace changes while it is open. */
export const workspaceStatus = z.object({
  /** Whether there is an index to ask: from an earlier session, or since the first scan. */
  isReady: z.boolean(),
  /** Rises with every change of the index: what was asked before is to be asked again. */
  revision: z.number().int(),
  /** The scan under way, or null. */
  scan: scanProgress.nullable(),
  /** How far deriving the ways of pipelines is, which goes on behind a large scan: questions that need them wait for it; null when it does not. */
  ways: waysProgress.nullable(),
  /** Planning, or work on the trash, that is under way for any window of this Stemma. */
  work: runningWork.nullable(),
  /** When the last scan ended, in milliseconds since 1970; null before the first. */
  scannedAt: z.number().nullable(),
  notices: z.array(notice),
});

/** See {@link scanProgress}. */
export type ScanProgress = z.infer<typeof scanProgress>;

/** See {@link waysProgress}. */
export type WaysProgress = z.infer<typeof waysProgress>;

/** See {@link scanSummary}. */
export type ScanSummary = z.infer<typeof scanSummary>;

/** See {@link notice}. */
export type Notice = z.infer<typeof notice>;

/** See {@link storeSizes}. */
export type StoreSizes = z.infer<typeof storeSizes>;

/** See {@link workspaceInfo}. */
export type WorkspaceInfo = z.infer<typeof workspaceInfo>;

/** See {@link workspaceStatus}. */
export type WorkspaceStatus = z.infer<typeof workspaceStatus>;
