import type { ArtifactItem } from '../../../shared/domain/manifest.ts';

/** Folds of one model, at most: what a manifest makes up beyond that is none. */
const MOST_FOLDS = 10_000;

/**
 * The folds that a pipeline would be without, without which nirs4all can't predict: those whose file can't be had, and those that the manifest
 * itself lacks between others of the same model.
 */
export function missingFolds(
  items: readonly ArtifactItem[],
  isHad: (item: ArtifactItem) => boolean,
): readonly number[] {
  const missing = new Set<number>();
  const byModel = new Map<string, Set<number>>();
  for (const item of items) {
    const { foldId: fold, chainPath, artifactId } = item;
    if (fold === null || artifactId === null) continue;
    if (!isHad(item)) missing.add(fold);
    const known = byModel.get(chainPath) ?? new Set();
    known.add(fold);
    byModel.set(chainPath, known);
  }
  for (const folds of byModel.values()) {
    const last = Math.min(Math.max(...folds), MOST_FOLDS);
    for (let fold = 0; fold < last; fold += 1) if (!folds.has(fold)) missing.add(fold);
  }
  return [...missing].toSorted((one, other) => one - other);
}
