import type { ShownRecord } from '../../../../shared/api/records/records.ts';
import { allRows } from '../../index/database.ts';
import { branchText } from '../../index/record-row.ts';
import type { QueryContext } from '../../state/context.ts';
import { shownRecords } from '../records/record.ts';

/** Which models of a pipeline are wanted. */
export interface FoldQuestion {
  /** Numbers of the manifests in the index. */
  readonly manifests: readonly number[];
  /** Counts from 1. */
  readonly step: number;
  /** The exact branch; without it all branches. */
  readonly branch?: readonly number[];
}

/**
 * The models and meta-models that a step fitted for each fold, in the order of their folds; of equal folds, and of
 * several pipelines, in the order of their manifests. Items without a type (V1) have no fold and are not here.
 */
export function foldsOf({ index }: QueryContext, question: FoldQuestion): ShownRecord[] {
  const rows = allRows<{ id: number }>(
    index,
    `SELECT r.id FROM json_each(:manifests) j CROSS JOIN manifest m ON m.id = j.value
     CROSS JOIN record r ON r.manifest_id = m.id CROSS JOIN dictionary t ON t.id = r.type
     WHERE r.step = :step AND r.fold IS NOT NULL AND t.text IN ('model', 'meta_model')
       AND (:branch IS NULL OR r.branch = (SELECT id FROM dictionary WHERE text = :branch))
     ORDER BY m.path, r.fold, r.position`,
    {
      manifests: JSON.stringify(question.manifests),
      step: question.step,
      branch: question.branch === undefined ? null : branchText(question.branch),
    },
  );
  return shownRecords(
    index,
    rows.map(({ id }) => id),
  );
}
