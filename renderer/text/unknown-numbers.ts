import type { CleanKinds } from '../../shared/api/deletion/clean-lists.ts';

/** What stands for a number that is not known: never 0. */
export const UNKNOWN = '?';

/** Why it is not. */
export const NOT_KNOWN = 'Not known while something can’t be read';

/** What of the things in the way can't be read. Runs that stand empty leave all but their own datasets known. */
export function unreadOf(blocking: CleanKinds['blocking']): CleanKinds['blocking'] {
  return blocking.filter(({ decision }) => decision !== 'deleted' && decision !== 'name');
}

/** Whether it is known which files are orphans. */
export function areOrphansKnown({ blocking, stale }: Pick<CleanKinds, 'blocking' | 'stale'>): boolean {
  return blocking.every(({ decision }) => decision === 'deleted') && !stale;
}

/** Whether it is known which files only some pipelines use: what can't be read may use any. */
export function isUseKnown({ blocking }: Pick<CleanKinds, 'blocking'>): boolean {
  return unreadOf(blocking).length === 0;
}
