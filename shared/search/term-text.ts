import { SEARCHED_STATES, type Misreading, type SearchedFor, type SearchTerm } from './search-terms.ts';

/** What names a short name stands for, behind it. */
const orClasses = (classes: readonly string[]): string => classes.map((name) => ` or ${name}`).join('');

/** Fields whose whole value is compared. */
const IS_EQUAL: ReadonlySet<string> = new Set(['step', 'fold', 'type', 'state']);

function wantedText(wanted: SearchedFor): string {
  switch (wanted.kind) {
    case 'words':
      return `contains “${wanted.words}”${orClasses(wanted.classes)}`;
    case 'parameter':
      return `parameter ${wanted.name} ${wanted.comparison} ${wanted.value.text}`;
    case 'field':
      return IS_EQUAL.has(wanted.field)
        ? `${wanted.field} is ${wanted.value}`
        : `${wanted.field} contains “${wanted.value}”${orClasses(wanted.classes)}`;
  }
}

/** Why a piece can't be understood, as a sentence without its full stop. */
export function misreadingText(misreading: Misreading): string {
  switch (misreading.code) {
    case 'NO_VALUE':
      return `“${misreading.of}” needs a value behind it`;
    case 'NO_NUMBER':
      return `“${misreading.of}” needs a number, and “${misreading.value}” is none`;
    case 'NO_STATE':
      return `“${misreading.value}” is no state of a record: those are ${SEARCHED_STATES.join(', ')}`;
  }
}

/** How a piece of a search text is understood, or why it isn't. */
export function termText({ wanted, misreading, isExcluded }: SearchTerm): string {
  if (wanted === null) return misreading === null ? '' : misreadingText(misreading);
  return `${isExcluded ? 'not: ' : ''}${wantedText(wanted)}`;
}
