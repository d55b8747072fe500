import type { WayNode } from '../../../../shared/domain/way.ts';
import type { WayStop } from '../../../../shared/api/chains/way.ts';
import { firstRow, type ReadableIndex } from '../../index/database.ts';
import { wayOf } from '../../way/way-of.ts';
import { wayOfManifest } from '../../index/way-of-manifest.ts';

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
