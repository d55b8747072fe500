/**
 * What one manifest says, as plain values: the result of reading it, whatever version of
 * nirs4all wrote it. Field names follow the manifest's own keys in camel case.
 */

/**
 * Which shape an item of a manifest's `artifacts` has:
 * `v3` an id with `$`; `v2` an id without it; `noId` no id at all (all V1 items, and those that some
 * steps of V3 pipelines still write: `concat_transform`, sample filters, resampling).
 */
export type ItemShape = 'v3' | 'v2' | 'noId';

/** A way to one model, as a database writes it down. */
export interface StoreChain {
  readonly chainId: string;
  /** Step of its model; null where it owns no file. */
  readonly step: number | null;
  readonly modelClass: string;
  /** `per_fold shared refit_only score_only`, or what a later version writes. */
  readonly strategy: string | null;
  readonly preprocessings: string | null;
  readonly branchPath: readonly number[];
  readonly sourceIndex: number | null;
  /** The items of its pipeline that it uses, by their positions. `fold` is the name of a model's fold as written; null for what folds share. */
  readonly uses: readonly { readonly position: number; readonly fold: string | null }[];
}

/** What a database says of a pipeline besides. */
export interface StorePart {
  /** What tells the pipeline from others of its source. */
  readonly part: string;
  /** What it is in place of a pipeline: a run by itself, or the records that no chain uses. */
  readonly standsFor: 'run' | 'rows' | null;
  readonly run: string | null;
  readonly runId: string | null;
  /** `running completed failed`, as written; null where nothing is. */
  readonly status: string | null;
  /** The name of the folder that holds a run's native results, or models of a pipeline that lie there alone. */
  readonly nativeResults: string | null;
  /** Whether it did not beat the best variant before it in its run, as far as that is known: then its files may never have been written. */
  readonly isBeaten: boolean;
  readonly predictions: number;
  readonly chains: readonly StoreChain[];
}

/** One item of a manifest's list of artifacts. It is named by (manifest, `position`): ids may be missing or repeat. */
export interface ArtifactItem {
  /** Index in the manifest's list, from 0. */
  readonly position: number;
  readonly shape: ItemShape;
  /** Null where the item has none. */
  readonly artifactId: string | null;
  /** 64 lower-case hex digits, without `sha256:`; null where missing or malformed. */
  readonly contentHash: string | null;
  /** Bare name of the stored file; empty where the item names none. */
  readonly path: string;
  /** Empty for V1 and V2 items, which have no chain. */
  readonly chainPath: string;
  readonly sourceIndex: number | null;
  readonly pipelineId: string;
  /** Branch indices from the outermost fork inwards; empty on the trunk. */
  readonly branchPath: readonly number[];
  /** Counts from 1. */
  readonly stepIndex: number | null;
  readonly substepIndex: number | null;
  /** Null where all folds share the artifact (`all`). */
  readonly foldId: number | null;
  /** `model`, `transformer`, `splitter`, `encoder`, `meta_model`, or what a later version writes; null where unknown. */
  readonly artifactType: string | null;
  /** Python class name; for items without an id the file name before its last `_`. */
  readonly className: string;
  readonly customName: string;
  /** Artifact ids as written; only meta-models have any. */
  readonly dependsOn: readonly string[];
  /** Artifact ids of `meta_config.source_models` in their order; empty for all but meta-models. */
  readonly sourceModels: readonly string[];
  /** Ids of models that it takes the predictions of, which nothing writes: concluded by who read the source. */
  readonly inferredSources?: readonly string[] | undefined;
  readonly format: string;
  readonly formatVersion: string;
  readonly nirs4allVersion: string;
  /** Bytes, as recorded (not as on disk). */
  readonly sizeBytes: number;
  /** `created_at`, or `saved_at` of items without an id, as written. */
  readonly createdAt: string | null;
  /** The item's own `version` (3 for V3). */
  readonly version: number;
  /**
   * Not counted as a record: `again` where another pipeline has it, `unknown` for an id that nothing is known of but its name, `result` for
   * a model that lies in native results, which are summed up whole.
   */
  readonly uncounted?: 'again' | 'unknown' | 'result';
  /** The whole item as parsed, every key as written. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** One step of an execution trace: what an operator did, whether or not it stored anything. */
export interface TraceStep {
  /** Order in the trace, from 0. */
  readonly ordinal: number;
  /** Counts from 1; several entries share it inside branches. */
  readonly stepIndex: number;
  /** `transform model splitter operator y_processing config branch merge concat_transform ...` or empty. */
  readonly operatorType: string;
  readonly operatorClass: string;
  /** Class and parameters of the operator as configured; an empty map where nothing was said. */
  readonly operatorConfig: unknown;
  readonly branchPath: readonly number[];
  readonly branchName: string;
  /** Position inside a branch's own list of operators; null outside branches. */
  readonly substepIndex: number | null;
  /** Ids of the artifacts that the step stored, as written. */
  readonly artifactIds: readonly string[];
  readonly producesBranches: boolean;
  readonly sourceCount: number | null;
  readonly durationMs: number | null;
  /** The trace's `input_shape, output_shape, input_features_shape, output_features_shape`, as far as written. */
  readonly shapes: Readonly<Record<string, unknown>>;
}

/** A readable manifest of nirs4all. */
export interface Manifest {
  /** `schema_version` ('2.0' for V2 and V3); null for V1. */
  readonly schemaVersion: string | null;
  readonly uid: string | null;
  readonly pipelineId: string | null;
  readonly name: string | null;
  /** The dataset that decides where the files lie; null where the key is missing. */
  readonly dataset: string | null;
  readonly createdAt: string | null;
  /** Whether `execution_traces` is there and not empty: nirs4all writes it when the pipeline has ended well. */
  readonly hasTraces: boolean;
  readonly items: readonly ArtifactItem[];
  /** Steps of the manifest's trace (one a manifest), in their order; empty without traces. */
  readonly steps: readonly TraceStep[];
  /** `pipeline.steps` as written, the first step first; nirs4all writes the same as `pipeline.json`. Empty where there are none. */
  readonly configuredSteps: readonly unknown[];
  /** Of a pipeline that a database holds. */
  readonly store?: StorePart;
}

/** Why a manifest can't be used. */
export type UnreadableCode =
  | 'EMPTY'
  | 'SYNTAX'
  /** A key stands twice in one map: the end of one item and the beginning of the next may be lost. */
  | 'REPEATED_KEY'
  | 'ENCODING'
  | 'TOO_LARGE'
  | 'NOT_A_MAP'
  | 'CUT_OFF'
  | 'SHAPE'
  | 'UNSAFE_PATH'
  | 'CHANGING'
  | 'UNLISTABLE'
  /** Its bytes are in the cloud; what lies here stands for them. */
  | 'IN_CLOUD'
  /** An archive that may hold manifests and can't be read, or holds one that can't. */
  | 'ARCHIVE'
  /** A database that is none, or fails its check. */
  | 'DAMAGED'
  | 'UNREADABLE_FILE';

/** A manifest, or a folder, that can't be read. Lines and columns count from 1; null where there is no place to name. */
export interface Unreadable {
  readonly code: UnreadableCode;
  readonly line: number | null;
  readonly column: number | null;
  /** A plain sentence for people. */
  readonly message: string;
}
