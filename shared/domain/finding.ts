/** What in a workspace is not as it should be, apart from what can't be read, and what one can do about it. */

/** The kinds of findings; a closed set. */
export const FINDING_KINDS = [
  /** A pipeline whose number is above the count of its run's folders: a later run of nirs4all may overwrite it. */
  'number-above-count',
  /** Files that manifests name lie in the trash. */
  'in-trash',
  /** Files that records name are not what those say: cut off, empty, pointers, placeholders. */
  'differs',
] as const;

/** See {@link FINDING_KINDS}. */
export type FindingKind = (typeof FINDING_KINDS)[number];
