import type { Manifest, Unreadable } from '../../../shared/domain/manifest.ts';
import type { FileStamp } from '../files/file-system.ts';
import type { FoundManifest } from './walk-event.ts';

/** What reading a manifest gave. */
export type ManifestReading =
  | {
      readonly kind: 'manifest';
      readonly manifest: Manifest;
      readonly sharesFiles: boolean;
      /** Whether these are further items of the manifest before, which is too long to be held. */
      readonly goesOn?: boolean;
    }
  | { readonly kind: 'foreign' }
  /** Of a source that has many: this one says what it said before. */
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'unreadable';
      readonly error: Unreadable;
      /** What it names before it breaks; null for nothing. */
      readonly namedDataset: string | null;
      /** Whether it was read in pieces, of which those before don't count. */
      readonly isCutOff?: boolean;
    };

/** A manifest as it was read. */
export interface ReadManifest {
  readonly found: FoundManifest;
  /** The file's stamp when it was read, which may be later than when the walk saw it. */
  readonly stamp: FileStamp;
  /** When reading began, in nanoseconds since 1970. */
  readonly readNs: bigint;
  readonly reading: ManifestReading;
  /** Of all that a pipeline says that lies in a source with others, so that it need not be written again when another changed. */
  readonly digest?: string;
  /** What became of the file beside it; missing where that was not asked (see {@link FoundManifest.pipelineFile}). */
  readonly beside?: Beside;
}

/** A file beside a manifest that was asked what the manifest lacks. */
export interface Beside {
  /** Why it can't be read, for people; null where it can, or is not there. */
  readonly problem: string | null;
}

/** What is known of the pipelines in a source: their digests by their paths, in the order in which they came. Null for nothing, and for sources that have no such. */
export type KnownDigests = ReadonlyMap<string, string> | null;

/** What a manifest says of itself, and how many rows of the batch are its own. */
export interface PackedManifest {
  readonly found: FoundManifest;
  readonly stamp: FileStamp;
  readonly readNs: bigint;
  readonly state: Exclude<ManifestReading['kind'], 'unchanged'>;
  readonly error: Unreadable | null;
  readonly namedDataset: string | null;
  readonly beside: Beside | null;
  /** Items with neither path nor hash. */
  readonly nameless: number;
  /** Of a database its chains too. */
  readonly head: Omit<Manifest, 'items' | 'steps' | 'configuredSteps'> | null;
  /** Of its last item: a manifest has no version of its own, its items do. */
  readonly nirs4allVersion: string | null;
  /** Whether the pipeline stores files in the folder that the runs of its dataset share. */
  readonly sharesFiles: boolean;
  readonly dataset: number;
  readonly records: number;
  readonly steps: number;
  /** The steps as they were configured, JSON, which deriving its way needs; null for a copy, which is in no list of operators. */
  readonly configured: string | null;
  /** Places of those of its records that are counted elsewhere, or not at all. */
  readonly uncounted: readonly number[];
  /** Whether its records are further ones of the manifest that came before it from the same source, in this batch or the one before. */
  readonly goesOn: boolean;
  /** See {@link ReadManifest}. */
  readonly digest: string | null;
}

/** One value of a packed row. */
export type Cell = string | number | null;

/** How many cells a record has: see `Packer`. */
export const RECORD_CELLS = 18;

/** How many cells a step has. */
export const STEP_CELLS = 12;

/**
 * Manifests as flat rows of plain values, ready for the index, and cheap to hand from one thread to another: a parsed
 * document would cost three times as much to copy. Repeated texts are numbers into `texts`.
 */
export interface PackedBatch {
  readonly texts: readonly string[];
  readonly manifests: readonly PackedManifest[];
  readonly records: readonly Cell[];
  readonly steps: readonly Cell[];
  readonly dependencies: readonly PackedDependency[];
  /** What the cells of records don't say of their items: see `furtherText`. */
  readonly further: readonly { readonly record: number; readonly text: string }[];
  /** Manifests that say what they said before, though what they lie in has changed. */
  readonly unchanged: readonly UnchangedManifest[];
  /** Manifests that were gone when they were to be read. */
  readonly vanished: readonly string[];
  /** Whether its first manifest is of the source that the last of the batch before is of. */
  readonly goesOn: boolean;
  /** Sources that were read in pieces, and not to their end: what lies in them does not count, in this batch and those before. */
  readonly cutOff: readonly string[];
}

/** A manifest that is as it was, with the stamp of what it lies in. */
export type UnchangedManifest = Pick<ReadManifest, 'found' | 'stamp' | 'readNs'>;

/** An id that a meta-model names. */
export interface PackedDependency {
  /** The record's place in its batch. */
  readonly record: number;
  /** 0 of `depends_on`, 1 of `meta_config.source_models` where that list lacks it, 2 inferred. */
  readonly origin: 0 | 1 | 2;
  readonly ordinal: number;
  readonly target: string;
  /** Place in the batch of the one record of the same manifest that has the id; null where none has it, or several have. */
  readonly own: number | null;
}
