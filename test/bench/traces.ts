import type { YamlMap, YamlObject, YamlValue } from './emit-yaml.ts';

/** An artifact as a trace refers to it. */
export interface TracedArtifact {
  readonly id: string;
  readonly chain: string;
  readonly source: number | null;
  readonly fold: number | null;
}

/** What one entry of `steps` says that differs from step to step. */
export interface TracedStep {
  readonly step: number;
  readonly operatorType: string;
  readonly operatorClass: string;
  /** The configuration; an operator without parameters is traced with an empty one. */
  readonly config: YamlObject;
  readonly artifacts: readonly TracedArtifact[];
  readonly artifactMetadata: YamlObject;
  readonly branchPath: readonly number[];
  readonly branchName: string;
  readonly inputChain: string;
  readonly substep: number | null;
  readonly durationMs: number;
  /** Samples and features before and after. */
  readonly samples: number;
  readonly featuresIn: number;
  readonly featuresOut: number;
}

export interface TraceHead {
  readonly traceId: string;
  readonly pipelineId: string;
  readonly createdAt: string;
  readonly modelStep: number;
  readonly preprocessing: string;
  readonly dataset: string;
  readonly configName: string;
  readonly stepCount: number;
  readonly artifactCount: number;
}

/** One entry of `steps`, its keys in the order of the library. */
export function traceStep(traced: TracedStep): YamlObject {
  const { samples, featuresIn, featuresOut } = traced;
  return {
    step_index: traced.step,
    operator_type: traced.operatorType,
    operator_class: traced.operatorClass,
    operator_config: traced.config,
    execution_mode: 'train',
    artifacts: tracedArtifacts(traced),
    branch_path: traced.branchPath,
    branch_name: traced.branchName,
    duration_ms: traced.durationMs,
    metadata: {},
    input_chain_path: traced.inputChain,
    output_chain_paths: [...new Set(traced.artifacts.map((artifact) => artifact.chain))],
    source_count: 1,
    produces_branches: false,
    substep_index: traced.substep,
    input_shape: [samples, featuresIn],
    output_shape: [samples, featuresOut],
    input_features_shape: [[samples, 1, featuresIn]],
    output_features_shape: [[samples, 1, featuresOut]],
  };
}

function tracedArtifacts(traced: TracedStep): YamlObject {
  const { artifacts } = traced;
  const ids = artifacts.map((artifact) => artifact.id);
  const folds = artifacts.filter((artifact) => artifact.fold !== null);
  return {
    artifact_ids: ids,
    primary_artifact_id: null,
    fold_artifact_ids: new Map(folds.map((artifact) => [artifact.fold, artifact.id])),
    primary_artifacts: {},
    by_branch: new Map<string, YamlValue>(ids.length === 0 ? [] : [[traced.branchPath.join('.'), ids]]),
    by_source: bySource(artifacts),
    // A chain of several folds keeps the last one.
    by_chain: new Map(artifacts.map((artifact) => [artifact.chain, artifact.id])),
    metadata: traced.artifactMetadata,
  };
}

function bySource(artifacts: readonly TracedArtifact[]): YamlMap {
  const sources = new Map<number, string[]>();
  for (const { id, source } of artifacts) {
    if (source !== null) sources.set(source, [...(sources.get(source) ?? []), id]);
  }
  return sources;
}

/** `execution_traces` of a pipeline that went through. */
export function executionTraces(head: TraceHead, steps: readonly YamlObject[]): YamlMap {
  const trace: YamlObject = {
    trace_id: head.traceId,
    pipeline_uid: head.pipelineId,
    created_at: head.createdAt,
    steps,
    model_step_index: head.modelStep,
    fold_weights: null,
    preprocessing_chain: head.preprocessing,
    metadata: {
      dataset: head.dataset,
      config_name: head.configName,
      n_steps: head.stepCount,
      n_artifacts: head.artifactCount,
    },
  };
  return new Map([[head.traceId, trace]]);
}
