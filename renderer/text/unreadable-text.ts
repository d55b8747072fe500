import type { Statistics } from '../../shared/api/workspace/statistics.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { unreadableClause } from '../../shared/text/unreadable-words.ts';
import { datasetName } from './dataset-name.ts';
import { plural } from './plural.ts';

/** A manifest, folder or archive that can't be read. */
export type UnreadableEntry = Statistics['unreadable'][number];

/** Where in a file the reading ended: `line 12, column 3`; empty where that is not known. */
export function placeOf({ line, column }: Pick<UnreadableEntry, 'line' | 'column'>): string {
  if (line === null) return '';
  return column === null ? `line ${line}` : `line ${line}, column ${column}`;
}

/** The datasets that all of it is about, as it goes on after "any file": ` of wheat, corn`; empty where some may be about any. */
export function ofDatasets(entries: readonly { readonly datasets: readonly string[] | null }[]): string {
  const names = new Set<string>();
  for (const { datasets } of entries) {
    if (datasets === null) return '';
    for (const dataset of datasets) names.add(datasetName(dataset));
  }
  return names.size === 0 ? '' : ` of ${[...names].join(', ')}`;
}

/** How much can't be read, as a clause: `1 manifest and 2 folders can’t be read`. */
export function unreadableTitle(entries: readonly Pick<UnreadableEntry, 'code' | 'path' | 'what'>[]): string {
  return unreadableClause(entries, { counted: plural, cannot: 'can’t' });
}

/** Why databases can't be read, in sentences; empty where none is among it. All others are listed with their places. */
export function databaseReasons(entries: readonly Pick<UnreadableEntry, 'message' | 'what'>[]): string {
  const reasons = entries.flatMap(({ what, message }) => (what === 'database' ? [message] : []));
  return escapeForTerminal(reasons.join(' '));
}

/** More are not listed: that many have one common reason. */
const LISTED = 200;

/** What can't be read, a line each: path, line 12, column 3: reason. */
export function unreadableDetails(entries: readonly UnreadableEntry[]): string {
  const lines = entries.slice(0, LISTED).map((entry) => {
    const where = [entry.path, placeOf(entry)].filter((part) => part !== '').join(', ');
    return escapeForTerminal(`${where}: ${entry.message}`);
  });
  const more = entries.length - LISTED;
  return [...lines, ...(more > 0 ? [`and ${formatCount(more)} more`] : [])].join('\n');
}
