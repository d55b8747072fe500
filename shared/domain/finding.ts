/** What in a workspace is not as it should be, apart from what can't be read, and what one can do about it. */

/** The kinds of findings; a closed set. */
export const FINDING_KINDS = [
  /** A pipeline whose number is above the count of its run's folders: a later run of nirs4all may overwrite it. */
  'number-above-count',
  /** A pipeline whose manifest says no parameters, and whose `pipeline.json`, which does, can't be read. */
  'pipeline-file',
  /** Files that manifests name lie in the trash. */
  'in-trash',
  /** Files that records name are not what those say: cut off, empty, pointers, placeholders. */
  'differs',
  /** Of databases: a chain that uses the model of another dataset, or of other features, since both have one id. */
  'other-model',
  /** Ids that chains use and no row has. */
  'unknown-id',
  /** A file that a row names is lost; those of a variant that was never written. */
  'lost-file',
  'never-written',
  /** Files that no row names; folders of native results that no run names. */
  'no-row',
  'unnamed-results',
  /** A run that says that it is running and was killed. */
  'dead-run',
  /** The same model, several times. */
  'stored-twice',
] as const;

/** See {@link FINDING_KINDS}. */
export type FindingKind = (typeof FINDING_KINDS)[number];
