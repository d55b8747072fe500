import type {
  EntryReason,
  PlanKind,
  PlanNote,
  PlanRemark,
  StayReason,
} from '../../../shared/domain/clean.ts';
import type { Break } from '../../../shared/api/deletion/clean-errors.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { rulesAt } from '../layouts/layouts.ts';

/** A file that is to go, as it was when the plan was made. */
export interface PlanEntry {
  readonly path: WorkspacePath;
  /** Bytes. */
  readonly size: number;
  /** Nanoseconds since 1970. */
  readonly mtimeNs: bigint;
  readonly inode: bigint;
  readonly device: bigint;
  /** How many names (hard links) it has; above 1 moving it frees nothing. */
  readonly links: number;
  /** SHA-256 in hex as the manifests state it, null where none does. */
  readonly hash: string | null;
  readonly reason: EntryReason;
  /** For `folder` the folder of the pipeline, for `results` that of the native results. */
  readonly folder: WorkspacePath | null;
}

/** A file that stays. */
export interface StayingFile {
  readonly path: WorkspacePath;
  readonly size: number;
  readonly reason: StayReason;
}

/** A pipeline that goes: its manifest as it was when the plan was made. */
export interface GoingPipeline {
  readonly manifest: WorkspacePath;
  readonly uid: string | null;
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly inode: bigint;
  /** Whether nirs4all may still be writing it: then it goes only where the user said so. */
  readonly mayBeRunning: boolean;
}

/** A record that the user agreed to leave without its file or a source. */
export interface BrokenRecord {
  readonly manifest: WorkspacePath;
  readonly uid: string | null;
  readonly position: number;
  readonly artifactId: string | null;
}

/** A manifest that can't be read, which the user decided to count as empty; bound to its bytes. */
export interface EmptyDecision {
  readonly manifest: WorkspacePath;
  /** Of its bytes, in hex. */
  readonly sha256: string;
}

/** A folder or archive that can't be looked into, which the user decided to look past; bound to its identity. */
export interface PlaceDecision {
  readonly place: WorkspacePath;
  readonly identity: string;
}

/**
 * A dataset whose runs stand empty, of which the user decided that its pipelines were deleted; bound to the time of its newest
 * stored file (nanoseconds since 1970, as digits).
 */
export interface DeletedDecision {
  readonly dataset: string;
  readonly newest: string;
}

/** What the user decided about something that stands in the way. */
export type Decision = EmptyDecision | PlaceDecision | DeletedDecision;

/** What the user has said yes to. */
export interface Consent {
  /** What `breaks` lists may break. */
  readonly breaks: boolean;
  /** The dataset's name as it was typed, for a whole dataset. */
  readonly dataset: string | null;
  /** The workspace folder's name as it was typed, for a workspace without any manifest. */
  readonly empty: string | null;
  /** That pipelines may go which nirs4all may still be writing; that ends their runs. */
  readonly whileRunning: boolean;
}

/** Nothing. */
export const NO_CONSENT: Consent = { breaks: false, dataset: null, empty: null, whileRunning: false };

/** What is to be moved to the trash, and all that the user is shown of it. Applying moves these files and no other. */
export interface Plan {
  readonly id: string;
  readonly kind: PlanKind;
  /** The dataset, pipeline or run that was named; null for all. */
  readonly subject: string | null;
  /** When it was made, in milliseconds since 1970; in a journal, when its files were moved. */
  readonly timeMs: number;
  /** The grace period it was made with, in milliseconds. */
  readonly graceMs: number;
  /** The workspace's folder with links resolved. */
  readonly workspace: string;
  readonly entries: readonly PlanEntry[];
  readonly pipelines: readonly GoingPipeline[];
  /** Sum of the entries. */
  readonly bytes: number;
  /** What emptying the trash of them would free: files with one name only. */
  readonly frees: number;
  readonly breaks: readonly Break[];
  readonly broken: readonly BrokenRecord[];
  readonly stays: readonly StayingFile[];
  /** All that it was made with. */
  readonly decisions: readonly Decision[];
  /** Those of them that were made with this plan, and are kept when it is applied. */
  readonly decided: readonly Decision[];
  readonly notes: readonly PlanNote[];
  /** Missing in those of older versions. */
  readonly remarks?: readonly PlanRemark[];
  readonly consent: Consent;
}

/** Whether a file lies where nirs4all stores artifacts, so that any manifest may name it. */
export function isStored({ path, reason, folder }: Pick<PlanEntry, 'path' | 'reason' | 'folder'>): boolean {
  // Of a journal that was tampered with these may say different things: then it is looked at with more care.
  if (reason === 'brought') return !rulesAt(path).isBundle(path);
  return (reason !== 'folder' && reason !== 'results') || folder === null;
}

/** Whether what a source says right before an entry goes may keep it: of a pipeline's own folder none says anything. */
export function isAskedAbout(entry: Pick<PlanEntry, 'path' | 'reason' | 'folder'>): boolean {
  return isStored(entry) || entry.reason === 'results';
}

/** The paths of those entries that lie there. */
export function storedPaths(entries: readonly PlanEntry[]): WorkspacePath[] {
  return entries.filter(isStored).map(({ path }) => path);
}
