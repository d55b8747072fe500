import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { DESCRIPTIONS, datasetNames, useModel, useTransformer } from './catalog.ts';
import { Contents, type Content } from './contents.ts';
import { emitYaml, type YamlObject, type YamlValue } from './emit-yaml.ts';
import { PipelineRun } from './pipeline-run.ts';
import { configHash, pipelineSteps, planPipeline, recordsOf, type Plan } from './plan.ts';
import { Random } from './random.ts';
import { count, countContents, emptySummary, type Summary } from './summary.ts';
import { executionTraces } from './traces.ts';

export type { Counts, Summary } from './summary.ts';

export interface GeneratorOptions {
  /** The workspace: a folder that doesn't exist yet, or is empty. */
  readonly out: string;
  /** Records under `runs/`, exactly. */
  readonly records: number;
  /** Manifests under `runs/`, exactly. Default: one for 50 records. */
  readonly manifests?: number;
  readonly datasets?: number;
  /** Orphans, as a share of the files that manifests name. */
  readonly orphans?: number;
  /** Share of the records that reuse a file of their dataset and class. */
  readonly sharing?: number;
  /** Share of the named files that aren't there. */
  readonly missing?: number;
  /** Copies under `library/` and `exports/`; the originals of a third of them are gone. */
  readonly copies?: number;
  /** Share of the records that have no id. */
  readonly oldStyle?: number;
  /** Share of the pipelines that failed and so have no traces. */
  readonly failed?: number;
  readonly seed?: number;
  /** Creates the stored files without their bytes: quicker, but sizes and hashes don't agree with the records. */
  readonly filesOnlyEmpty?: boolean;
}

/** The options with their defaults: what the content of a workspace depends on, besides this code. */
export function withDefaults(options: GeneratorOptions): Required<GeneratorOptions> {
  return {
    manifests: Math.max(1, Math.round(options.records / 50)),
    datasets: 10,
    orphans: 0.05,
    sharing: 0.1,
    missing: 0.01,
    copies: 20,
    oldStyle: 0.03,
    failed: 0.03,
    seed: 42,
    filesOnlyEmpty: false,
    ...options,
  };
}

/** A written pipeline, as far as a copy of it needs it. */
interface Written {
  readonly pipelineId: string;
  readonly dataset: string;
  readonly text: string;
  readonly steps: readonly YamlValue[];
  readonly contents: readonly Content[];
}

const FIRST_RUN = Date.UTC(2025, 11, 17, 8) * 1000;
/** Three runs in four are spelled `<dataset>`, one `<date>_<dataset>`. */
const RUN_SPELLINGS = ['', '', '', '2025-12-17_'];

class Generator {
  readonly #options: Required<GeneratorOptions>;
  readonly #random: Random;
  readonly #contents: Contents;
  readonly #datasets: readonly string[];
  readonly #summary: Summary;
  readonly #lastNumbers = new Map<string, number>();
  readonly #runsWithOldStyle = new Set<string>();
  #previousPlan: Plan | null = null;
  #clock = FIRST_RUN;

  constructor(options: Required<GeneratorOptions>) {
    this.#options = options;
    this.#random = new Random(options.seed);
    this.#datasets = datasetNames(options.datasets);
    this.#summary = emptySummary(this.#datasets);
    this.#contents = new Contents(this.#random, {
      workspace: options.out,
      seed: options.seed,
      sharing: options.sharing,
      missing: options.missing,
      emptyFiles: options.filesOnlyEmpty,
    });
  }

  generate(): Summary {
    const { manifests, copies } = this.#options;
    const gone = Math.ceil(copies / 3);
    // Copies of living pipelines fall due at even distances; one that doesn't suit passes its turn on.
    const due = (index: number): number => Math.floor(((copies - gone) * (index + 1)) / manifests);
    let copied = 0;
    for (let index = 0; index < manifests; index++) {
      const plan = this.#nextPlan(index);
      const written = this.#writePipeline(index, plan);
      if (copied < due(index) && plan.concat.length === 0) this.#copy(written, copied++);
    }
    for (; copied < copies; copied++) this.#copy(this.#gonePipeline(copied), copied);
    this.#writeOrphans();
    countContents(this.#summary, this.#contents.all);
    this.#summary.runFolders = this.#lastNumbers.size;
    return this.#summary;
  }

  /** A plan of such a size that exactly `records` remain to be spread over the manifests after it. */
  #nextPlan(index: number): Plan {
    const left = this.#options.records - this.#summary.records;
    const after = this.#options.manifests - index - 1;
    const average = left / (after + 1);
    const most = left - after;
    const previous = this.#previousPlan;
    if (previous !== null && after > 0 && recordsOf(previous) <= Math.min(most, average * 1.6)) {
      // The same pipeline on the next dataset gets the same id, if it also has the same number there.
      if (this.#random.chance(0.1)) return previous;
    }
    const size = after === 0 ? left : Math.round(average * (0.5 + this.#random.next()));
    const due = this.#options.oldStyle * (this.#summary.records + size) - this.#summary.recordsWithoutId;
    const oldStyle = due >= 2 ? Math.min(6, Math.floor(due)) : 0;
    this.#previousPlan = planPipeline(this.#random, Math.max(1, Math.min(size, most)), oldStyle);
    return this.#previousPlan;
  }

  #writePipeline(index: number, plan: Plan): Written {
    const dataset = this.#datasets[index % this.#datasets.length] ?? '';
    const round = Math.floor(index / this.#datasets.length);
    const run = (RUN_SPELLINGS[round % RUN_SPELLINGS.length] ?? '') + dataset;
    const number = (this.#lastNumbers.get(run) ?? 0) + 1;
    this.#lastNumbers.set(run, number);
    const isFailed = this.#random.chance(this.#options.failed);
    const { written, traceBytes, dependencies } = this.#runPipeline(plan, run, dataset, number, isFailed);
    const folder = `runs/${run}/${written.pipelineId}`;
    const bytes = this.#writeManifest(folder, written);
    this.#summary.manifestBytes += bytes;
    this.#summary.traceBytes += traceBytes;
    this.#summary.failedManifests += isFailed ? 1 : 0;
    this.#summary.dependencies += dependencies;
    count(this.#summary, dataset, 'manifests');
    count(this.#summary, dataset, 'records', written.contents.length);
    count(this.#summary, dataset, 'recordsWithoutId', plan.concat.length);
    if (plan.concat.length > 0) this.#runsWithOldStyle.add(run);
    for (const content of written.contents) content.runRecords += 1;
    return written;
  }

  #runPipeline(
    plan: Plan,
    run: string,
    dataset: string,
    number: number,
    isFailed: boolean,
  ): { written: Written; traceBytes: number; dependencies: number } {
    const random = this.#random;
    const name = `${plan.name ?? 'config'}_${configHash(plan)}`;
    const pipelineId = `${String(number).padStart(4, '0')}_${name}`;
    const steps = pipelineSteps(plan);
    const createdAt = this.#now();
    const result = new PipelineRun(plan, {
      random,
      pipelineId,
      takeContent: (type, className) => this.#contents.take(dataset, type, className),
      takeOldStyleContent: (className) => this.#contents.takeOldStyle(dataset, run, className),
      now: () => this.#now(),
    });
    const text = emitYaml({
      schema_version: '2.0',
      uid: random.uuid(),
      pipeline_id: pipelineId,
      name,
      dataset,
      created_at: createdAt,
      pipeline: { steps },
      generator_choices: [],
      metadata: random.chance(0.1) ? { description: random.pick(DESCRIPTIONS) } : {},
      artifacts: { schema_version: '2.0', items: result.items },
      predictions: [],
    });
    const head = {
      traceId: random.uuid().slice(0, 12),
      pipelineId,
      createdAt,
      modelStep: result.modelStep,
      preprocessing: preprocessingChain(plan),
      dataset,
      configName: name,
      stepCount: result.stepCount,
      artifactCount: result.items.length,
    };
    const traces = isFailed ? '' : emitYaml({ execution_traces: executionTraces(head, result.steps) });
    const written = { pipelineId, dataset, text: text + traces, steps, contents: result.contents };
    const dependencies = result.items.reduce((sum, item) => sum + dependencyCount(item), 0);
    return { written, traceBytes: Buffer.byteLength(traces), dependencies };
  }

  /** A pipeline that was copied and then deleted from `runs/`. */
  #gonePipeline(index: number): Written {
    const dataset = this.#datasets[index % this.#datasets.length] ?? '';
    const size = Math.max(1, Math.round(this.#options.records / this.#options.manifests));
    const plan = planPipeline(this.#random, size, 0);
    const number = (this.#lastNumbers.get(dataset) ?? 0) + 1;
    return this.#runPipeline(plan, dataset, dataset, number, false).written;
  }

  #copy(written: Written, index: number): void {
    const { dataset, pipelineId } = written;
    const name = `${dataset}_${index}`;
    const folder = index % 2 === 0 ? `library/trained/pipeline/${name}` : `exports/${name}_${pipelineId}`;
    this.#writeManifest(folder, written);
    if (index % 2 === 0) {
      const source = `/data/nirs/workspace/runs/${dataset}/${pipelineId}`;
      const savedAt = '2026-01-04T09:00:03.726992';
      const metadata = {
        name,
        description: '',
        saved_at: savedAt,
        type: 'pipeline',
        source,
        n_features: null,
      };
      writeFileSync(
        path.join(this.#options.out, folder, 'library_metadata.json'),
        JSON.stringify(metadata, null, 2),
      );
      this.#summary.filesOnDisk += 1;
    }
    count(this.#summary, dataset, 'copies');
    count(this.#summary, dataset, 'copyRecords', written.contents.length);
    for (const content of written.contents) content.copyRecords += 1;
  }

  #writeManifest(folder: string, written: Written): number {
    const bytes = Buffer.from(written.text);
    const target = path.join(this.#options.out, folder);
    mkdirSync(target, { recursive: true });
    writeFileSync(path.join(target, 'manifest.yaml'), bytes);
    writeFileSync(path.join(target, 'pipeline.json'), JSON.stringify(written.steps, null, 2));
    this.#summary.filesOnDisk += 2;
    this.#summary.manifestFilesOnDisk += 1;
    this.#summary.manifestBytesOnDisk += bytes.length;
    return bytes.length;
  }

  #writeOrphans(): void {
    const named = this.#contents.all.filter((content) => content.stored !== null).length;
    const oldStyleRuns = [...this.#runsWithOldStyle];
    for (let i = 0; i < Math.round(named * this.#options.orphans); i++) {
      const isModel = this.#random.chance(0.8);
      const { className } = isModel ? useModel(this.#random) : useTransformer(this.#random);
      const run =
        oldStyleRuns.length > 0 && this.#random.chance(0.03) ? this.#random.pick(oldStyleRuns) : null;
      const dataset = run === null ? this.#random.pick(this.#datasets) : run.replace(/^\d{4}-\d\d-\d\d_/, '');
      this.#contents.orphan(dataset, isModel ? 'model' : 'transformer', className, run);
    }
  }

  /** The next timestamp: up to a second after the one before, in microseconds. */
  #now(): string {
    this.#clock += this.#random.integer(1, 1_000_000);
    const seconds = new Date(Math.floor(this.#clock / 1000)).toISOString().slice(0, 19);
    return `${seconds}.${String(this.#clock % 1_000_000).padStart(6, '0')}+00:00`;
  }
}

/** Like the chain that a model is given, the library's summary of it names only the branch that ran last. */
function preprocessingChain(plan: Plan): string {
  const operators = [plan.scaler, ...plan.trunk, ...(plan.branches.at(-1)?.operators ?? [])];
  return operators.map((operator) => operator.short).join('>');
}

function dependencyCount(item: YamlObject): number {
  const dependsOn = item['depends_on'];
  return Array.isArray(dependsOn) ? dependsOn.length : 0;
}

/** Writes a workspace as nirs4all 0.6.2 would have, and says what is in it. Deterministic for its options. */
export function generateWorkspace(options: GeneratorOptions): Summary {
  const full = withDefaults(options);
  if (!(full.records >= full.manifests && full.manifests >= 1 && full.datasets >= 1)) {
    throw new RangeError(
      'A workspace needs a dataset, a manifest, and at least one record in each manifest.',
    );
  }
  if (existsSync(full.out) && readdirSync(full.out).length > 0) throw new Error(`${full.out} is not empty.`);
  mkdirSync(full.out, { recursive: true });
  return new Generator(full).generate();
}

if (import.meta.main) {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: {
      out: text,
      records: { ...text, default: '5000' },
      manifests: text,
      datasets: text,
      orphans: text,
      sharing: text,
      missing: text,
      copies: text,
      'old-style': text,
      failed: text,
      seed: text,
      'files-only-empty': { type: 'boolean', default: false },
    },
  });
  if (values.out === undefined) throw new Error('Say where to write with --out DIR.');
  const number = (key: string, value: string | undefined): Record<string, number> => {
    if (value === undefined) return {};
    if (value === '' || !(Number(value) >= 0)) throw new RangeError(`${key} must be a number, not ${value}.`);
    return { [key]: Number(value) };
  };
  const summary = generateWorkspace({
    out: values.out,
    records: Number(values.records),
    ...number('records', values.records),
    ...number('manifests', values.manifests),
    ...number('datasets', values.datasets),
    ...number('orphans', values.orphans),
    ...number('sharing', values.sharing),
    ...number('missing', values.missing),
    ...number('copies', values.copies),
    ...number('oldStyle', values['old-style']),
    ...number('failed', values.failed),
    ...number('seed', values.seed),
    filesOnlyEmpty: values['files-only-empty'],
  });
  console.log(JSON.stringify(summary, null, 2));
}
