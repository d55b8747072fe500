/** What stands for a number that is not known: never 0. */
export const UNKNOWN = '?';

/** Why it is not. */
export const NOT_KNOWN = 'Not known while something can’t be read';
