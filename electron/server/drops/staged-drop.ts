/** A file of a drop, by its path in it, `/` between its parts. */
export interface DroppedName {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** What was dropped onto a page in a browser: what went up of it, and the names of the rest. */
export interface StagedDrop {
  readonly id: string;
  /** For people: `wheat-november`, `3 items`. */
  readonly name: string;
  /** What went up whole lies under it by its path in the drop, and nothing else does. */
  readonly folder: string;
  /** Names right below `folder` of what was dropped, files or folders. */
  readonly top: readonly string[];
  /** What did not go up whole (yet). */
  unsent(): readonly DroppedName[];
  /** Files that are not taken, and why, the end of a sentence. */
  left(): readonly { readonly path: string; readonly reason: string }[];
}

/** The drops of all pages. */
export interface StagedDrops {
  /** Null where there is none, or no more. */
  find(id: string): StagedDrop | null;
  /** Removes one, and what went up of it. */
  forget(id: string): void;
}
