import type { Way, WayItem, WayStep } from '../../../shared/domain/way.ts';
import { deriveWay } from '../way/derive-way.ts';
import { looseWay } from '../way/loose-way.ts';
import type { KnownTexts } from './known-texts.ts';

/** Columns of a record in the order of {@link ITEM_COLUMNS}; numbers of texts end in `Text`. */
export type ItemRow = readonly [
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
  traceStep: number | null,
];

/** What a way needs of the table of records. */
export const ITEM_COLUMNS =
  'id, position, artifact_id, chain, source, branch, step, substep, fold, type, class, trace_step';

/** Columns of a step in the order of {@link STEP_COLUMNS}. */
export type StepRow = readonly [
  manifestId: number,
  ordinal: number,
  stepIndex: number,
  typeText: number,
  classText: number,
  configText: number,
  branchText: number,
  substepIndex: number | null,
];

/** What a way needs of the table of steps. */
export const STEP_COLUMNS = 'manifest_id, ordinal, step, type, class, config, branch, substep';

/** What the index says of one manifest, as far as its way needs it. */
export interface WayRows {
  /** By position. */
  readonly items: readonly ItemRow[];
  /** In the order of the trace. */
  readonly steps: readonly StepRow[];
  /** What records depend on as written, by the record's number; others too may be in here. */
  readonly dependencies: ReadonlyMap<number, readonly string[]>;
  /** Its records are of no pipeline. */
  readonly isLoose: boolean;
}

const NOTHING: readonly string[] = [];

function shapeOf(artifactId: string | null): WayItem['shape'] {
  if (artifactId === null) return 'noId';
  return artifactId.includes('$') ? 'v3' : 'v2';
}

/** What records depend on by their numbers, out of rows in the order of both. */
export function dependenciesByRecord(
  rows: readonly (readonly [record: number, target: string])[],
): Map<number, string[]> {
  const byRecord = new Map<number, string[]>();
  for (const [record, target] of rows) {
    const known = byRecord.get(record);
    if (known === undefined) byRecord.set(record, [target]);
    else known.push(target);
  }
  return byRecord;
}

/** The way of the data through the pipeline of a manifest. */
export function wayOfRows(
  { items: rows, steps: stepRows, dependencies, isLoose }: WayRows,
  texts: KnownTexts,
): Way {
  const idsByStep = new Map<number, string[]>();
  const items = rows.map((row): WayItem => {
    const [id, position, artifactId, chain, sourceIndex, branch, stepIndex, substepIndex, foldId] = row;
    const [, , , , , , , , , type, className, traceStep] = row;
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
      dependsOn: dependencies.get(id) ?? NOTHING,
    };
  });
  if (isLoose) return looseWay(items);
  const steps = stepRows.map((row): WayStep => {
    const [, ordinal, stepIndex, type, className, config, branch, substepIndex] = row;
    return {
      ordinal,
      stepIndex,
      operatorType: texts.text(type),
      operatorClass: texts.text(className),
      operatorConfig: texts.value(config),
      branchPath: texts.branchPath(branch),
      substepIndex,
      artifactIds: idsByStep.get(ordinal) ?? NOTHING,
    };
  });
  return deriveWay(items, steps);
}
