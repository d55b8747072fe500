import type { TraceStep } from '../../../../shared/domain/manifest.ts';
import type { Way, WayItem } from '../../../../shared/domain/way.ts';
import type { WayStop } from '../../../../shared/api/chains/way.ts';
import { allRows, firstRow, type ReadableIndex } from '../../index/database.ts';
import { branchPathOf } from '../../index/record-row.ts';
import { deriveWay } from '../../way/derive-way.ts';
import { wayOf } from '../../way/way-of.ts';

interface ItemRow {
  readonly id: number;
  readonly position: number;
  readonly artifactId: string | null;
  readonly chainPath: string;
  readonly sourceIndex: number | null;
  readonly branch: string;
  readonly stepIndex: number | null;
  readonly substepIndex: number | null;
  readonly foldId: number | null;
  readonly artifactType: string;
  readonly className: string;
  readonly customName: string;
  readonly traceStep: number | null;
}

interface StepRow {
  readonly ordinal: number;
  readonly stepIndex: number;
  readonly operatorType: string;
  readonly operatorClass: string;
  readonly config: string;
  readonly branch: string;
  readonly branchName: string;
  readonly substepIndex: number | null;
  readonly branches: number;
  readonly sourceCount: number | null;
  readonly durationMs: number | null;
  readonly shapes: string;
}

function shapeOf(artifactId: string | null): WayItem['shape'] {
  if (artifactId === null) return 'noId';
  return artifactId.includes('$') ? 'v3' : 'v2';
}

function itemRows(index: ReadableIndex, manifestId: number): ItemRow[] {
  return allRows<ItemRow>(
    index,
    `SELECT r.id, r.position, r.artifact_id AS artifactId, (SELECT text FROM dictionary WHERE id = r.chain) AS chainPath,
       r.source AS sourceIndex, (SELECT text FROM dictionary WHERE id = r.branch) AS branch, r.step AS stepIndex,
       r.substep AS substepIndex, r.fold AS foldId, (SELECT text FROM dictionary WHERE id = r.type) AS artifactType,
       (SELECT text FROM dictionary WHERE id = r.class) AS className,
       (SELECT text FROM dictionary WHERE id = r.custom) AS customName, r.trace_step AS traceStep
     FROM record r WHERE r.manifest_id = :manifestId ORDER BY r.position`,
    { manifestId },
  );
}

function stepRows(index: ReadableIndex, manifestId: number): StepRow[] {
  return allRows<StepRow>(
    index,
    `SELECT s.ordinal, s.step AS stepIndex, (SELECT text FROM dictionary WHERE id = s.type) AS operatorType,
       (SELECT text FROM dictionary WHERE id = s.class) AS operatorClass,
       (SELECT text FROM dictionary WHERE id = s.config) AS config,
       (SELECT text FROM dictionary WHERE id = s.branch) AS branch,
       (SELECT text FROM dictionary WHERE id = s.branch_name) AS branchName, s.substep AS substepIndex, s.branches,
       s.sources AS sourceCount, s.duration_ms AS durationMs,
       (SELECT text FROM dictionary WHERE id = s.shapes) AS shapes
     FROM step s WHERE s.manifest_id = :manifestId ORDER BY s.ordinal`,
    { manifestId },
  );
}

/** What each record depends on, as written. */
function dependenciesByRecord(index: ReadableIndex, manifestId: number): Map<number, string[]> {
  const rows = allRows<{ record: number; target: string }>(
    index,
    `SELECT d.record_id AS record, d.target FROM record r CROSS JOIN dependency d ON d.record_id = r.id
     WHERE r.manifest_id = :manifestId AND d.origin = 0 ORDER BY d.record_id, d.ordinal`,
    { manifestId },
  );
  const byRecord = new Map<number, string[]>();
  for (const { record, target } of rows) {
    const known = byRecord.get(record);
    if (known === undefined) byRecord.set(record, [target]);
    else known.push(target);
  }
  return byRecord;
}

/** The way of the data through one pipeline, by the number of its manifest in the index. */
export function wayOfManifest(index: ReadableIndex, manifestId: number): Way {
  const rows = itemRows(index, manifestId);
  const dependencies = dependenciesByRecord(index, manifestId);
  const items = rows.map(({ id, branch, artifactType, ...row }): WayItem => ({
    ...row,
    shape: shapeOf(row.artifactId),
    branchPath: branchPathOf(branch),
    artifactType: artifactType === '' ? null : artifactType,
    dependsOn: dependencies.get(id) ?? [],
  }));
  const idsByStep = new Map<number, string[]>();
  for (const { traceStep, artifactId } of rows) {
    if (traceStep === null || artifactId === null) continue;
    const known = idsByStep.get(traceStep);
    if (known === undefined) idsByStep.set(traceStep, [artifactId]);
    else known.push(artifactId);
  }
  const steps = stepRows(index, manifestId).map(
    ({ config, branch, branches, shapes, ...row }): TraceStep => ({
      ...row,
      operatorConfig: JSON.parse(config) as unknown,
      branchPath: branchPathOf(branch),
      artifactIds: idsByStep.get(row.ordinal) ?? [],
      producesBranches: branches === 1,
      shapes: JSON.parse(shapes) as Record<string, unknown>,
    }),
  );
  return deriveWay(items, steps);
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
      if (node === undefined) return [];
      return [
        {
          step: node.stepIndex,
          class: node.operatorClass || node.operatorType,
          branch: node.branchPath,
          source: node.source,
          substep: node.substep,
          kind,
          inferred: node.inferred,
        },
      ];
    }),
  );
}
