import type { Statistics } from '../../shared/api/workspace/statistics.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { datasetName } from './dataset-name.ts';
import { plural } from './plural.ts';

/** A manifest, folder or archive that can't be read. */
export type UnreadableEntry = Statistics['unreadable'][number];

/** Codes of folders; every other one is of a manifest, or of an archive. */
const FOLDERS: ReadonlySet<string> = new Set(['UNLISTABLE', 'NO_MANIFEST']);

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

/** How much can't be read: `1 manifest and 2 folders can’t be read`. */
export function unreadableTitle(entries: readonly Pick<UnreadableEntry, 'code'>[]): string {
  const folders = entries.filter(({ code }) => FOLDERS.has(code)).length;
  const archives = entries.filter(({ code }) => code === 'ARCHIVE').length;
  const manifests = entries.length - folders - archives;
  const parts = [
    ...(manifests > 0 ? [plural(manifests, 'manifest')] : []),
    ...(folders > 0 ? [plural(folders, 'folder')] : []),
    ...(archives > 0 ? [plural(archives, 'archive')] : []),
  ];
  const what = [parts.slice(0, -1).join(', '), parts.at(-1) ?? ''].filter((part) => part !== '');
  return `${what.join(' and ')} can’t be read`;
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
