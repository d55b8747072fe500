/** A manifest or folder that can't be read, as `stats` lists it. Lines and columns count from 1. */
export interface UnreadableEntry {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly code: string;
}

/** Which stored files something may name that can't be read: those of some datasets and runs, or with null any. */
export type Scope = { readonly datasets: readonly string[]; readonly runs: readonly string[] } | null;

/** Something that stands in the way of calling files orphans. */
export interface Blocking extends UnreadableEntry {
  readonly scope: Scope;
  /** What a decision about it is bound to, where that is not the bytes of a manifest. */
  readonly identity: string | null;
}

/** What the user can decide about something that is in the way: `name` is typing the workspace's name with what is to be done. */
export type DecisionKind = 'empty' | 'past' | 'deleted' | 'name' | 'none';

/** Something that stands in the way, as it is shown. */
export interface ShownBlock extends UnreadableEntry {
  /** The datasets whose files it may be about; null for all. */
  readonly datasets: readonly string[] | null;
  readonly decision: DecisionKind;
}

function decisionOf({ code, identity }: Blocking): DecisionKind {
  switch (code) {
    case 'NO_MANIFESTS':
      return 'name';
    case 'EMPTIED':
      return 'deleted';
    case 'UNLISTABLE':
      // What vanished while it was looked at has nothing to hold a decision to.
      return identity === null ? 'none' : 'past';
    default:
      return identity === null ? 'empty' : 'past';
  }
}

/** What is shown of something that stands in the way. */
export function shownBlock(block: Blocking): ShownBlock {
  const { path, line, column, message, code, scope } = block;
  return {
    path,
    line,
    column,
    message,
    code,
    datasets: scope?.datasets ?? null,
    decision: decisionOf(block),
  };
}

/** What is the matter with something that can't be read, as it goes on after its path. */
export function troubleText({ code }: Pick<UnreadableEntry, 'code'>): string {
  return code === 'NO_MANIFEST' ? 'has no manifest' : "can't be read";
}

/**
 * Whether something stands in the way because manifests seem to be gone: of a dataset while a folder of its runs stands empty, or
 * of all pipelines.
 */
export function isGoneBlock({ code }: Pick<UnreadableEntry, 'code'>): boolean {
  return code === 'EMPTIED' || code === 'NO_MANIFESTS';
}
