import type { CleanKinds } from '../../shared/api/clean-lists.ts';

/** What stands for a number that is not known: never 0. */
export const UNKNOWN = '?';

/** Why it is not. */
export const NOT_KNOWN = 'Not known while something can’t be read';

/** Whether it is known which files are orphans. */
export function areOrphansKnown({ blocking, stale }: Pick<CleanKinds, 'blocking' | 'stale'>): boolean {
  return blocking.length === 0 && !stale;
}

/** Whether it is known which files only some pipelines use: what can't be read may use any. */
export function isUseKnown({ blocking }: Pick<CleanKinds, 'blocking'>): boolean {
  return blocking.length === 0;
}
