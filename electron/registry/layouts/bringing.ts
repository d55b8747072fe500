import type { Manifest, Unreadable } from '../../../shared/domain/manifest.ts';
import type { Result } from '../../../shared/domain/result.ts';
import type { ReadPart } from '../files/archive/zip-entries.ts';
import type { FolderNames } from '../files/folder-names.ts';
import type { WorkspacePath } from '../files/paths.ts';

/** A place where the stored file of a record may lie that is brought in. */
export interface StoredPlace {
  /** The folder that would hold it, below one around the manifest. */
  readonly folder: string;
  /** Where it goes to, if it is found there. */
  readonly goesTo: WorkspacePath;
}

/** What exported artifacts say of the pipeline that some of them are of, as the manifest has it; keys are part of the contract of the command line. */
export interface ExportedPipeline {
  /** Of the manifest in its workspace; empty where that is not known. */
  readonly path: WorkspacePath;
  readonly dataset: string | null;
  readonly uid: string | null;
  readonly pipeline_id: string | null;
  readonly name: string | null;
  readonly created_at: string | null;
  /** How many artifacts, one pipeline after the other. */
  readonly items: number;
}

/** A manifest that is made for exported artifacts. */
export interface MadeManifest {
  /** As {@link ExportedPipeline} has it. */
  readonly path: WorkspacePath;
  readonly bytes: Uint8Array;
}

/** What a bundle says of itself. */
export interface BundleWords {
  /** Operators of its pipeline; null where it does not say. */
  readonly steps: number | null;
  /** The folds of which it holds models, in their order; empty for one model of all. */
  readonly folds: readonly number[];
  /** Files of operators in it. */
  readonly files: number;
  /** The id of the pipeline that it was made of, and that one's dataset and time as it was written. */
  readonly pipelineId: string | null;
  readonly dataset: string | null;
  readonly createdAt: string | null;
}

/** The names in the folder of a run, of folders and files, to which those of pipelines are added that are brought in. */
export interface NamesOfRun {
  /** Adds a folder. */
  add(name: string): void;
  /** Whether nirs4all never comes to the name of a pipeline's folder again once it lies there. */
  keeps(name: string): boolean;
  /** A name like that of a pipeline's folder that nothing has, and that nirs4all comes to no more where there is such a one. */
  free(name: string): string;
}

/** What bringing pipelines in and taking them out has to know of a layout. */
export interface Bringing {
  /** Whether a file of that name is a pipeline's manifest, wherever it was carried. */
  isManifestName(name: string): boolean;
  /** Whether a folder's name is that of a pipeline's folder, wherever it was carried. */
  isPipelineFolder(name: string): boolean;
  /** By which pipelines of a run are brought in one after the other, so that each finds those before it. */
  orderOf(name: string): number;
  /**
   * The run that a manifest goes to: that of the folders around it, if it lies in a run, or in a folder that is called like one of its
   * dataset; else the one that nirs4all itself would make.
   *
   * @param parts of the path of the pipeline's folder
   */
  runOf(parts: readonly string[], dataset: string): string;
  /** Whether nirs4all finds the pipelines of a dataset in a run when it predicts; `isThere` says whether a run is there. */
  findsRun(run: string, dataset: string, isThere: (run: string) => boolean): boolean;
  /** The name of a pipeline's folder: as it was called, or by its id. */
  folderName(parts: readonly string[], pipelineId: string | null): string;
  /** The names in the folder of a run. */
  namesOfRun(names: FolderNames): NamesOfRun;
  /** Reads a manifest that was brought; null for somebody else's file. */
  read(bytes: Uint8Array): Result<Manifest | null, Unreadable>;
  /**
   * The manifests that exported artifacts become, one for each pipeline; null where a file is no such document. Fails where
   * nobody says of which dataset some are.
   *
   * @param dataset of artifacts of which the document does not say it
   */
  manifestsOfItems(
    bytes: Uint8Array,
    isJson: boolean,
    dataset: string | null,
  ): Result<readonly MadeManifest[], 'NO_DATASET'> | null;
  /** A manifest with one more item at the end of its list, every other byte as it was; fails with the reason, the end of a sentence. */
  insertItem(manifest: Uint8Array, item: Readonly<Record<string, unknown>>): Result<Uint8Array, string>;
  /** Where a stored file of some name may lie, in each folder around its manifest. The first is where nirs4all looks first. */
  storedPlaces(name: string, dataset: string, run: string): readonly StoredPlace[];
  /** Whether a file is a bundle by its name: a pipeline packed anew to be used elsewhere, without records. */
  isBundleName(name: string): boolean;
  /** Where a bundle of some name goes. */
  bundlePlace(name: string): WorkspacePath;
  /** Looks into a bundle; nothing in it is run. Fails with the reason, the end of a sentence. */
  lookIntoBundle(read: ReadPart, size: number): Result<BundleWords, string>;
  /** The file beside a manifest without which nirs4all can't predict. */
  readonly pipelineFile: string;
  /** What that file says, made from the manifest; null where it says too little. */
  pipelineFileOf(manifest: Uint8Array): Uint8Array | null;
}
