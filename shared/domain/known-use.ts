import { foldName } from '../format/fold-name.ts';

/** Something that stands in the way of calling files orphans, as far as it matters here. */
interface InTheWay {
  readonly code: string;
}

/** The same, with what its files may be of: datasets, null for all, and runs with all that lies in them. */
interface ScopedInTheWay extends InTheWay {
  readonly datasets: readonly string[] | null;
  readonly runs: readonly string[];
}

/**
 * Whether something stands in the way because manifests seem to be gone: of a dataset while a folder of its runs stands empty, or
 * of all pipelines.
 */
export function isGoneBlock({ code }: InTheWay): boolean {
  return code === 'EMPTIED' || code === 'NO_MANIFESTS';
}

/** What of the things in the way can't be read. Manifests that seem to be gone use nothing that another one would leave. */
export function unreadOf<Entry extends InTheWay>(blocking: readonly Entry[]): readonly Entry[] {
  return blocking.filter((block) => !isGoneBlock(block));
}

/** Tells whether it is known which files something alone uses; see {@link knownUse}. */
export type KnownUse = (dataset?: string | null, run?: string | null) => boolean;

/**
 * Tells of a dataset (null: of what names none), or of the whole workspace (undefined), whether it is known which files only some of its
 * pipelines or records use: what can't be read may use any of those that it may be about. Of a single run of the dataset, when that is
 * named; without one any run may be meant by what is about a run alone.
 */
export function knownUse(blocking: readonly ScopedInTheWay[]): KnownUse {
  const unread = unreadOf(blocking);
  const isWhole = unread.some(({ datasets }) => datasets === null);
  const named = new Set(unread.flatMap(({ datasets }) => datasets ?? []).map(foldName));
  const runs = unread.flatMap((block) => block.runs).map(foldName);
  const isOfRunAlone = unread.some(({ datasets, runs: own }) => datasets?.length === 0 && own.length > 0);
  return (dataset, run) => {
    if (unread.length === 0) return true;
    if (dataset === undefined || isWhole || named.has(foldName(dataset ?? ''))) return false;
    if (run === undefined || run === null) return !isOfRunAlone;
    const folded = foldName(run);
    return !runs.some((one) => folded === one || folded.startsWith(`${one}/`));
  };
}

/** Whether it is known what only a pipeline uses: of one whose manifest can't be read nothing is. */
export function isOwnUseKnown(
  {
    state,
    dataset,
    run,
  }: { readonly state: string; readonly dataset: string | null; readonly run: string | null },
  isUseKnown: KnownUse,
): boolean {
  return state !== 'unreadable' && isUseKnown(dataset, run);
}
