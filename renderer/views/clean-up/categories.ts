import type { LayoutWords } from '../../../shared/api/workspace/layout-words.ts';
import type {
  CleanKinds,
  UnusedFile,
  UnusedReason,
  UnusedState,
} from '../../../shared/api/deletion/clean-lists.ts';
import type { Namer } from '../../../shared/domain/namer.ts';
import { formatAge } from '../../../shared/text/duration.ts';
import { recentText, RUNNING_TEXT } from '../../../shared/text/recent-text.ts';
import type { MarkedState } from '../../kit/state-mark.tsx';
import { plural } from '../../text/plural.ts';
import { baseName } from '../../text/base-name.ts';

/** What can be cleaned up, in the order of the list. */
export const CATEGORIES = [
  'orphans',
  'recent',
  'undecided',
  'foreign',
  'results',
  'failed',
  'pipelines',
  'dataset',
] as const;

/** See {@link CATEGORIES}. */
export type Category = (typeof CATEGORIES)[number];

/** Those that are files, with the state that they are in. */
export const FILE_CATEGORIES = {
  orphans: 'orphan',
  recent: 'recent',
  undecided: 'undecided',
  foreign: 'foreign',
} as const satisfies Partial<Record<Category, UnusedState>>;

/** See {@link FILE_CATEGORIES}. */
export type FileCategory = keyof typeof FILE_CATEGORIES;

/** A kind as the list shows it. */
export interface CategoryLine {
  readonly id: Category;
  readonly title: string;
  readonly mark: MarkedState | null;
  /** `194 files`. */
  readonly count: string;
  /** Null where it is not known. */
  readonly bytes: number | null;
}

const TITLES: Readonly<Record<Category, string>> = {
  orphans: 'Orphans',
  recent: 'Recent',
  undecided: 'Undecided',
  foreign: 'Foreign',
  results: 'Results that no run names',
  failed: 'Failed runs',
  pipelines: 'Pipelines',
  dataset: 'Whole dataset',
};

/** Reads the kind that the address names. */
export function readCategory(text: string | undefined): Category {
  return CATEGORIES.find((category) => category === text) ?? 'orphans';
}

/** The kinds with what each holds; those of pipelines only where some are deleted here, and others by nirs4all alone. */
export function categoryLines(kinds: CleanKinds, words: LayoutWords): readonly CategoryLine[] {
  const files = (id: 'orphans' | 'recent' | 'undecided' | 'foreign', mark: MarkedState): CategoryLine => {
    const isKnown = id !== 'orphans' || kinds.orphans_known;
    return {
      id,
      title: TITLES[id],
      mark,
      count: isKnown ? plural(kinds[id].files, 'file') : 'not known',
      bytes: isKnown ? kinds[id].bytes : null,
    };
  };
  // Of a database that can't be read nobody knows how many there are, and nirs4all alone deletes them.
  const isClosed = kinds.blocking.some(({ what }) => what === 'database');
  const ofPipelines = (count: number, noun: string): string =>
    count === 0 && (kinds.library_alone !== null || isClosed) ? 'by nirs4all alone' : plural(count, noun);
  return [
    files('orphans', 'orphan'),
    files('recent', 'recent'),
    files('undecided', 'undecided'),
    files('foreign', 'foreign'),
    ...(words.spare === null
      ? []
      : [
          {
            id: 'results' as const,
            title: words.spare.title,
            mark: 'orphan' as const,
            count: kinds.results === null ? 'not known' : plural(kinds.results.folders, 'folder'),
            bytes: kinds.results?.bytes ?? null,
          },
        ]),
    {
      id: 'failed',
      title: TITLES.failed,
      mark: 'failed',
      count: ofPipelines(kinds.failed.pipelines, 'pipeline'),
      bytes: kinds.use_known ? kinds.failed.frees.bytes : null,
    },
    {
      id: 'pipelines',
      title: TITLES.pipelines,
      mark: null,
      count: ofPipelines(kinds.pipelines.pipelines, 'pipeline'),
      bytes: kinds.use_known ? kinds.pipelines.exclusive_bytes : null,
    },
    {
      id: 'dataset',
      title: TITLES.dataset,
      mark: null,
      count: ofPipelines(kinds.datasets.datasets, 'dataset'),
      bytes: kinds.datasets.datasets === 0 ? 0 : kinds.datasets.stored_bytes,
    },
  ];
}

/** What a kind is, in a sentence. `graceMs` is the grace period in milliseconds, 0 for none. */
export function categorySays(category: Category, graceMs: number, words: LayoutWords): string {
  const grace = formatAge(graceMs);
  const { one } = words.namer;
  switch (category) {
    case 'orphans':
      return graceMs === 0
        ? `Files under ${words.stored} that no ${one} of this workspace names.`
        : `Files under ${words.stored} that no ${one} of this workspace names, older than ${grace}.`;
    case 'recent':
      return (
        `Not named yet, younger than ${grace} or beside a pipeline that may be running. nirs4all writes the file first ` +
        `and the ${one} after it, so these may belong to a running pipeline.`
      );
    case 'undecided':
      return `Not named by any ${one} that can be read. Something that can’t be read, or a missing record, may mean them.`;
    case 'foreign':
      return 'Files that nirs4all did not write. Chosen one by one, never all.';
    case 'results':
      return words.spare?.says ?? '';
    case 'failed':
      return 'Pipelines whose manifest ends early: artifacts, but no execution trace.';
    case 'pipelines':
      return 'Whole pipelines: the manifest and the files that only they use. Shared files stay.';
    case 'dataset':
      return 'Every manifest and every file of one dataset.';
  }
}

/** Why files of a kind can't be picked together; null where they can. */
export function togetherRefusal(category: FileCategory): string | null {
  switch (category) {
    case 'orphans':
      return null;
    case 'recent':
    case 'undecided':
      return 'These files can’t be moved';
    case 'foreign':
      return 'Foreign files are chosen one by one';
  }
}

/** The same of one file, with what is known of it: when it was written, and when its inode changed. */
export function fileReason(file: UnusedFile, namer: Namer): string {
  return file.reason === 'young' ? recentText(file, Date.now()) : reasonText(file.reason, namer);
}

/** Why a file that nothing names is in its state. */
export function reasonText(reason: UnusedReason, { one }: Namer): string {
  switch (reason) {
    case 'cut-off':
      return 'cut off: later runs break on it';
    case 'unnamed':
      return `no ${one} names it`;
    case 'young':
      return 'younger than the grace period';
    case 'running':
      return RUNNING_TEXT;
    case 'unreadable':
      return 'something that can’t be read may name it';
    case 'emptied':
      return `its dataset has no ${one}`;
    case 'claimed':
      return 'a record whose file is missing may mean it';
    case 'stale':
      return 'the last scan could not be done';
    case 'name':
      return 'not a name that nirs4all writes';
  }
}

/** What stands in place of an empty list. */
export function emptyText(
  category: Category,
  words: LayoutWords,
): { readonly title: string; readonly text: string } {
  switch (category) {
    case 'orphans':
      return {
        title: 'No orphans',
        text: `Every older file that nirs4all wrote here is named by a ${words.namer.one}.`,
      };
    case 'recent':
      return { title: 'No recent files', text: `No file is waiting for its ${words.namer.one}.` };
    case 'undecided':
      return { title: 'No undecided files', text: 'Nothing is in doubt about any file here.' };
    case 'foreign':
      return {
        title: 'No foreign files',
        text: `Every file under ${words.stored} has a name that nirs4all writes.`,
      };
    case 'results':
      return { title: 'No folders of results', text: 'A run names each folder of results that lies here.' };
    case 'failed':
      return { title: 'No failed runs', text: 'Of no pipeline here is it known that it failed.' };
    case 'pipelines':
      return { title: 'No pipelines', text: `There is none in ${words.runs}.` };
    case 'dataset':
      return { title: 'No datasets', text: `There are no pipelines, and no files under ${words.stored}.` };
  }
}

/** The artifact type that a stored file's name begins with; null where it is none that nirs4all writes. */
export function typeOfName(path: string): string | null {
  const name = baseName(path);
  return /^(meta_model|model|transformer|encoder|splitter)_/.exec(name)?.[1] ?? null;
}
