/** A need of one record for another, by their folds; null for a record that all folds share. */
export interface FoldPair {
  readonly from: number | null;
  readonly to: number | null;
  readonly isInCircle: boolean;
}

/** Whether some folds are all folds of an operator, or stand for them. */
function isWhole(folds: ReadonlySet<number | null>, all: readonly (number | null)[]): boolean {
  return all.length <= 1 || folds.has(null) || all.every((fold) => folds.has(fold));
}

/** The ends of a need of one source: of the whole dependent where all its folds have it, else of each fold that does. */
function endsTo(
  from: number | null,
  pairs: readonly FoldPair[],
  all: readonly (number | null)[],
): FoldPair[] {
  const byFold = Map.groupBy(pairs, ({ to }) => to);
  const isInCircle = (some: readonly FoldPair[]): boolean => some.some((pair) => pair.isInCircle);
  if (isWhole(new Set(byFold.keys()), all)) return [{ from, to: null, isInCircle: isInCircle(pairs) }];
  return [...byFold].map(([to, some]) => ({ from, to, isInCircle: isInCircle(some) }));
}

/** Whether all folds of the source are needed, each by the same folds of the dependent. */
function isEven(
  byFrom: ReadonlyMap<number | null, readonly FoldPair[]>,
  all: readonly (number | null)[],
): boolean {
  if (!all.every((fold) => byFrom.has(fold))) return false;
  const needing = [...byFrom.values()].map((pairs) =>
    [...new Set(pairs.map(({ to }) => to ?? -1))].toSorted((one, other) => one - other).join(),
  );
  return new Set(needing).size === 1;
}

/**
 * Between which folds of two operators the needs of their records are drawn. What concerns all folds of an operator, and fold 0 where it
 * is named on behalf of all, is drawn once, at the operator itself (null); only what differs goes to a fold.
 *
 * @param source folds of all records of the operator that is needed
 * @param dependent those of the operator that needs
 */
export function foldEnds(
  pairs: readonly FoldPair[],
  source: readonly (number | null)[],
  dependent: readonly (number | null)[],
): FoldPair[] {
  const byFrom = Map.groupBy(pairs, ({ from }) => from);
  const isOnBehalf = [...byFrom.keys()].every((fold) => fold === 0 || fold === null);
  if (source.length <= 1 || isOnBehalf || isEven(byFrom, source)) return endsTo(null, pairs, dependent);
  return [...byFrom].flatMap(([from, some]) => endsTo(from, some, dependent));
}
