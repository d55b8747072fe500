import type { UnreadableKind } from '../domain/unreadable-kind.ts';
import { escapeForTerminal } from './escape-for-terminal.ts';

/** Something that can't be read, as far as its words need it. */
interface Entry {
  readonly what: UnreadableKind;
  readonly path: string;
  readonly code: string;
}

/** How counts and apostrophes are written where it is said. */
interface Saying {
  readonly counted: (count: number, one: string) => string;
  readonly cannot: "can't" | 'can’t';
}

const COUNTED = ['manifest', 'folder', 'archive'] as const;

/** `1 manifest and 2 folders`; a database is named, since a workspace has one: `the database store.sqlite`. */
function things(entries: readonly Entry[], counted: Saying['counted']): string {
  const databases = entries.filter(({ what }) => what === 'database');
  const parts = databases.map(({ path }) => `the database ${escapeForTerminal(path)}`);
  for (const kind of COUNTED) {
    const count = entries.filter(({ what }) => what === kind).length;
    if (count > 0) parts.push(counted(count, kind));
  }
  const last = parts.pop() ?? '';
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}

/**
 * What can't be read, as a clause: `the database store.sqlite and 2 folders can't be read`. A database of a version that nobody here knows
 * is read, as far as its columns are known.
 */
export function unreadableClause(entries: readonly Entry[], { counted, cannot }: Saying): string {
  const newer = entries.filter(({ code }) => code === 'NEWER');
  const closed = entries.filter(({ code }) => code !== 'NEWER');
  return [
    ...(closed.length === 0 ? [] : [`${things(closed, counted)} ${cannot} be read`]),
    ...(newer.length === 0 ? [] : [`${things(newer, counted)} is of a later version than Stemma knows`]),
  ].join(', and ');
}

/** A clause as a sentence begins. */
export function asStart(clause: string): string {
  return `${clause.slice(0, 1).toUpperCase()}${clause.slice(1)}`;
}
