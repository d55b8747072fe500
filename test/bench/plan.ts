import { createHash } from 'node:crypto';
import {
  BRANCH_NAMES,
  META_MODULE,
  MODEL_NAMES,
  PIPELINE_NAMES,
  SPLITTER,
  operatorConfig,
  useModel,
  useScaler,
  useTransformer,
  type Operator,
} from './catalog.ts';
import type { YamlValue } from './emit-yaml.ts';
import type { Random } from './random.ts';

export const FOLDS = 5;

/** With this share of the records, traces are half of a manifest's bytes, as they are in real ones. */
const TRANSFORMER_SHARE = 0.22;

export interface PlannedBranch {
  readonly name: string;
  /** Place in the tree of branches; two numbers inside a nested branch. */
  readonly path: readonly number[];
  readonly operators: readonly Operator[];
}

export interface PlannedModel {
  readonly operator: Operator;
  /** The name that a user gave it, or null. */
  readonly name: string | null;
}

/** The configuration of one pipeline, and with it the number of artifacts that a run of it stores. */
export interface Plan {
  /** Null for a pipeline without a name, which the library calls `config`. */
  readonly name: string | null;
  readonly scaler: Operator;
  readonly encoder: Operator | null;
  /** Operators of a `concat_transform` step; each stores an item without an id. */
  readonly concat: readonly Operator[];
  readonly trunk: readonly Operator[];
  /** Empty when the pipeline does not branch. */
  readonly branches: readonly PlannedBranch[];
  /** The operator in front of the nested branches `[0, 0]`, `[0, 1]`..., when there are some. */
  readonly nestedUnder: Operator | null;
  readonly models: readonly PlannedModel[];
  readonly hasMeta: boolean;
}

/** How many records a run of the plan writes. */
export function recordsOf(plan: Plan): number {
  const leaves = Math.max(1, plan.branches.length);
  const inBranches = plan.branches.reduce((sum, branch) => sum + branch.operators.length, 0);
  const trunk = 1 + (plan.encoder === null ? 0 : 1) + plan.concat.length + plan.trunk.length;
  const fitted = (plan.models.length + (plan.hasMeta ? 1 : 0)) * leaves * FOLDS;
  return trunk + inBranches + (plan.nestedUnder === null ? 0 : 1) + fitted;
}

/** Plans a pipeline that stores exactly `size` records, `oldStyle` of them by a `concat_transform` if they fit. */
export function planPipeline(random: Random, size: number, oldStyle: number): Plan {
  const concatCount = Math.max(0, Math.min(oldStyle, size - 1));
  const hasEncoder = size - concatCount >= 8 && random.chance(0.7);
  let left = size - 1 - concatCount - (hasEncoder ? 1 : 0);
  const leaves = pickLeaves(random, left);
  const unit = leaves * FOLDS;
  const isNested = leaves >= 3 && left >= leaves + 1 + unit && random.chance(0.4);
  if (isNested) left -= 1;
  // Steps that store one artifact are traced at as much length as those that store five.
  const least =
    left < unit ? 0 : Math.min(left - unit, Math.max(leaves, Math.floor(left * TRANSFORMER_SHARE)));
  const hasMeta = left - least >= 2 * unit && random.chance(0.35);
  const modelCount = Math.max(0, Math.floor((left - least - (hasMeta ? unit : 0)) / unit));
  left -= (modelCount + (hasMeta ? 1 : 0)) * unit;
  const transformers = Array.from({ length: left }, () => useTransformer(random));
  return {
    name: random.chance(0.15) ? null : random.pick(PIPELINE_NAMES),
    scaler: useScaler(random),
    encoder: hasEncoder ? useScaler(random) : null,
    concat: Array.from({ length: concatCount }, () => useTransformer(random)),
    trunk: leaves > 1 ? [] : transformers,
    branches: leaves > 1 ? spread(random, transformers, leaves, isNested) : [],
    nestedUnder: isNested ? useTransformer(random) : null,
    models: Array.from({ length: modelCount }, () => ({
      operator: useModel(random),
      name: random.chance(0.25) ? random.pick(MODEL_NAMES) : null,
    })),
    hasMeta,
  };
}

function pickLeaves(random: Random, available: number): number {
  const wanted = random.pick([1, 2, 2, 3, 4]);
  return Math.max(1, Math.min(wanted, Math.floor(available / (FOLDS + 2))));
}

function spread(
  random: Random,
  operators: readonly Operator[],
  leaves: number,
  isNested: boolean,
): PlannedBranch[] {
  return Array.from({ length: leaves }, (_, leaf) => {
    // The first two leaves of a nested plan share the outer branch 0.
    const path = isNested ? (leaf < 2 ? [0, leaf] : [leaf - 1]) : [leaf];
    const name =
      isNested || random.chance(0.5) ? `branch_${path.at(-1)}` : `${random.pick(BRANCH_NAMES)} ${leaf}`;
    return { name, path, operators: operators.filter((_operator, i) => i % leaves === leaf) };
  });
}

/** The `pipeline.steps` of a manifest. */
export function pipelineSteps(plan: Plan): YamlValue[] {
  const steps: YamlValue[] = [operatorConfig(plan.scaler)];
  if (plan.encoder !== null) steps.push({ y_processing: operatorConfig(plan.encoder) });
  if (plan.concat.length > 0) steps.push({ concat_transform: concatConfig(plan) });
  steps.push(...plan.trunk.map(operatorConfig), operatorConfig(SPLITTER));
  if (plan.branches.length > 0) steps.push({ branch: branchConfig(plan) });
  steps.push(...plan.models.map(modelConfig));
  if (plan.hasMeta) steps.push(metaConfig());
  return steps;
}

/** The operators of a `concat_transform`: the first by itself, the others as a chain. */
export function concatConfig(plan: Plan): YamlValue[] {
  const [first, ...chain] = plan.concat.map(operatorConfig);
  if (first === undefined) return [];
  return chain.length === 0 ? [first] : [first, chain];
}

function branchConfig(plan: Plan): YamlValue {
  if (plan.nestedUnder === null) {
    return Object.fromEntries(
      plan.branches.map((branch) => [branch.name, branch.operators.map(operatorConfig)]),
    );
  }
  const nested = plan.branches.filter((branch) => branch.path.length > 1);
  const flat = plan.branches.filter((branch) => branch.path.length === 1);
  return [
    [
      operatorConfig(plan.nestedUnder),
      { branch: nested.map((branch) => branch.operators.map(operatorConfig)) },
    ],
    ...flat.map((branch) => branch.operators.map(operatorConfig)),
  ];
}

export function modelConfig(model: PlannedModel): YamlValue {
  const config = operatorConfig(model.operator);
  return model.name === null ? config : { model: config, name: model.name };
}

export function metaConfig(): YamlValue {
  return {
    class: META_MODULE,
    params: {
      model: { class: 'sklearn.linear_model._ridge.Ridge', params: { alpha: 0.5 } },
      stacking_config: {
        class: 'nirs4all.operators.models.meta.StackingConfig',
        params: {
          branch_scope: { enum: 'nirs4all.operators.models.meta.BranchScope', value: 'all_branches' },
        },
      },
      name: 'MetaModel_Ridge',
    },
  };
}

/** The hash in a pipeline's name: of its configuration, so the same for every run of it. */
export function configHash(plan: Plan): string {
  return createHash('sha256')
    .update(JSON.stringify(pipelineSteps(plan)))
    .digest('hex')
    .slice(0, 6);
}
