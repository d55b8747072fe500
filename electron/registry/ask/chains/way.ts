import type { TraceStep } from '../../../../shared/domain/manifest.ts';
import type { Way, WayItem, WayNode } from '../../../../shared/domain/way.ts';
import type { WayStop } from '../../../../shared/api/chains/way.ts';
import { allTuples, firstRow, type ReadableIndex } from '../../index/database.ts';
import { deriveWay } from '../../way/derive-way.ts';
import { wayOf } from '../../way/way-of.ts';
import { KnownTexts } from './known-texts.ts';

/** Columns of a record in the order of {@link itemRows}; numbers of texts end in `Text`. */
type ItemRow = readonly [
  id: number,
  position: number,
  artifactId: string | null,
  chainText: number,
  sourceIndex: number | null,
  branchText: number,
  stepIndex: number | null,
  substepIndex: number | null,
  foldId: number | null,
  typeText: number,
  classText: number,
  customText: number,
  traceStep: number | null,
];

/** Columns of a step in the order of {@link stepRows}. */
type StepRow = readonly [
  ordinal: number,
  stepIndex: number,
  typeText: number,
  classText: number,
  configText: number,
  branchText: number,
  branchNameText: number,
  substepIndex: number | null,
  branches: number,
  sourceCount: number | null,
];

function shapeOf(artifactId: string | null): WayItem['shape'] {
  if (artifactId === null) return 'noId';
  return artifactId.includes('$') ? 'v3' : 'v2';
}

function itemRows(index: ReadableIndex, manifestId: number): ItemRow[] {
  return allTuples<ItemRow>(
    index,
    `SELECT id, position, artifact_id, chain, source, branch, step, substep, fold, type, class, custom, trace_step
     FROM record WHERE manifest_id = :manifestId ORDER BY position`,
    { manifestId },
  );
}

function stepRows(index: ReadableIndex, manifestId: number): StepRow[] {
  return allTuples<StepRow>(
    index,
    `SELECT ordinal, step, type, class, config, branch, branch_name, substep, branches, sources
     FROM step WHERE manifest_id = :manifestId ORDER BY ordinal`,
    { manifestId },
  );
}

/** What each record of a manifest depends on, as written. Its records have their numbers in a row. */
function dependenciesByRecord(index: ReadableIndex, rows: readonly ItemRow[]): Map<number, string[]> {
  const byRecord = new Map<number, string[]>();
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return byRecord;
  const dependencies = allTuples<[record: number, target: string]>(
    index,
    `SELECT record_id, target FROM dependency WHERE record_id BETWEEN :first AND :last AND origin = 0
     ORDER BY record_id, ordinal`,
    { first: first[0], last: last[0] },
  );
  for (const [record, target] of dependencies) {
    const known = byRecord.get(record);
    if (known === undefined) byRecord.set(record, [target]);
    else known.push(target);
  }
  return byRecord;
}

const NOTHING: readonly string[] = [];

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
  const rows = itemRows(index, manifestId);
  const dependencies = dependenciesByRecord(index, rows);
  const idsByStep = new Map<number, string[]>();
  const items = rows.map((row): WayItem => {
    const [id, position, artifactId, chain, sourceIndex, branch, stepIndex, substepIndex, foldId] = row;
    const [, , , , , , , , , type, className, custom, traceStep] = row;
    if (traceStep !== null && artifactId !== null) {
      const known = idsByStep.get(traceStep);
      if (known === undefined) idsByStep.set(traceStep, [artifactId]);
      else known.push(artifactId);
    }
    return {
      position,
      shape: shapeOf(artifactId),
      artifactId,
      // Only whether two are equal matters, and that their numbers say.
      chainPath: String(chain),
      sourceIndex,
      branchPath: texts.branchPath(branch),
      stepIndex,
      substepIndex,
      foldId,
      artifactType: texts.text(type) || null,
      className: texts.text(className),
      customName: texts.text(custom),
      dependsOn: dependencies.get(id) ?? NOTHING,
    };
  });
  const steps = stepRows(index, manifestId).map((row): TraceStep => {
    const [ordinal, stepIndex, type, className, config, branch, branchName, substepIndex] = row;
    const [, , , , , , , , branches, sourceCount] = row;
    return {
      ordinal,
      stepIndex,
      operatorType: texts.text(type),
      operatorClass: texts.text(className),
      operatorConfig: texts.value(config),
      branchPath: texts.branchPath(branch),
      branchName: texts.text(branchName),
      substepIndex,
      artifactIds: idsByStep.get(ordinal) ?? NOTHING,
      producesBranches: branches === 1,
      sourceCount,
      // No way needs these.
      durationMs: null,
      shapes: {},
    };
  });
  return deriveWay(items, steps);
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
