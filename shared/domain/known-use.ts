import { foldName } from '../format/fold-name.ts';

/** Something that stands in the way of calling files orphans, as far as it matters here. */
interface InTheWay {
  readonly code: string;
}

/** The same, with the datasets whose files it may be about; null for all. */
interface ScopedInTheWay extends InTheWay {
  readonly datasets: readonly string[] | null;
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

/**
 * Tells of a dataset (null: of what names none), or of the whole workspace (undefined), whether it is known which files only some of its
 * pipelines or records use: what can't be read may use any of those that it may be about.
 */
export function knownUse(blocking: readonly ScopedInTheWay[]): (dataset?: string | null) => boolean {
  const unread = unreadOf(blocking);
  const isWhole = unread.some(({ datasets }) => datasets === null);
  const named = new Set(unread.flatMap(({ datasets }) => datasets ?? []).map(foldName));
  return (dataset) =>
    unread.length === 0 || (dataset !== undefined && !isWhole && !named.has(foldName(dataset ?? '')));
}

/** Whether it is known what only a pipeline uses: of one whose manifest can't be read nothing is. */
export function isOwnUseKnown(
  { state, dataset }: { readonly state: string; readonly dataset: string | null },
  isUseKnown: ReturnType<typeof knownUse>,
): boolean {
  return state !== 'unreadable' && isUseKnown(dataset);
}
