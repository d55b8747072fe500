import type { LayoutWords } from '../../../shared/api/workspace/layout-words.ts';
import type { FileSystem } from '../files/file-system.ts';
import type { WorkspacePath } from '../files/paths.ts';
import type { Bringing } from './bringing.ts';
import { holderOf, type Layout, type ReadLayout } from './layout.ts';
import type { JoinedWords, Rules } from './rules.ts';
import { LAYOUTS } from './table.ts';

/** The layouts that lie side by side in a folder, at least one. */
export interface FoundLayouts {
  readonly all: readonly Layout[];
  /** As `stats` names them. */
  readonly name: Layout['name'] | 'both';
}

/** All layouts that are in a folder; null where it is no workspace. */
export function recogniseLayouts(fs: FileSystem, root: string): FoundLayouts | null {
  const all = LAYOUTS.filter((layout) => layout.recognises(fs, root));
  const [first, second] = all;
  if (first === undefined) return null;
  return { all, name: second === undefined ? first.name : 'both' };
}

/** What a workspace's folder has one of, for people: `a, b or c`. */
export const WORKSPACE_MARKS = LAYOUTS.flatMap(({ marks }) => marks)
  .join(', ')
  .replace(/, ([^,]*)$/, ' or $1');

function isRead(layout: Layout | ReadLayout): layout is ReadLayout {
  return 'walk' in layout;
}

/**
 * The layouts that every workspace is read by, also beside and in place of those that are recognised alone: what else lies there may
 * name files.
 */
export const READ_LAYOUTS: readonly ReadLayout[] = LAYOUTS.filter(isRead);

type BringingLayout = ReadLayout & { readonly bringing: Bringing };

/** The one that takes pipelines in. */
const bringingLayout = READ_LAYOUTS.find((layout): layout is BringingLayout => layout.bringing !== undefined);
if (bringingLayout === undefined) throw new Error('No layout takes pipelines in.');

/** How pipelines are brought in and taken out, and the rules of where they go. */
export const { bringing, rules: bringingRules } = bringingLayout;

/** Whether anything of what lies in a folder is read. */
export function isAnyRead({ all }: FoundLayouts): boolean {
  return all.some(isRead);
}

/** Why nothing is brought into a workspace, nor taken out of it; null where it can be. Window, command line and core refuse by this answer. */
export function closedOf({ all }: FoundLayouts): LayoutWords['closed'] {
  const reasons = all.map(({ closed }) => closed);
  return reasons.includes(null) ? null : (reasons[0] ?? null);
}

/** The layout of a source or stored file, by its path in the workspace, wherever it is now. */
export function layoutAt(path: WorkspacePath): ReadLayout {
  return holderOf(READ_LAYOUTS, path);
}

/** What holds of a source or stored file, by its path. */
export function rulesAt(path: WorkspacePath): Rules {
  return layoutAt(path).rules;
}

/** The layouts whose pipelines are deleted here, by their names: those of others nirs4all alone deletes. */
export function namesOfDeleting(): readonly Layout['name'][] {
  return READ_LAYOUTS.filter(({ rules }) => rules.whyPipelinesStay === undefined).map(({ name }) => name);
}

/** Folders at the top of a workspace that nirs4all alone writes to. */
export const LIBRARY_FOLDERS: readonly WorkspacePath[] = [
  ...new Set(READ_LAYOUTS.flatMap(({ rules }) => rules.ownFolders)),
];

/** The words of some layouts as one, examples those of the first. */
function joined(layouts: readonly ReadLayout[]): JoinedWords {
  const all = layouts.map(({ words }) => words);
  const [first] = all;
  if (first === undefined) throw new Error('No layout is read.');
  const either = (name: 'runs' | 'stored' | 'allStored' | 'about'): string =>
    all.map((words) => words[name]).join(' or ');
  return {
    marks: all.flatMap(({ marks }) => marks),
    runs: either('runs'),
    sources: [...new Set(all.map(({ source }) => source))],
    stored: either('stored'),
    allStored: either('allStored'),
    namer: {
      one: all.map(({ namer }) => namer.one).join(' or '),
      many: all.map(({ namer }) => namer.many).join(' or '),
    },
    about: either('about'),
    spare: all.map(({ spare }) => spare).find((spare) => spare !== null) ?? null,
    examples: first.examples,
  };
}

/** What is said where it is not known yet in which workspace, and of all that are read. */
export const WORDS: JoinedWords = joined(READ_LAYOUTS);

/** What is said of the files at some paths. */
export function wordsAt(paths: readonly WorkspacePath[]): JoinedWords {
  const held = new Set(paths.map(layoutAt));
  return held.size === 0 ? WORDS : joined([...held]);
}

/** The first of some layouts whose pipelines nirs4all alone deletes, with why. */
function libraryAlone(layouts: readonly ReadLayout[]): LayoutWords['library_alone'] {
  for (const { name, rules } of layouts) {
    const stays = rules.whyPipelinesStay?.(null);
    if (stays !== undefined) return { layout: name, ...stays };
  }
  return null;
}

/** What the window says of a workspace. */
export function windowWords(layouts: FoundLayouts): LayoutWords {
  const found = layouts.all.filter(isRead);
  const { marks, runs, sources, stored, namer, spare } = found.length === 0 ? WORDS : joined(found);
  const { about } = WORDS;
  return {
    marks,
    runs,
    sources,
    stored,
    namer,
    about,
    spare,
    library_alone: libraryAlone(found),
    closed: closedOf(layouts),
  };
}
