import { refitName } from '../../../../../shared/format/refit-name.ts';
import type { ForeignDatabase } from '../../../index/foreign-database.ts';
import type { PipelineRow } from './tables.ts';

/** What its predictions say of a pipeline: how many there are, and between what its scores lie. */
export interface PipelineScores {
  readonly predictions: number;
  /** Null where they have none; undefined where that is not told. */
  readonly validation: readonly [least: number, most: number] | null | undefined;
}

/** Metrics that are better the higher they are, as nirs4all lists them (`core/metrics.py`); of all others lower is better. */
const HIGHER_IS_BETTER = new Set(
  (
    'accuracy balanced_accuracy precision balanced_precision precision_micro precision_macro recall balanced_recall recall_micro ' +
    'recall_macro f1 f1_score f1_micro f1_macro specificity roc_auc auc matthews_corrcoef mcc cohen_kappa kappa jaccard jaccard_score ' +
    'r2 r2_score rpd rpiq explained_variance explained_variance_score pearson_r spearman_r consistency'
  ).split(' '),
);

/** The scores of all pipelines by their ids: those of validation, or where there are none those of tests, as the library ranks them. */
export function scoresOf(database: ForeignDatabase): ReadonlyMap<string, PipelineScores> {
  const isTold = database.columns('predictions').has('val_score');
  const scores = new Map<
    string,
    { predictions: number; val: [number, number] | null; test: [number, number] | null }
  >();
  for (const { keys, count, least, most } of database.rangesBy(
    'predictions',
    ['pipeline_id', 'partition'],
    'val_score',
  )) {
    const [pipelineId, partition] = keys;
    if (pipelineId === null || pipelineId === undefined) continue;
    const known = scores.get(pipelineId) ?? { predictions: 0, val: null, test: null };
    known.predictions += count;
    const range: [number, number] | null =
      typeof least === 'number' && typeof most === 'number' ? [least, most] : null;
    if (partition === 'val' || partition === 'test') known[partition] = range;
    scores.set(pipelineId, known);
  }
  return new Map(
    [...scores].map(([id, { predictions, val, test }]) => [
      id,
      { predictions, validation: isTold ? (val ?? test) : undefined },
    ]),
  );
}

interface Best {
  /** Null while none is known. */
  score: number | null;
  /** The first one's metric counts for all. */
  isHigherBetter: boolean;
  /** Whether scores of one are gone, which may have been the best. */
  isAnyUnknown: boolean;
}

/** The name of what variants were made from: theirs have digits of a hash behind it (`pipeline/config/pipeline_config.py`). */
function templateOf(name: string | null): string | null {
  return name === null ? null : (/^(.*)_[0-9a-f]+$/s.exec(name)?.[1] ?? null);
}

/**
 * Which variants of a run did not beat the best before them: of these the classic engine writes rows and no files (nirs4all 0.9 to 1.4,
 * `_execute_variants_sequential` of `pipeline/execution/orchestrator.py`). The first of each pipeline on a dataset is always written, and
 * one without scores too. `test/fixtures/store-variants` has what the library itself kept and discarded.
 */
export class Variants {
  readonly #best = new Map<string, Best>();

  /** Takes the next pipeline in the order in which they were written: whether it was beaten, or may have been where its scores are gone. */
  isBeaten({ runId, name, dataset, metric }: PipelineRow, scores: PipelineScores | undefined): boolean {
    if (name !== null && refitName(name) !== null) return false;
    const key = JSON.stringify([runId, dataset, templateOf(name)]);
    const best = this.#best.get(key);
    const isUnknown = scores?.validation === undefined;
    const range = scores?.validation ?? null;
    const isOwn = HIGHER_IS_BETTER.has(metric?.toLowerCase() ?? '');
    const isHigherBetter = best === undefined || best.score === null ? isOwn : best.isHigherBetter;
    const score = range === null ? null : isHigherBetter ? range[1] : range[0];
    if (best === undefined) {
      this.#best.set(key, { score, isHigherBetter, isAnyUnknown: isUnknown });
      return false;
    }
    const isAnyUnknown = best.isAnyUnknown;
    best.isAnyUnknown ||= isUnknown;
    if (score === null) return isUnknown;
    const isBetter = best.score === null || (isHigherBetter ? score > best.score : score < best.score);
    if (isBetter) Object.assign(best, { score, isHigherBetter });
    return !isBetter || isAnyUnknown;
  }
}
