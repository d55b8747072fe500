import type { TraceStep } from '../../../../../shared/domain/manifest.ts';
import {
  integerList,
  integerOrNull,
  isMap,
  numberOrNull,
  own,
  text,
  textList,
  type YamlMap,
} from '../../../../../shared/format/yaml-values.ts';

const SHAPE_KEYS = ['input_shape', 'output_shape', 'input_features_shape', 'output_features_shape'] as const;

function shapesOf(step: YamlMap): Record<string, unknown> {
  const shapes: Record<string, unknown> = {};
  for (const key of SHAPE_KEYS) {
    const shape = own(step, key);
    if (shape !== undefined && shape !== null) shapes[key] = shape;
  }
  return shapes;
}

function readStep(step: YamlMap, ordinal: number): TraceStep {
  const artifacts = own(step, 'artifacts');
  return {
    ordinal,
    stepIndex: integerOrNull(own(step, 'step_index')) ?? 0,
    operatorType: text(own(step, 'operator_type')),
    operatorClass: text(own(step, 'operator_class')),
    operatorConfig: own(step, 'operator_config') ?? {},
    branchPath: integerList(own(step, 'branch_path')),
    branchName: text(own(step, 'branch_name')),
    substepIndex: integerOrNull(own(step, 'substep_index')),
    artifactIds: isMap(artifacts) ? textList(own(artifacts, 'artifact_ids')) : [],
    producesBranches: own(step, 'produces_branches') === true,
    sourceCount: integerOrNull(own(step, 'source_count')),
    durationMs: numberOrNull(own(step, 'duration_ms')),
    shapes: shapesOf(step),
  };
}

/**
 * The steps of a manifest's `execution_traces`, in order. nirs4all writes one trace a manifest; should
 * there be more, their steps follow each other. Older versions write fewer keys, which become defaults.
 */
export function readTraceSteps(traces: unknown): TraceStep[] {
  if (!isMap(traces)) return [];
  const steps: TraceStep[] = [];
  for (const trace of Object.values(traces)) {
    const entries = isMap(trace) ? own(trace, 'steps') : undefined;
    if (!Array.isArray(entries)) continue;
    for (const entry of entries) if (isMap(entry)) steps.push(readStep(entry, steps.length));
  }
  return steps;
}
