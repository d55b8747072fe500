import { META_PARAMS, SPLITTER, formatVersion, operatorConfig, type Operator } from './catalog.ts';
import type { Content } from './contents.ts';
import type { YamlObject, YamlValue } from './emit-yaml.ts';
import {
  artifactId,
  metaConfigOf,
  oldStyleItem,
  v3Item,
  type ItemDescription,
  type ItemPlace,
} from './items.ts';
import { FOLDS, concatConfig, metaConfig, modelConfig, type Plan, type PlannedBranch } from './plan.ts';
import type { Random } from './random.ts';
import { traceStep, type TracedArtifact, type TracedStep } from './traces.ts';

/** What a run needs from outside. */
export interface RunContext {
  readonly random: Random;
  readonly pipelineId: string;
  readonly takeContent: (type: string, className: string) => Content;
  readonly takeOldStyleContent: (className: string) => Content;
  /** The next moment, as a timestamp of the library. */
  readonly now: () => string;
}

/** Where models are trained: a branch with the chain that leads to it, or the trunk. */
interface Leaf {
  readonly path: readonly number[];
  readonly name: string;
  readonly chain: string;
}

interface Source {
  readonly id: string;
  readonly name: string;
  readonly path: readonly number[];
}

const NO_ARTIFACT = { artifacts: [], artifactMetadata: {} };

/** Plays a plan through as the library would, and collects its items and the steps of its trace. */
export class PipelineRun {
  readonly items: YamlObject[] = [];
  readonly contents: Content[] = [];
  readonly steps: YamlObject[] = [];
  modelStep = 0;
  stepCount = 0;
  readonly #context: RunContext;
  readonly #plan: Plan;
  readonly #samples: number;
  #features: number;
  readonly #sources: Source[] = [];

  constructor(plan: Plan, context: RunContext) {
    this.#plan = plan;
    this.#context = context;
    this.#samples = context.random.integer(40, 900);
    this.#features = context.random.pick([80, 256, 700, 1050, 2151]);
    this.#play();
  }

  #play(): void {
    const plan = this.#plan;
    this.#transformInTrunk(plan.scaler);
    if (plan.encoder !== null) this.#encode(plan.encoder);
    if (plan.concat.length > 0) this.#concat();
    for (const operator of plan.trunk) this.#transformInTrunk(operator);
    this.#split();
    const leaves = this.#branch();
    for (const model of plan.models) {
      const step = ++this.stepCount;
      this.modelStep = step;
      const config = modelConfig(model);
      for (const leaf of leaves) this.#fit(leaf, step, model.operator, model.name, asObject(config));
    }
    if (plan.hasMeta) {
      const step = ++this.stepCount;
      for (const leaf of leaves) this.#fitMeta(leaf, step);
    }
  }

  #add(place: Omit<ItemPlace, 'pipelineId'>, item: Omit<ItemDescription, 'createdAt'>): TracedArtifact {
    const full = { ...place, pipelineId: this.#context.pipelineId };
    const content = this.#context.takeContent(item.type, item.className);
    this.contents.push(content);
    this.items.push(v3Item(full, { ...item, createdAt: this.#context.now() }, content));
    return { id: artifactId(full), chain: place.chain, source: place.source, fold: place.fold };
  }

  #trace(
    traced: Partial<TracedStep> &
      Pick<
        TracedStep,
        'step' | 'operatorType' | 'operatorClass' | 'config' | 'artifacts' | 'artifactMetadata'
      >,
  ): void {
    const { random } = this.#context;
    this.steps.push(
      traceStep({
        branchPath: [],
        branchName: '',
        inputChain: '',
        substep: null,
        durationMs: random.next() * (traced.operatorType === 'model' ? 500 : 60),
        samples: this.#samples,
        featuresIn: this.#features,
        featuresOut: this.#features,
        ...traced,
      }),
    );
  }

  #transformInTrunk(operator: Operator): void {
    const step = ++this.stepCount;
    const chain = `s${step}.${operator.className}[src=0,sub=0]`;
    const place = { chain, branchPath: [], step, substep: 0, source: 0, fold: null };
    const artifact = this.#add(place, transformer(operator));
    this.#trace({
      step,
      ...transformStep(operator),
      artifacts: [artifact],
      artifactMetadata: { class_name: operator.className, name: `${operator.className}_1` },
    });
  }

  #encode(operator: Operator): void {
    const step = ++this.stepCount;
    const chain = `s${step}.y_${operator.className}[sub=1]`;
    const place = { chain, branchPath: [], step, substep: 1, source: null, fold: null };
    const artifact = this.#add(place, { ...transformer(operator), type: 'encoder' });
    this.#trace({
      step,
      operatorType: 'y_processing',
      operatorClass: operator.className,
      config: { y_processing: operatorConfig(operator) },
      artifacts: [artifact],
      artifactMetadata: { class_name: operator.className, name: `y_${operator.className}_1` },
    });
  }

  #concat(): void {
    const step = ++this.stepCount;
    const operators = this.#plan.concat;
    operators.forEach((operator, i) => {
      const content = this.#context.takeOldStyleContent(operator.className);
      const suffix = i === 0 ? `${operator.className}_0` : `chain_${operator.className}_1_chain${i - 1}`;
      const name = `raw_${this.#plan.scaler.className}_1_${suffix}`;
      this.contents.push(content);
      this.items.push(oldStyleItem(name, step, formatVersion(operator), this.#context.now(), content));
    });
    const featuresOut = 3 + operators.length;
    this.#trace({
      step,
      operatorType: 'concat_transform',
      operatorClass: operators.map((operator) => operator.className).join(', '),
      config: { concat_transform: concatConfig(this.#plan) },
      ...NO_ARTIFACT,
      featuresOut,
    });
    this.#features = featuresOut;
  }

  #split(): void {
    const step = ++this.stepCount;
    const config = asObject(operatorConfig(SPLITTER));
    this.#trace({
      step,
      operatorType: 'splitter',
      operatorClass: SPLITTER.className,
      config,
      ...NO_ARTIFACT,
    });
  }

  /** Runs the branches, if there are any, and says where the models are trained. */
  #branch(): Leaf[] {
    const { branches, nestedUnder } = this.#plan;
    if (branches.length === 0) return [{ path: [], name: '', chain: '' }];
    const step = ++this.stepCount;
    let substep = 0;
    const transform = (
      operator: Operator,
      branch: PlannedBranch,
      chain: string,
      position: number,
    ): string => {
      const br = branch.path.join('.');
      const next =
        (chain === '' ? '' : chain + '>') + `s${step}.${operator.className}[br=${br},sub=${position}]`;
      const own = `${next}>s${step}.${operator.className}[br=${br},src=0,sub=${substep}]`;
      const place = { chain: own, branchPath: branch.path, step, substep, source: 0, fold: null };
      const artifact = this.#add(place, transformer(operator));
      substep += 1;
      this.#trace({
        step,
        ...transformStep(operator),
        artifacts: [artifact],
        artifactMetadata: { class_name: operator.className, name: `${operator.className}_${substep}` },
        branchPath: branch.path,
        branchName: branch.name,
        inputChain: next,
        substep: position,
      });
      return next;
    };
    let outer = '';
    if (nestedUnder !== null) {
      const before = transform(nestedUnder, { name: 'branch_0', path: [0], operators: [] }, '', 0);
      outer = `${before}>s${step}.${nestedLabel(branches)}[br=0,sub=1]`;
    }
    return branches.map((branch) => {
      let chain = branch.path.length > 1 ? outer : '';
      branch.operators.forEach((operator, i) => (chain = transform(operator, branch, chain, i)));
      return { path: branch.path, name: branch.name, chain };
    });
  }

  #fit(leaf: Leaf, step: number, operator: Operator, name: string | null, config: YamlObject): void {
    const className = operator.className;
    const chain = chainOf(leaf, `s${step}.${className}`, true);
    const item = {
      type: 'model' as const,
      className,
      customName: name ?? className,
      formatVersion: formatVersion(operator),
      params: {},
      dependsOn: [],
      metaConfig: null,
    };
    const artifacts = this.#addFolds(leaf, step, 0, chain, item);
    const first = artifacts[0];
    const label = leaf.path.length === 0 ? item.customName : `${item.customName}_br${leaf.path.join('.')}`;
    if (first !== undefined) this.#sources.push({ id: first.id, name: label, path: leaf.path });
    this.#trace({
      step,
      operatorType:
        name === null && operator.params !== null && !isCommonModel(className) ? 'operator' : 'model',
      operatorClass: className,
      config,
      artifacts,
      artifactMetadata: { class_name: className, custom_name: item.customName },
      ...placeOf(leaf),
    });
  }

  #fitMeta(leaf: Leaf, step: number): void {
    const own = this.#sources.filter((source) => source.path.join() === leaf.path.join());
    // Meta-models over all branches, as long as that keeps the list short.
    const sources = this.#sources.length <= 12 ? this.#sources : own;
    const artifacts = this.#addFolds(leaf, step, null, chainOf(leaf, `s${step}.Meta_Ridge`, false), {
      type: 'meta_model',
      className: 'Ridge',
      customName: 'MetaModel_Ridge',
      formatVersion: 'sklearn==1.9.1',
      params: META_PARAMS,
      dependsOn: sources.map((source) => source.id),
      metaConfig: metaConfigOf(sources),
    });
    this.#trace({
      step,
      operatorType: 'operator',
      operatorClass: 'MetaModel',
      config: asObject(metaConfig()),
      artifacts,
      artifactMetadata: { class_name: 'Ridge', custom_name: 'MetaModel_Ridge', is_meta_model: true },
      ...placeOf(leaf),
    });
  }

  #addFolds(
    leaf: Leaf,
    step: number,
    substep: number | null,
    chain: string,
    item: Omit<ItemDescription, 'createdAt'>,
  ): TracedArtifact[] {
    return Array.from({ length: FOLDS }, (_, fold) =>
      this.#add({ chain, branchPath: leaf.path, step, substep, source: null, fold }, item),
    );
  }
}

function transformer(operator: Operator): Omit<ItemDescription, 'createdAt'> {
  return {
    type: 'transformer',
    className: operator.className,
    customName: '',
    formatVersion: formatVersion(operator),
    params: {},
    dependsOn: [],
    metaConfig: null,
  };
}

function transformStep(operator: Operator): Pick<TracedStep, 'operatorType' | 'operatorClass' | 'config'> {
  return {
    operatorType: operator.params === null ? 'transform' : 'operator',
    operatorClass: operator.className,
    config: asObject(operatorConfig(operator)),
  };
}

/** A configuration that is a bare name is traced as an empty map. */
function asObject(config: YamlValue): YamlObject {
  return typeof config === 'string' ? {} : (config as YamlObject);
}

function placeOf(leaf: Leaf): Pick<TracedStep, 'branchPath' | 'branchName' | 'inputChain'> {
  return { branchPath: leaf.path, branchName: leaf.name, inputChain: leaf.chain };
}

function chainOf(leaf: Leaf, node: string, hasSubstep: boolean): string {
  const qualifiers = [];
  if (leaf.path.length > 0) qualifiers.push(`br=${leaf.path.join('.')}`);
  if (hasSubstep) qualifiers.push('sub=0');
  const qualified = qualifiers.length === 0 ? node : `${node}[${qualifiers.join(',')}]`;
  return leaf.chain === '' ? qualified : `${leaf.chain}>${qualified}`;
}

/** The library names the step that holds nested branches after all operators in it. */
function nestedLabel(branches: readonly PlannedBranch[]): string {
  const nested = branches.filter((branch) => branch.path.length > 1);
  return nested.flatMap((branch) => branch.operators.map((operator) => operator.className)).join(', ');
}

/** The library recognises these as models also where the configuration doesn't say so. */
function isCommonModel(className: string): boolean {
  return className === 'PLSRegression' || className === 'Ridge';
}
