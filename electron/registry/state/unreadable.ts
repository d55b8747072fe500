import { rulesAt } from '../layouts/layouts.ts';
import type { Scope } from '../layouts/rules.ts';
import type {
  UnreadableEntry,
  BlockingEntry,
  DecisionKind,
} from '../../../shared/api/workspace/statistics.ts';

/** Something that stands in the way of calling files orphans. */
export interface Blocking extends UnreadableEntry {
  readonly scope: Scope;
  /** What a decision about it is bound to, where that is not the bytes of a manifest. */
  readonly identity: string | null;
}

function decisionOf({ code, identity, path }: Blocking): DecisionKind {
  switch (code) {
    case 'NO_MANIFESTS':
      return 'name';
    case 'EMPTIED':
      return 'deleted';
    case 'UNLISTABLE':
      // What vanished while it was looked at has nothing to hold a decision to.
      return identity === null ? 'none' : 'past';
    default:
      // A database names the files of all pipelines: nobody can say that it names none.
      if (identity === null && rulesAt(path).asks !== undefined) return 'none';
      return identity === null ? 'empty' : 'past';
  }
}

/** What is shown of something that stands in the way. */
export function shownBlock(block: Blocking): BlockingEntry {
  const { path, line, column, message, code, scope } = block;
  return {
    path,
    line,
    column,
    message,
    code,
    datasets: scope?.datasets ?? null,
    runs: scope?.runs ?? [],
    decision: decisionOf(block),
  };
}

/** What is the matter with something that can't be read, as it goes on after its path. */
export function troubleText({ code }: Pick<UnreadableEntry, 'code'>): string {
  return code === 'NO_MANIFEST' ? 'has no manifest' : "can't be read";
}
