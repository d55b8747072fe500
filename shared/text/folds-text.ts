/** Folds that are named at most; who wants all looks at the files. */
const MOST = 8;

/** What folds of a model that can't be had are called, in a sentence: `fold 2 is missing`, `folds 1, 2 and 4 are missing`. */
export function missingFoldsText(folds: readonly number[]): string {
  const [first] = folds;
  if (first === undefined) return 'files of it are missing';
  if (folds.length === 1) return `fold ${first} is missing`;
  if (folds.length > MOST) return `${folds.length} folds are missing`;
  return `folds ${folds.slice(0, -1).join(', ')} and ${folds.at(-1)} are missing`;
}
