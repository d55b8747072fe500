import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { isGoneBlock, unreadOf } from '../../../shared/domain/known-use.ts';
import { asStart, unreadableClause } from '../../../shared/text/unreadable-words.ts';
import type { UnreadableEntry, BlockingEntry } from '../../../shared/api/workspace/statistics.ts';
import { shellWord } from './shell-word.ts';
import type { Page } from './page.ts';
import { counted } from './sections.ts';

/** Where something could not be read: path:line:column, which editors open at the place. */
export function place({ path, line, column }: Pick<UnreadableEntry, 'path' | 'line' | 'column'>): string {
  return [path, line, column].filter((part) => part !== null).join(':');
}

/** The options by which one can go on in spite of what is in the way. */
export function decisionLines(blocks: readonly BlockingEntry[]): string[] {
  const lines: string[] = [];
  const isFolder = ({ code }: BlockingEntry): boolean => code === 'NO_MANIFEST';
  const countable = blocks.filter((block) => block.decision === 'empty' || isFolder(block));
  const [one] = countable;
  if (one !== undefined) {
    const name = countable.length === 1 ? shellWord(escapeForTerminal(one.path)) : 'MANIFEST';
    const what = countable.every(isFolder)
      ? 'Bring the manifest back, or decide that the folder counts as empty'
      : 'Mend it, or decide that such a manifest names nothing';
    lines.push(`${what}: --count-empty ${name}`);
  }
  const passable = blocks.filter((block) => block.decision === 'past' && !isFolder(block));
  const [closed] = passable;
  if (closed !== undefined) {
    const name = passable.length === 1 ? shellWord(escapeForTerminal(closed.path)) : 'PATH';
    lines.push(`Make it readable, or decide to look past it: --look-past ${name}`);
  }
  const datasets = blocks.flatMap(({ decision, datasets: of }) => (decision === 'deleted' ? (of ?? []) : []));
  const [first] = datasets;
  if (first !== undefined) {
    const name = datasets.length === 1 ? shellWord(escapeForTerminal(first)) : 'DATASET';
    lines.push(`Mount the disk, or if those pipelines were deleted, say so: --count-deleted ${name}`);
  }
  return lines;
}

/** Databases that hold no pipeline, and folders that stand empty. */
function goneText(gone: readonly BlockingEntry[], page: Page): string {
  const [first] = gone;
  if (first?.what === 'database') return `the database ${escapeForTerminal(first.path)} names no pipeline`;
  return `${counted(gone.length, 'folder', page)} of runs ${gone.length === 1 ? 'is' : 'are'} empty`;
}

function titleOf(blocks: readonly BlockingEntry[], page: Page): string {
  const gone = blocks.filter(isGoneBlock);
  const bare = blocks.filter(({ code }) => code === 'NO_MANIFEST').length;
  const unread = unreadOf(blocks).filter(({ code }) => code !== 'NO_MANIFEST');
  const parts = [
    unreadableClause(unread, { counted: (count, one) => counted(count, one, page), cannot: "can't" }),
    bare === 0
      ? ''
      : `${counted(bare, 'folder', page)} of a pipeline ${bare === 1 ? 'has' : 'have'} no manifest`,
    gone.length === 0 ? '' : goneText(gone, page),
  ].filter((part) => part !== '');
  const datasets = blocks.every(({ datasets: of }) => of !== null)
    ? [...new Set(blocks.flatMap(({ datasets: of }) => of ?? []))]
    : null;
  const which = datasets === null ? 'nothing' : `nothing of ${datasets.map(escapeForTerminal).join(', ')}`;
  return `${asStart(parts.join(', and '))}, so ${which} is called an orphan:`;
}

/** What can't be read or seems to be gone, loud: while there is any, what it may be about is no orphan. Empty where all can. */
export function unreadableText(blocks: readonly BlockingEntry[], page: Page): string {
  if (blocks.length === 0) return '';
  const lines = blocks.map(
    (entry) =>
      `  ${page.style('strong', escapeForTerminal(place(entry)))}  ${escapeForTerminal(entry.message)}\n`,
  );
  return `${page.style('danger', titleOf(blocks, page))}\n${lines.join('')}`;
}

/** What of it the user has decided about, so that it is in nobody's way. */
export function settledText(blocks: readonly BlockingEntry[], page: Page): string {
  const kind = (wanted: BlockingEntry['decision']): readonly BlockingEntry[] =>
    blocks.filter(({ decision }) => decision === wanted);
  const empty = kind('empty').length;
  const past = kind('past').length;
  const deleted = kind('deleted').flatMap(({ datasets }) => datasets ?? []);
  const parts = [
    empty === 0
      ? ''
      : `${counted(empty, 'manifest', page)} that can't be read ${empty === 1 ? 'counts' : 'count'} as empty`,
    past === 0
      ? ''
      : `${counted(past, 'folder or archive', page, 'folders or archives')} ${past === 1 ? 'is' : 'are'} looked past`,
    deleted.length === 0
      ? ''
      : `the pipelines of ${deleted.map(escapeForTerminal).join(', ')} count as deleted`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : `${parts.join(', ')}, as you decided (.stemma/decisions.json).\n`;
}
