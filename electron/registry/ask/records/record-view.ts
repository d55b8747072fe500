import type { ChainGroup } from '../../../../shared/api/chains/way.ts';
import type { RecordFold, RecordStep, RecordDetails } from '../../../../shared/api/records/record-details.ts';
import { allRows, firstRow, type ReadableIndex } from '../../index/database.ts';
import { chainGroups, foldsByPosition } from '../chains/chain-lines.ts';
import type { QueryContext } from '../../state/context.ts';
import { shownFile } from '../files/files.ts';
import { firstRecords, manifestsNaming, recordsNaming } from '../needs/manifests-naming-file.ts';
import { dependentsNeeding, lossesFrom } from '../needs/dependents.ts';
import { recordIds, needingRecords, relatedRecords } from '../needs/related.ts';
import { siblingIds } from './record.ts';
import { listedRecords } from './record-list.ts';
import { fileOfRecord, freedBy } from './record-file.ts';
import { dependsOn } from '../needs/dependencies.ts';
import { sourceModels } from '../needs/source-models.ts';
import { wayOfManifest } from '../chains/way.ts';

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
  const folds = relatedRecords(index, siblings.length === 0 ? [] : [record, ...siblings]);
  return folds
    .flatMap(({ position, fold, size_bytes, state }) =>
      fold === null ? [] : [{ position, fold, size_bytes, state }],
    )
    .toSorted((one, other) => one.fold - other.fold || one.position - other.position);
}

function wayTo(index: ReadableIndex, record: number, position: number): ChainGroup[] {
  const [row] = allRows<{ manifest: number }>(
    index,
    'SELECT manifest_id AS manifest FROM record WHERE id = :record',
    {
      record,
    },
  );
  if (row === undefined) return [];
  const folds = foldsByPosition({ index }, row.manifest);
  return chainGroups(wayOfManifest(index, row.manifest), position, (other) => folds.get(other) ?? null);
}

/** All about the record at a place; null where there is none (any more). */
export function recordView(
  context: QueryContext,
  place: { readonly manifest: string; readonly position: number },
): RecordDetails | null {
  const { index } = context;
  const [id] = recordIds(index, [place]);
  const [record] = id === undefined ? [] : listedRecords(context, [id]);
  if (id === undefined || record === undefined) return null;
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
    place: { manifest: place.manifest, position: place.position },
    record,
    way: wayTo(index, id, place.position),
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
      same_file: same,
    },
  };
}
