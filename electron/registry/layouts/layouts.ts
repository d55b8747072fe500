import type { LayoutWords } from '../../../shared/api/workspace/layout-words.ts';
import type { FileSystem } from '../files/file-system.ts';
import { filesLayout } from './files/files-layout.ts';
import type { Layout, Reading } from './layout.ts';
import { storeDatabase } from './store/store.ts';

/** A database of a later version: it is recognised, and nothing of it is in the index. */
const storeLayout: Layout = {
  name: 'store',
  marks: ['store.sqlite'],
  recognises: (fs, root) => storeDatabase(fs, root) !== null,
};

/** The layouts that lie side by side in a folder, at least one. */
export interface FoundLayouts {
  readonly all: readonly Layout[];
  /** As `stats` names them. */
  readonly name: Layout['name'] | 'both';
}

const LAYOUTS: readonly Layout[] = [filesLayout, storeLayout];

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

/** The layout that all workspaces are read by, also beside and in place of those that are recognised alone: what else lies there may name files. */
export const reading: Reading = filesLayout;

/** The rules of the layout that is read. */
export const { rules, words, bringing } = reading;

const { marks, runs, stored, about } = words;

/** Those of the words that the window says. */
export const windowWords: LayoutWords = { marks, runs, stored, about };
