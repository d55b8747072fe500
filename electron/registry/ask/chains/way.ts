import type { Way, WayNode } from '../../../../shared/domain/way.ts';
import type { WayStop } from '../../../../shared/api/chains/way.ts';
import { allTuples, firstRow, type ReadableIndex } from '../../index/database.ts';
import { wayOf } from '../../way/way-of.ts';
import { KnownTexts } from './known-texts.ts';
import {
  dependenciesByRecord,
  ITEM_COLUMNS,
  STEP_COLUMNS,
  wayOfRows,
  type ItemRow,
  type StepRow,
} from './way-rows.ts';

/** What each record of a manifest depends on, as written. Its records have their numbers in a row. */
function dependencies(index: ReadableIndex, rows: readonly ItemRow[]): Map<number, string[]> {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return new Map();
  return dependenciesByRecord(
    allTuples<[record: number, target: string]>(
      index,
      `SELECT record_id, target FROM dependency WHERE record_id BETWEEN :first AND :last AND origin = 0
       ORDER BY record_id, ordinal`,
      { first: first[0], last: last[0] },
    ),
  );
}

/**
 * The way of the data through one pipeline, by the number of its manifest in the index.
 *
 * @param texts the same for several ways of one state of the index, so that each text is fetched once
 */
export function wayOfManifest(
  index: ReadableIndex,
  manifestId: number,
  texts: KnownTexts = new KnownTexts(index),
): Way {
  const items = allTuples<ItemRow>(
    index,
    `SELECT ${ITEM_COLUMNS} FROM record WHERE manifest_id = :manifestId ORDER BY position`,
    { manifestId },
  );
  const steps = allTuples<StepRow>(
    index,
    `SELECT ${STEP_COLUMNS} FROM step WHERE manifest_id = :manifestId ORDER BY ordinal`,
    { manifestId },
  );
  return wayOfRows({ items, steps, dependencies: dependencies(index, items) }, texts);
}

/** A node of a way as an answer tells it. */
export function stopOf(node: WayNode, kind: WayStop['kind']): WayStop {
  return {
    step: node.stepIndex,
    class: node.operatorClass || node.operatorType,
    branch: node.branchPath,
    source: node.source,
    substep: node.substep,
    kind,
    inferred: node.inferred,
  };
}

/**
 * The history of a record, from the first step to the record itself: groups of operators that stand beside each
 * other. Empty where the record can't be placed.
 */
export function wayOfRecord(index: ReadableIndex, recordId: number): WayStop[][] {
  const record = firstRow<{ manifest: number; position: number }>(
    index,
    'SELECT manifest_id AS manifest, position FROM record WHERE id = :recordId',
    { recordId },
  );
  if (record === undefined) throw new Error(`The index has no record ${recordId}.`);
  const way = wayOfManifest(index, record.manifest);
  const groups = wayOf(way, record.position)?.groups ?? [];
  return groups.map(({ nodes, kind }) =>
    nodes.flatMap((id): WayStop[] => {
      const node = way.nodes[id];
      return node === undefined ? [] : [stopOf(node, kind)];
    }),
  );
}
