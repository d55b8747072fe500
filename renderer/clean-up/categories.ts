import type { CleanKinds, UnusedReason, UnusedState } from '../../shared/api/clean-lists.ts';
import { formatAge } from '../../shared/text/duration.ts';
import type { MarkedState } from '../parts/state-mark.tsx';
import { plural } from '../text/plural.ts';

/** What can be cleaned up, in the order of the list. */
export const CATEGORIES = [
  'orphans',
  'recent',
  'undecided',
  'foreign',
  'failed',
  'pipelines',
  'dataset',
] as const;

/** See {@link CATEGORIES}. */
export type Category = (typeof CATEGORIES)[number];

/** Those that are files. */
export const FILE_CATEGORIES: Readonly<Partial<Record<Category, UnusedState>>> = {
  orphans: 'orphan',
  recent: 'recent',
  undecided: 'undecided',
  foreign: 'foreign',
};

/** A kind as the list shows it. */
export interface CategoryLine {
  readonly id: Category;
  readonly title: string;
  readonly mark: MarkedState | null;
  /** `194 files`. */
  readonly count: string;
  readonly bytes: number;
}

const TITLES: Readonly<Record<Category, string>> = {
  orphans: 'Orphans',
  recent: 'Recent',
  undecided: 'Undecided',
  foreign: 'Foreign',
  failed: 'Failed runs',
  pipelines: 'Pipelines',
  dataset: 'Whole dataset',
};

/** Reads the kind that the address names. */
export function readCategory(text: string | undefined): Category {
  return CATEGORIES.find((category) => category === text) ?? 'orphans';
}

/** The kinds with what each holds. */
export function categoryLines(kinds: CleanKinds): readonly CategoryLine[] {
  const files = (id: 'orphans' | 'recent' | 'undecided' | 'foreign', mark: MarkedState): CategoryLine => ({
    id,
    title: TITLES[id],
    mark,
    count: plural(kinds[id].files, 'file'),
    bytes: kinds[id].bytes,
  });
  return [
    files('orphans', 'orphan'),
    files('recent', 'recent'),
    files('undecided', 'undecided'),
    files('foreign', 'foreign'),
    {
      id: 'failed',
      title: TITLES.failed,
      mark: 'failed',
      count: plural(kinds.failed.pipelines, 'pipeline'),
      bytes: kinds.failed.frees.bytes,
    },
    {
      id: 'pipelines',
      title: TITLES.pipelines,
      mark: null,
      count: plural(kinds.pipelines.pipelines, 'pipeline'),
      bytes: kinds.pipelines.exclusive_bytes,
    },
    {
      id: 'dataset',
      title: TITLES.dataset,
      mark: null,
      count: plural(kinds.datasets.datasets, 'dataset'),
      bytes: kinds.datasets.stored_bytes,
    },
  ];
}

/** What a kind is, in a sentence. `graceMs` is the grace period in milliseconds, 0 for none. */
export function categorySays(category: Category, graceMs: number): string {
  const grace = formatAge(graceMs);
  switch (category) {
    case 'orphans':
      return graceMs === 0
        ? 'Files under binaries/ that no manifest of this workspace names.'
        : `Files under binaries/ that no manifest of this workspace names, older than ${grace}.`;
    case 'recent':
      return (
        `Not named yet, younger than ${grace} or beside a pipeline that may be running. nirs4all writes the file first ` +
        'and the manifest after it, so these may belong to a running pipeline.'
      );
    case 'undecided':
      return 'Not named by any manifest that can be read. Something that can’t be read, or a missing record, may mean them.';
    case 'foreign':
      return 'Files that nirs4all did not write. Chosen one by one, never all.';
    case 'failed':
      return 'Pipelines whose manifest ends early: artifacts, but no execution trace.';
    case 'pipelines':
      return 'Whole pipelines: the manifest and the files that only they use. Shared files stay.';
    case 'dataset':
      return 'Every manifest and every file of one dataset.';
  }
}

/** Why a file that nothing names is in its state. */
export function reasonText(reason: UnusedReason): string {
  switch (reason) {
    case 'unnamed':
      return 'no manifest names it';
    case 'young':
    case 'running':
      return 'a running pipeline may still claim it';
    case 'unreadable':
      return 'an unreadable manifest may name it';
    case 'claimed':
      return 'a record whose file is missing may mean it';
    case 'stale':
      return 'the last scan could not be done';
    case 'name':
      return 'not a name that nirs4all writes';
  }
}

/** What stands in place of an empty list. */
export function emptyText(category: Category): { readonly title: string; readonly text: string } {
  switch (category) {
    case 'orphans':
      return {
        title: 'No orphans',
        text: 'Every older file that nirs4all wrote here is named by a manifest.',
      };
    case 'recent':
      return { title: 'No recent files', text: 'No file is waiting for its manifest.' };
    case 'undecided':
      return { title: 'No undecided files', text: 'Every manifest can be read, so nothing is undecided.' };
    case 'foreign':
      return {
        title: 'No foreign files',
        text: 'Every file under binaries/ has a name that nirs4all writes.',
      };
    case 'failed':
      return { title: 'No failed runs', text: 'Every pipeline that has ended has its execution trace.' };
    case 'pipelines':
      return { title: 'No pipelines', text: 'There is no manifest in runs/.' };
    case 'dataset':
      return { title: 'No datasets', text: 'There are no files under binaries/.' };
  }
}

/** The artifact type that a stored file's name begins with; null where it is none that nirs4all writes. */
export function typeOfName(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /^(meta_model|model|transformer|encoder|splitter)_/.exec(name)?.[1] ?? null;
}
