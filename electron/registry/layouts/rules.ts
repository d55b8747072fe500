import type { Finding } from '../../../shared/api/workspace/findings.ts';
import type { LayoutWords } from '../../../shared/api/workspace/layout-words.ts';
import type { SourceKind } from '../../../shared/domain/unreadable-kind.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { FileError, FileSystem } from '../files/file-system.ts';
import type { WorkspacePath } from '../files/paths.ts';
import type { ReadableIndex } from '../index/database.ts';

/** Which stored files something may name that can't be read: those of some datasets and runs, or with null any. */
export type Scope = { readonly datasets: readonly string[]; readonly runs: readonly string[] } | null;

/** A folder of stored files, as the index has it. */
export interface ScopedFolder {
  readonly path: WorkspacePath;
  readonly dataset: string | null;
  readonly run: string | null;
}

/** The names of datasets and runs that something is about, folded. */
export interface ScopedNames {
  readonly datasets: ReadonlySet<string>;
  readonly runs: ReadonlySet<string>;
}

/** What is known that may tell of which dataset a run was whose folder stands empty; names are folded. */
export interface EmptyRun {
  readonly run: string;
  /** Datasets that its manifests named when they were there. */
  readonly remembered: readonly string[];
  /** All datasets that the index has. */
  readonly known: ReadonlySet<string>;
}

/** Tells what something may name that can't be read, by what the index knows of all others. */
export interface Scopes {
  /** What may be named by what lies at a path, a folder or a file. */
  ofPath(path: WorkspacePath): Scope;
  /** What a manifest may name that names a dataset before it breaks; null for one that names none. */
  ofManifest(path: WorkspacePath, named: string | null): Scope;
}

/** A record by what tells where its file is looked for. */
export interface LookingRecord {
  /** Whether its manifest is a pipeline's own. */
  readonly isPrimary: boolean;
  readonly run: string | null;
  readonly dataset: string | null;
}

/** A record's file by what a manifest says. */
export interface ExpectedFile {
  /** A bare file name; empty where the record names none. */
  readonly name: string;
  readonly dataset: string | null;
  readonly run: string | null;
  /** Whether the record has an artifact id. */
  readonly hasId: boolean;
}

/** A record, by where it stands and what its manifest was then. */
export interface PlacedRecord {
  readonly manifest: WorkspacePath;
  readonly uid: string | null;
  readonly position: number;
}

/** A stored file that is to go, or to go for good. */
export interface GoingFile {
  readonly path: WorkspacePath;
  /** The SHA-256 of its bytes in hex; null where it is not known. */
  readonly hash: string | null;
  /** The same worked out when it is asked for; null where they can't be read. Without it the first digits decide. */
  readonly hashNow?: () => string | null;
  /** Records that the user agreed to leave without it. */
  readonly broken: readonly PlacedRecord[];
}

/** Whether a file of the workspace is there, and stays: what goes itself is not. `size` in bytes; null for any. */
export type IsThere = (path: WorkspacePath, size: number | null) => boolean;

/** A source that is asked by its bytes, and the index is not. */
export interface Witness {
  /** Whether it needs a file. In doubt it does. */
  needs(going: GoingFile): boolean;
}

/** The folder of a workspace, and how to look into it. */
export interface WorkspaceFolder {
  readonly fs: FileSystem;
  readonly root: string;
}

/** A folder that nothing names. */
export interface SpareFolder {
  readonly path: WorkspacePath;
  readonly files: number;
  readonly bytes: number;
  /** When something in it was last written, in nanoseconds since 1970. */
  readonly newestNs: bigint;
}

/** Why pipelines are not deleted here, in sentences for people. */
export interface PipelinesStay {
  readonly why: string;
  /** What deletes them, to be copied into Python. */
  readonly call: string;
  /** What can be done here when it has. */
  readonly after: string;
}

/** Something besides what can't be read for which no file of a layout may go. */
export interface Obstacle {
  readonly path: WorkspacePath;
  readonly code: string;
  /** A sentence for people. */
  readonly message: string;
}

/** What holds of the files of a layout, wherever they lie: what may go, in which order, and what makes it wanted again. */
export interface Rules {
  /** Folders at the top of a workspace that nirs4all alone writes to. */
  readonly ownFolders: readonly WorkspacePath[];
  /** Where all pipelines are. */
  readonly runs: WorkspacePath;
  /** The manifest of the pipeline whose folder is at a path; the path itself where pipelines have none. */
  manifestIn(folder: WorkspacePath): WorkspacePath;
  /** The folder that goes with the pipeline whose manifest is at a path; the path itself where pipelines have none. */
  folderOf(manifest: WorkspacePath): WorkspacePath;
  /** Whether a file is a manifest by its path: such go first and come back last, so that none is there without its files. */
  isManifest(path: WorkspacePath): boolean;
  /** Whether a file is a bundle where nirs4all puts them: it holds all that it needs, and nothing names it. */
  isBundle(path: WorkspacePath): boolean;
  /** The same as `isManifest` for any name that a manifest has been seen under. */
  mayBeManifest(path: WorkspacePath): boolean;
  /** Where nirs4all looks for a record's file first; null where the record names none. */
  expectedFile(record: ExpectedFile): WorkspacePath | null;
  /** Whether nirs4all would look for a record's file at a path, or might; the path folded as `foldName` does. */
  looksAt(record: LookingRecord, folded: WorkspacePath): boolean;
  /** The datasets (folded) that a stored file may be of, or all files of a folder, by the path alone; null for any. */
  datasetsAt(path: WorkspacePath): readonly string[] | null;
  /** What may be named by what can't be read. */
  scopes(index: ReadableIndex): Scopes;
  /** Whether a folder holds stored files of some datasets or runs, or may. */
  isOf(folder: ScopedFolder, names: ScopedNames): boolean;
  /** The datasets (folded) that a run may have been of whose folder stands empty; null where nothing tells. */
  datasetsOfEmptyRun(empty: EmptyRun): ReadonlySet<string> | null;
  /**
   * What of this layout is not as it should be, apart from what can't be read; at a time in milliseconds since 1970. Kind by kind, each
   * looked for when it is asked for: among a million records one takes its time.
   */
  findings(index: ReadableIndex, place: WorkspaceFolder, nowMs: number): Iterable<readonly Finding[]>;
  /**
   * Where a pipeline's folder can go in its run beside what is there, so that nothing that nirs4all writes later meets it.
   *
   * @param run the folder of the run; it need not be there
   * @param name of the pipeline's folder
   * @param taken folders that are spoken for, though they are not there yet
   */
  freeFolder(
    place: WorkspaceFolder,
    run: WorkspacePath,
    name: string,
    taken: Iterable<WorkspacePath>,
  ): Result<WorkspacePath, FileError>;
  /** Whether a later run of nirs4all may overwrite a pipeline's folder. */
  mayBeOverwritten(place: WorkspaceFolder, folder: WorkspacePath): boolean;
  /** Folders of files that a source names by their folder, and none does (any more); missing where there are no such. */
  spareFolders?(index: ReadableIndex): readonly SpareFolder[];
  /** Whether a source names such a folder. */
  namesFolder?(index: ReadableIndex, folder: WorkspacePath): boolean;
  /** What else stands in the way of calling files unused; missing where nothing ever does. */
  obstacles?(index: ReadableIndex): readonly Obstacle[];
  /** Why its pipelines are not deleted here, with what does it; missing where they are. `runId` of one that was to go. */
  whyPipelinesStay?(runId: string | null): PipelinesStay;
  /** What the bytes of a source at a path say. */
  witness(bytes: Uint8Array, path: WorkspacePath, isThere: IsThere): Witness;
  /**
   * The same of a source whose bytes alone say too little, read anew; fails where it can't be, null where it is gone. Where a layout has
   * none its bytes are searched first.
   *
   * @param file on this system
   * @param going all files that the witness will be asked about
   */
  asks?(
    fs: FileSystem,
    file: string,
    going: readonly GoingFile[],
    isThere: IsThere,
  ): Result<Witness, FileError> | null;
}

/** What is said of layouts to people: in the window (`LayoutWords` of the contract), and on the command line. */
export interface Words extends Omit<LayoutWords, 'library_alone' | 'sources' | 'closed'> {
  /** Where stored files are, all of them. */
  readonly allStored: string;
  /** Paths as they may be typed. */
  readonly examples: { readonly manifest: string; readonly file: string; readonly foreign: string };
}

/** What a layout says of itself. */
export interface OwnWords extends Words {
  /** What its pipelines are read from. */
  readonly source: SourceKind;
  /** What is odd where files are stored and no pipeline names any, in sentences. */
  readonly noneNamed: string;
}

/** What is said of several at once. */
export interface JoinedWords extends Words, Pick<LayoutWords, 'sources'> {}
