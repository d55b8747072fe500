import type { UnreadableKind } from '../../../shared/domain/unreadable-kind.ts';
import { asStart, unreadableClause } from '../../../shared/text/unreadable-words.ts';
import { layoutAt, rulesAt } from '../layouts/layouts.ts';
import type { Scope } from '../layouts/rules.ts';
import type {
  UnreadableEntry,
  BlockingEntry,
  DecisionKind,
} from '../../../shared/api/workspace/statistics.ts';

/** Something that stands in the way of calling files orphans. */
export interface Blocking extends Omit<UnreadableEntry, 'what'> {
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

/** Codes of what is no source of pipelines, by what it is. */
const PLACES: ReadonlyMap<string, UnreadableKind> = new Map([
  ['UNLISTABLE', 'folder'],
  ['NO_MANIFEST', 'folder'],
  ['EMPTIED', 'folder'],
  ['ARCHIVE', 'archive'],
]);

/** What it is that can't be read at a path. */
export function kindOf({ code, path }: Pick<UnreadableEntry, 'code' | 'path'>): UnreadableKind {
  return PLACES.get(code) ?? layoutAt(path).words.source;
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
    what: kindOf(block),
    datasets: scope?.datasets ?? null,
    runs: scope?.runs ?? [],
    decision: decisionOf(block),
  };
}

/** What is the matter with one thing that can't be read, as a clause: `the database store.sqlite can't be read`. */
function oneClause(entry: Pick<UnreadableEntry, 'code' | 'path'>): string {
  const what = kindOf(entry);
  if (what === 'database') return manyClause([entry]);
  return `${entry.path} ${entry.code === 'NO_MANIFEST' ? 'has no manifest' : "can't be read"}`;
}

function manyClause(entries: readonly Pick<UnreadableEntry, 'code' | 'path'>[]): string {
  const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
  const told = entries.map(({ code, path }) => ({ code, path, what: kindOf({ code, path }) }));
  return unreadableClause(told, { counted, cannot: "can't" });
}

/** What can't be read, as a clause: one by its path, several by their count. */
export function troubleText(entries: readonly Pick<UnreadableEntry, 'code' | 'path'>[]): string {
  const [first, ...others] = entries;
  return first === undefined || others.length > 0 ? manyClause(entries) : oneClause(first);
}

/** The same as a sentence begins. A path stays as it is spelled. */
export function troubleStart(entries: readonly Pick<UnreadableEntry, 'code' | 'path'>[]): string {
  const text = troubleText(entries);
  return entries.some(({ path }) => text.startsWith(path)) ? text : asStart(text);
}
