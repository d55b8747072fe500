import type { RecordFold, RecordStep, RecordDetails } from '../../../../shared/api/records/record-details.ts';
import { firstRow, type ReadableIndex } from '../../index/database.ts';
import type { RecordKey } from '../../../../shared/domain/record-key.ts';
import { recordByKey } from '../../index/record-key.ts';
import { chainGroups, knownWay } from '../chains/chain-lines.ts';
import type { QueryContext } from '../../state/context.ts';
import { shownFile } from '../files/files.ts';
import { firstRecords, manifestsNaming, recordsNaming } from '../needs/manifests-naming-file.ts';
import { dependentsNeeding, lossesFrom } from '../needs/dependents.ts';
import { derivedRelations } from '../needs/derived-needs.ts';
import { firstOf, needingRecords, relatedRecords } from '../needs/related.ts';
import { siblingIds } from './record.ts';
import { listedRecords } from './record-list.ts';
import { fileOfRecord, freedBy } from './record-file.ts';
import { dependsOn } from '../needs/dependencies.ts';
import { inferredSources, sourceModels } from '../needs/source-models.ts';

function stepOf(index: ReadableIndex, record: number): RecordStep | null {
  const row = firstRow<{
    type: string;
    class: string;
    config: string;
    branch: string;
    duration: number | null;
    shapes: string;
  }>(
    index,
    `SELECT t.text AS type, c.text AS class, g.text AS config, b.text AS branch, s.duration_ms AS duration, h.text AS shapes
     FROM record r CROSS JOIN step s ON s.manifest_id = r.manifest_id AND s.ordinal = r.trace_step
     CROSS JOIN dictionary t ON t.id = s.type CROSS JOIN dictionary c ON c.id = s.class
     CROSS JOIN dictionary g ON g.id = s.config CROSS JOIN dictionary b ON b.id = s.branch_name
     CROSS JOIN dictionary h ON h.id = s.shapes WHERE r.id = :record`,
    { record },
  );
  if (row === undefined) return null;
  return {
    operator_type: row.type,
    operator_class: row.class,
    config: JSON.parse(row.config) as unknown,
    branch_name: row.branch,
    duration_ms: row.duration,
    shapes: JSON.parse(row.shapes) as Record<string, unknown>,
  };
}

/** All folds of a record, itself included; none for what all folds share. */
function foldsOf(index: ReadableIndex, record: number): RecordFold[] {
  const siblings = siblingIds(index, record);
  // The numbers of a manifest's records are in the order of its list.
  const ids = siblings.length === 0 ? [] : [record, ...siblings].toSorted((one, other) => one - other);
  return relatedRecords(index, ids)
    .flatMap(({ key, fold, size_bytes, state, unwritten }) =>
      fold === null ? [] : [{ key, fold, size_bytes, state, unwritten }],
    )
    .toSorted((one, other) => one.fold - other.fold);
}

/** All about a record; null where there is none (any more). */
export function recordView(context: QueryContext, key: RecordKey): RecordDetails | null {
  const { index } = context;
  const found = recordByKey(index, key);
  if (found === null) return null;
  const { id, manifestId, position } = found;
  const [record] = listedRecords(context, [id]);
  if (record === undefined) return null;
  const file = fileOfRecord(index, id);
  const losses = lossesFrom(index, [id], () => false);
  const needs = dependentsNeeding(index, id).map(({ dependent, ...need }) => ({
    record: dependent,
    ...need,
  }));
  const naming = file === null ? [] : recordsNaming(index, file);
  const same = firstRecords(
    index,
    naming.filter((other) => other.id !== id),
  );
  return {
    key: record.key,
    record,
    way: chainGroups(knownWay(index, manifestId, record.manifest), position),
    folds: foldsOf(index, id),
    if_deleted: {
      frees: freedBy(index, file),
      others: same.total,
      breaks: needingRecords(index, losses),
    },
    kept_by: manifestsNaming(naming),
    file: file === null ? null : shownFile(context, file),
    step: stepOf(index, id),
    relations: {
      sources: sourceModels(index, id, record),
      depends_on: dependsOn(index, id),
      needed_by: needingRecords(index, needs),
      inferred: firstOf(index, inferredSources(index, id)),
      derived: derivedRelations(index, id, losses),
      same_file: same,
    },
  };
}
