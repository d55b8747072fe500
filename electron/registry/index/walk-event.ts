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

/** A folder of stored files, with its files. */
export interface StoredFolder {
  readonly type: 'stored-folder';
  readonly path: WorkspacePath;
  /** Whose files it holds as far as its path tells; null where only manifests can. */
  readonly dataset: string | null;
  /** The run that it lies in; null for a folder that all runs of its dataset share. */
  readonly run: string | null;
  /** Whether nirs4all itself looks for files here, as far as its path tells. */
  readonly isSearched: boolean;
  readonly files: readonly StoredFile[];
}

/** What a manifest is: `run` is a pipeline's own (primary), the others are copies, by what keeps them. */
export type ManifestKind = 'run' | 'library' | 'export' | 'other';

/** All files of a pipeline's own folder, sub-folders included. */
export interface FolderTotals {
  readonly files: number;
  readonly bytes: number;
  /** The latest mtime or ctime of its files. */
  readonly newestNs: bigint;
}

/** A manifest, or an archive that may hold some. */
export interface FoundManifest {
  readonly type: 'manifest';
  readonly path: WorkspacePath;
  readonly kind: ManifestKind;
  /** The run that it belongs to; null for all but primary manifests. */
  readonly run: string | null;
  /**
   * A folder further down that is a run too if the manifest names that as its dataset: datasets may have `/` in their names,
   * which makes folders of them. Null for all others.
   */
  readonly deepRun: string | null;
  readonly stamp: FileStamp;
  /** Totals of the folder that holds a primary manifest; null for copies. */
  readonly folder: FolderTotals | null;
  /** The file that holds the same steps beside a primary manifest; null where there is none, and for copies. */
  readonly pipelineFile: FileStamp | null;
  /** Whether it is an archive: each manifest in it is a copy, named by its path inside behind that of the archive. */
  readonly isArchive: boolean;
}

/** Why something that is there can't be looked at. */
export type ProblemCode =
  | 'UNLISTABLE'
  /** A pipeline's folder has files, and no manifest: nirs4all writes that first, so it is lost or not there yet. */
  | 'NO_MANIFEST'
  /** An archive of a kind, or a size, that Stemma does not look into. */
  | 'ARCHIVE'
  /** A manifest whose path is no text. */
  | 'BAD_NAME';

/** A folder or entry that is there and can't be looked at: manifests in it may name any file. */
export interface Unlistable {
  readonly type: 'unlistable';
  readonly path: WorkspacePath;
  readonly code: ProblemCode;
  readonly message: string;
  /** What tells it from another thing at the same path, or from itself after a change; null where nothing can. */
  readonly identity: string | null;
}

/** A run's folder. */
export interface RunFolder {
  readonly type: 'run-folder';
  readonly path: WorkspacePath;
  /** The name of the run. */
  readonly run: string;
  /** Whether nothing is in it that a run has, as in the mount point of a disk that is not there. */
  readonly isEmpty: boolean;
}

/** Something outside of runs and copies that may hold manifests and is not opened. */
export interface Unopened {
  readonly type: 'unopened';
  readonly path: WorkspacePath;
  readonly what: 'archive' | 'git';
}

/** A model that native results list. */
export interface ResultArtifact {
  readonly path: WorkspacePath;
  /** SHA-256 of its bytes, in hex. */
  readonly hash: string;
  readonly size: number;
}

/** What of a workspace is only summed up: a folder of native results, or all of a kind. */
export interface Measured {
  readonly type: 'measured';
  readonly path: WorkspacePath;
  readonly what:
    | 'native-results'
    | 'results-beside'
    | 'arrays'
    | 'logs'
    | 'exports'
    | 'outputs'
    | 'library'
    | 'database'
    | 'log'
    | 'temporary';
  readonly files: number;
  readonly bytes: number;
  /** The latest mtime or ctime of its files. */
  readonly newestNs: bigint;
  /** Of native results. */
  readonly artifacts?: readonly ResultArtifact[];
}

/** Nothing yet: the walk is in the middle of a long folder, and others may want their turn. */
export interface Pause {
  readonly type: 'pause';
}

/** What the walk over a workspace finds. */
export type WalkEvent = StoredFolder | FoundManifest | Unlistable | RunFolder | Unopened | Measured | Pause;
