import type { CleanKinds } from '../../shared/api/deletion/clean-lists.ts';

/** What stands for a number that is not known: never 0. */
export const UNKNOWN = '?';

/** Why it is not. */
export const NOT_KNOWN = 'Not known while something can’t be read';

/** What of the things in the way can't be read. Runs that stand empty leave all but their own datasets known. */
export function unreadOf(blocking: CleanKinds['blocking']): CleanKinds['blocking'] {
  return blocking.filter(({ decision }) => decision !== 'deleted' && decision !== 'name');
}
