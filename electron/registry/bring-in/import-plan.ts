import type { WorkspacePath } from '../files/paths.ts';
import type { BundleWords } from '../layouts/bringing.ts';
import type { Excerpt } from './excerpt.ts';

/**
 * What becomes of a stored file that a manifest names: it is there already, by its full hash (`present`); it is brought along (`copy`); it is
 * nowhere (`missing`); other bytes lie where it should be (`wrong-hash`); it may not be taken, or not be put there (`rejected`). A file of a drop
 * whose bytes did not come yet is `unsent`: nobody knows yet whether they are the right ones.
 */
export type ImportFileStatus = 'present' | 'copy' | 'unsent' | 'missing' | 'wrong-hash' | 'rejected';

/** A damaged file where a stored file is to go, as it was when the plan was made: its bytes are not those of its name. */
export interface DamagedFile {
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly inode: bigint;
  readonly device: bigint;
  readonly links: number;
  /** Of its bytes, in hex. */
  readonly sha256: string;
}

/** A stored file that a manifest names. */
export interface ImportFile {
  /** Where it goes, or lies. */
  readonly path: WorkspacePath;
  readonly status: ImportFileStatus;
  /** Bytes; null where nobody knows. */
  readonly size: number | null;
  /** Of its bytes, in hex; null unless it is copied or there. */
  readonly sha256: string | null;
  /** Where its bytes are, or will come to, a path of this system; null unless it is copied. */
  readonly from: string | null;
  readonly mtimeMs: number | null;
  /** Why it is rejected, the end of a sentence. */
  readonly reason: string | null;
  /** For one that is copied: what lies in its place, and goes to the trash first. */
  readonly replaces: DamagedFile | null;
}

/** A file of the pipeline's own folder: brought along, or made here (`bytes`). */
export interface FolderFile {
  readonly path: WorkspacePath;
  readonly size: number;
  readonly from: string | null;
  readonly bytes: Uint8Array | null;
  readonly mtimeMs: number | null;
  /** Whether its bytes are there, as they are but for drops that are being sent. */
  readonly isSent: boolean;
}

/** Something about an item that the user should know: what it can't be used for in nirs4all. */
export type ImportNote =
  /** It has no execution traces: a bundle made of it is empty. */
  | 'NO_TRACES'
  /** It has items without an id, whose files nirs4all never reads: it can be looked at, not predicted with. */
  | 'ITEMS_WITHOUT_ID'
  /** Stored files are missing: it can be looked at, not predicted with. */
  | 'FILES_MISSING'
  /** The manifest itself lacks folds of a model: the same. */
  | 'FOLDS_MISSING'
  /** nirs4all looks for the pipelines of its dataset in another run: it can be looked at, not predicted with where it lies. */
  | 'OTHER_RUN'
  /** `pipeline.json` was made from the manifest. */
  | 'PIPELINE_DERIVED'
  /** There is none, and none can be made: it can't be predicted with. */
  | 'NO_PIPELINE_FILE'
  /** It is made for exported artifacts: what else was known of the pipeline is not there. */
  | 'MANIFEST_MADE'
  /** It gets another number than it had, so that a later run does not overwrite it. */
  | 'RENUMBERED';

/** What a manifest says of itself. */
export interface ManifestWords {
  readonly uid: string | null;
  readonly pipelineId: string | null;
  /** As it is written. */
  readonly createdAt: string | null;
}

/** A manifest of the workspace that another one meets: it lies in its place, or has its uid, or is another run of its pipeline. */
export interface MetManifest extends ManifestWords {
  readonly path: WorkspacePath;
  readonly records: number;
  /** How many records of both have the same id. */
  readonly sameIds: number;
}

/** What becomes of one manifest. */
export interface ImportItem {
  /** What people call the manifest. */
  readonly source: string;
  /** Where it goes; where it is, for `same`; null where nobody knows. */
  readonly target: WorkspacePath | null;
  readonly status: 'new' | 'same' | 'conflict' | 'broken';
  /** Why it is not new, for people; null where there is nothing to say. */
  readonly reason: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** The lines around that place. */
  readonly excerpt: Excerpt | null;
  readonly records: number;
  readonly files: readonly ImportFile[];
  readonly folderFiles: readonly FolderFile[];
  /** The manifest itself. */
  readonly manifest: FolderFile | null;
  /** What it says of itself; null for a broken one. */
  readonly says: ManifestWords | null;
  /** The one of the workspace that it meets. */
  readonly meets: MetManifest | null;
  /** The folder that it would have, were nothing in its place; null where nobody knows. */
  readonly own: { readonly run: string; readonly name: string; readonly order: number } | null;
  /** The same artifact ids in no manifest, neither here nor there. */
  readonly unresolved: readonly string[];
  readonly notes: readonly ImportNote[];
  /** Folds that it would be without. */
  readonly missingFolds: readonly number[];
  /** Whether it goes in when the plan is applied. */
  readonly isTaken: boolean;
}

/** What becomes of a bundle: it is copied whole, or stays where it is; it never becomes a pipeline. */
export interface ImportBundle {
  /** What people call it. */
  readonly source: string;
  /** Its own name, without folders. */
  readonly name: string;
  /** `same` for one whose bytes lie in its place, `conflict` where others do, `broken` for one that can't be looked into. */
  readonly status: 'new' | 'same' | 'conflict' | 'broken';
  /** For people, the end of a sentence; null where there is nothing to say. */
  readonly reason: string | null;
  /** What it says of itself; null where it can't be looked into. */
  readonly says: BundleWords | null;
  /** The pipeline of the workspace that it was made of; null where that is not here. */
  readonly madeOf: WorkspacePath | null;
  /** Where it would go. */
  readonly file: FolderFile;
  readonly isTaken: boolean;
}

/** What would be brought in. */
export interface ImportPlan {
  readonly items: readonly ImportItem[];
  readonly bundles: readonly ImportBundle[];
  /** What of the sources is not looked at, and why. */
  readonly left: readonly { readonly path: string; readonly reason: string }[];
  /** That would be written; each file once. */
  readonly bytes: number;
  /** That the disk has free; null where it does not say. */
  readonly freeBytes: number | null;
  /** Whether some exported artifacts don't say of which dataset they are, and nobody else did. */
  readonly wantsDataset: boolean;
}

/** What the user says of all items. */
export interface ImportWish {
  /** What becomes of manifests in whose place another one lies: left out, or put beside it under a free number. */
  readonly onConflict: 'skip' | 'beside';
  /** Whether manifests go in without the stored files that can't be had. */
  readonly withoutMissing: boolean;
  /** Of which dataset exported artifacts are that don't say it. */
  readonly dataset?: string | null;
  /** Whether bundles are copied: all of them, or some by their sources. */
  readonly copyBundles?: boolean | ReadonlySet<string>;
}
