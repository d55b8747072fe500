import type { RecordGraphEdge, RecordGraphNode } from '../../../../shared/graph/formats/record-graph.ts';
import { allTuples, type ReadableIndex } from '../../index/database.ts';
import { recordKey } from '../../index/record-key.ts';
import { KnownTexts } from '../../index/known-texts.ts';
import { STATUSES } from '../needs/dependencies.ts';
import { recordName } from '../records/record.ts';
import { findCycle } from '../needs/topological-order.ts';
import { strongParts, type NumberArrow } from './circles.ts';

/** Pipelines by the paths of their manifests. */
function pipelines(index: ReadableIndex): (readonly [id: number, path: string])[] {
  return allTuples<readonly [number, string]>(
    index,
    'SELECT id, path FROM manifest WHERE is_primary ORDER BY path',
  );
}

/** All records of pipelines, by manifest and position, one at a time. */
export function* recordNodes(index: ReadableIndex): Generator<RecordGraphNode, void> {
  const texts = new KnownTexts(index);
  for (const [manifestId, manifest] of pipelines(index)) {
    const rows = allTuples<readonly [number, number, string | null, number, number, number | null]>(
      index,
      `SELECT id, position, artifact_id, class, type, fold FROM record WHERE manifest_id = :manifestId
       ORDER BY position`,
      { manifestId },
    );
    for (const [number, position, artifactId, className, type, fold] of rows) {
      yield {
        id: recordKey({ manifest, position }),
        number,
        artifact_id: artifactId,
        class: texts.text(className),
        type: texts.text(type) || null,
        fold,
      };
    }
  }
}

/** All that records of pipelines depend on as written, in the order of the records that do, one at a time. */
export function* recordEdges(index: ReadableIndex): Generator<RecordGraphEdge, void> {
  for (const [manifestId, manifest] of pipelines(index)) {
    const rows = allTuples<
      readonly [number, number, string, number, number | null, string | null, number | null]
    >(
      index,
      `SELECT r.id, r.position, d.target, d.status, t.id, m.path, t.position
       FROM record r CROSS JOIN dependency d ON d.record_id = r.id LEFT JOIN record t ON t.id = d.target_id
       LEFT JOIN manifest m ON m.id = t.manifest_id
       WHERE r.manifest_id = :manifestId AND d.origin = 0 ORDER BY r.position, d.ordinal`,
      { manifestId },
    );
    for (const [number, position, target, status, to, path, toPosition] of rows) {
      yield {
        manifest,
        from: recordKey({ manifest, position }),
        from_number: number,
        to: path === null || toPosition === null ? null : recordKey({ manifest: path, position: toPosition }),
        to_number: to,
        target,
        status: STATUSES[status] ?? 'unresolved',
      };
    }
  }
}

/** The ids of one circle of each set of records of pipelines that all depend on each other, in order. */
export function recordCycles(index: ReadableIndex): string[][] {
  const arrows = allTuples<NumberArrow>(
    index,
    `SELECT d.record_id, d.target_id FROM dependency d CROSS JOIN record r ON r.id = d.record_id
     WHERE d.origin = 0 AND d.target_id IS NOT NULL AND r.is_primary`,
  );
  const parts = strongParts(arrows);
  if (parts.length === 0) return [];
  const partOf = new Map(parts.flatMap((part, place) => part.map((record) => [record, place] as const)));
  const inside = Map.groupBy(arrows, ([from, to]) => {
    const part = partOf.get(from);
    return part !== undefined && partOf.get(to) === part ? part : -1;
  });
  inside.delete(-1);
  return [...inside.values()].map((some) => {
    const circle = findCycle(some.map(([from, to]) => [String(from), String(to)] as const)) ?? [];
    return circle.map((number) => {
      const { artifact_id: id, manifest, position } = recordName(index, Number(number));
      return id ?? recordKey({ manifest, position });
    });
  });
}
