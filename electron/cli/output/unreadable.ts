import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { UnreadableEntry } from '../../registry/query/unreadable.ts';
import type { Page } from './page.ts';
import { counted } from './sections.ts';

/** Where something could not be read: `runs/corn/0001_pls/manifest.yaml:12:3`, which editors open at the place. */
export function place({ path, line, column }: UnreadableEntry): string {
  return [path, line, column].filter((part) => part !== null).join(':');
}

/** What can't be read, loud: while there is any, nothing is an orphan. Empty where all can. */
export function unreadableText(entries: readonly UnreadableEntry[], page: Page): string {
  if (entries.length === 0) return '';
  const folders = entries.filter(({ code }) => code === 'UNLISTABLE').length;
  const manifests = entries.length - folders;
  const what = [
    manifests === 0 ? '' : counted(manifests, 'manifest', page),
    folders === 0 ? '' : counted(folders, 'folder', page),
  ].filter((part) => part !== '');
  const title = `${what.join(' and ')} can't be read, so nothing is called an orphan:`;
  const lines = entries.map(
    (entry) =>
      `  ${page.style('strong', escapeForTerminal(place(entry)))}  ${escapeForTerminal(entry.message)}\n`,
  );
  return `${page.style('danger', title)}\n${lines.join('')}`;
}

/** How many of the manifests that can't be read the user decided to count as empty. */
export function countedEmptyText(count: number, page: Page): string {
  if (count === 0) return '';
  const what = `${counted(count, 'manifest', page)} that can't be read ${count === 1 ? 'counts' : 'count'} as empty`;
  return `${what}, as you decided (.stemma/decisions.json).\n`;
}
