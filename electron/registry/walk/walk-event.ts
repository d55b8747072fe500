import type { FileStamp } from '../files/file-system.ts';
import type { WorkspacePath } from '../files/paths.ts';

/** Whether an entry is the thing itself, a link to something inside the workspace, one that leads out, or one to nothing. */
export type LinkKind = 'none' | 'inside' | 'outside' | 'broken';

/** A file that lies where nirs4all stores artifacts. */
export interface StoredFile {
  readonly name: string;
  readonly link: LinkKind;
  /** Of what the entry leads to; of the link itself where it is broken. */
  readonly stamp: FileStamp;
}

/** Which of nirs4all's two stores a folder belongs to: `binaries/` or a run's `_binaries/`. */
export type StorePlace = 'binaries' | 'run';

/** A folder of a store, with its files. */
export interface StoredFolder {
  readonly type: 'stored-folder';
  readonly path: WorkspacePath;
  readonly place: StorePlace;
  /** The dataset's folder below `binaries/`, or the run's below `runs/`; empty for `binaries/` itself. */
  readonly owner: string;
  /** Whether nirs4all itself would look here: not for sub-folders, and not for `binaries/` itself. */
  readonly direct: boolean;
  readonly files: readonly StoredFile[];
}

/** Where a manifest lies: `run` is primary, the others are copies (`v3-format.md`, "Copies"). */
export type ManifestPlace = 'run' | 'library' | 'export' | 'other';

/** All files of a pipeline's own folder, sub-folders included. */
export interface FolderTotals {
  readonly files: number;
  readonly bytes: number;
  /** The latest mtime or ctime of its files. */
  readonly newestNs: bigint;
}

/** A file named `manifest.yaml`. */
export interface FoundManifest {
  readonly type: 'manifest';
  readonly path: WorkspacePath;
  readonly place: ManifestPlace;
  /** The run's folder below `runs/`; null for all but primary manifests. */
  readonly run: string | null;
  readonly stamp: FileStamp;
  /** Totals of the folder that holds a primary manifest; null for copies. */
  readonly folder: FolderTotals | null;
}

/** A folder or entry that is there and can't be looked at: manifests in it may name any file. */
export interface Unlistable {
  readonly type: 'unlistable';
  readonly path: WorkspacePath;
  readonly message: string;
}

/** Nothing yet: the walk is in the middle of a long folder, and others may want their turn. */
export interface Pause {
  readonly type: 'pause';
}

/** What the walk over a workspace finds. */
export type WalkEvent = StoredFolder | FoundManifest | Unlistable | Pause;
