import { isCleanPath } from '../../../files/trust.ts';
import type { ForeignDatabase, ForeignRow } from '../../../index/foreign-database.ts';
import type { SqlValue } from '../../../index/database.ts';
import { hashOf, mapOf, textOf, timeOf, wholeOf, jsonOf } from './cells.ts';

/** A row of `runs`. */
export interface RunRow {
  readonly runId: string;
  readonly name: string | null;
  readonly status: string | null;
  readonly createdAt: string | null;
  /** The last part of the path that it names: the path itself is wrong after a move. */
  readonly nativeResults: string | null;
}

/** A row of `pipelines`. */
export interface PipelineRow {
  readonly pipelineId: string;
  readonly runId: string | null;
  readonly name: string | null;
  readonly dataset: string | null;
  readonly status: string | null;
  readonly createdAt: string | null;
  /** Of its scores, as written. */
  readonly metric: string | null;
}

/** One model's way as `steps` tells it, for display. */
export interface StepRow {
  readonly step: number;
  readonly operatorClass: string;
  readonly params: unknown;
  readonly artifactIds: readonly string[];
}

/** An id that a chain uses, with the name of the fold (null for what folds share) and the step that it is of. */
export interface UseRow {
  readonly artifactId: string;
  readonly fold: string | null;
  readonly step: number | null;
}

/** A row of `chains`. */
export interface ChainRow {
  readonly chainId: string;
  readonly pipelineId: string;
  readonly step: number | null;
  readonly modelClass: string;
  readonly preprocessings: string | null;
  readonly strategy: string | null;
  readonly branchPath: readonly number[];
  readonly sourceIndex: number | null;
  readonly steps: readonly StepRow[];
  readonly uses: readonly UseRow[];
}

/** A row of `artifacts`. */
export interface ArtifactRow {
  readonly artifactId: string;
  /** Below `artifacts/`; empty where none is named, or one that leads elsewhere. */
  readonly path: string;
  readonly hash: string | null;
  readonly type: string | null;
  readonly className: string;
  readonly format: string;
  readonly size: number;
  readonly createdAt: string | null;
}

const lastPart = (path: string): string => path.replace(/[/\\]+$/, '').replace(/^.*[/\\]/s, '');

/** An id for each row, whatever a damaged database has: one without its own, and a second with the same, name files too. */
function ownId(taken: ReadonlyMap<string, unknown>, written: string | null): string {
  const name = written ?? 'row without id';
  let id = name;
  for (let turn = 2; taken.has(id); turn += 1) id = `${name} ${turn}`;
  return id;
}

/** How the library calls folders of native results: a time in UTC, and digits. */
const RESULTS = /\d{8}T\d+Z-[0-9a-f]{8}/;

/** The folder of native results that a run's summary names; one that is damaged names what looks like one. */
function resultsOf(summary: SqlValue): string | null {
  const results = mapOf(summary)['native_results_dir'];
  return typeof results === 'string' ? lastPart(results) : (RESULTS.exec(textOf(summary) ?? '')?.[0] ?? null);
}

/** The runs by their ids. */
export function runRows(database: ForeignDatabase): Map<string, RunRow> {
  const runs = new Map<string, RunRow>();
  for (const row of database.rows('runs', ['run_id', 'name', 'status', 'created_at', 'summary'])) {
    const runId = ownId(runs, textOf(row.run_id));
    runs.set(runId, {
      runId,
      name: textOf(row.name),
      status: textOf(row.status),
      createdAt: timeOf(row.created_at),
      nativeResults: resultsOf(row.summary),
    });
  }
  return runs;
}

/** The pipelines in the order in which they were written. */
export function* pipelineRows(database: ForeignDatabase): Generator<PipelineRow, void> {
  const columns = [
    'pipeline_id',
    'run_id',
    'name',
    'dataset_name',
    'status',
    'created_at',
    'metric',
  ] as const;
  for (const row of database.rows('pipelines', columns)) {
    const pipelineId = textOf(row.pipeline_id);
    if (pipelineId === null) continue;
    yield {
      pipelineId,
      runId: textOf(row.run_id),
      name: textOf(row.name),
      dataset: textOf(row.dataset_name),
      status: textOf(row.status),
      createdAt: timeOf(row.created_at),
      metric: textOf(row.metric),
    };
  }
}

/** Steps that are not what is expected say nothing: they are for display. */
function stepsOf(value: unknown): StepRow[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown): StepRow[] => {
    if (typeof each !== 'object' || each === null) return [];
    const { step_idx, operator_class, params, artifact_ids } = each as Readonly<Record<string, unknown>>;
    const step = wholeOf(step_idx);
    if (step === null) return [];
    return [
      {
        step,
        operatorClass: typeof operator_class === 'string' ? operator_class : '',
        params: params ?? {},
        artifactIds: Array.isArray(artifact_ids)
          ? artifact_ids.filter((id): id is string => typeof id === 'string')
          : [],
      },
    ];
  });
}

/** All texts in a value, however deep: an id that stands where none is expected keeps its file too. */
function textsIn(value: unknown): string[] {
  const found: string[] = [];
  const pending: unknown[] = [value];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    if (typeof each === 'string' && each !== '') found.push(each);
    else if (typeof each === 'object' && each !== null)
      pending.push(...Object.values(each).filter((one) => one !== null));
  }
  return found.toReversed();
}

/** The ids of a chain: those of its folds, and those that its folds share. Keys with a leading `_` hold none. */
function usesOf(folds: unknown, shared: unknown, step: number | null): UseRow[] {
  const uses: UseRow[] = [];
  const entries = (value: unknown): [string, unknown][] =>
    typeof value === 'object' && value !== null ? Object.entries(value) : [['', value]];
  for (const [key, value] of entries(shared)) {
    if (key.startsWith('_')) continue;
    const of = /^\d+$/.test(key) ? Number(key) : null;
    for (const artifactId of textsIn(value)) uses.push({ artifactId, fold: null, step: of });
  }
  for (const [key, value] of entries(folds)) {
    if (key.startsWith('_')) continue;
    for (const artifactId of textsIn(value)) uses.push({ artifactId, fold: key, step });
  }
  return uses;
}

function branchOf(value: unknown): number[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((each: unknown) => {
    const branch = wholeOf(each);
    return branch === null || branch < 0 ? [] : [branch];
  });
}

/** Columns of `chains`: see {@link chainOf}. */
export const CHAIN_COLUMNS = [
  'chain_id',
  'pipeline_id',
  'steps',
  'model_step_idx',
  'model_class',
  'preprocessings',
  'fold_strategy',
  'fold_artifacts',
  'shared_artifacts',
  'branch_path',
  'source_index',
] as const;

/** What is read of the texts of steps, which are long and the same for all chains of a pipeline. */
export type StepsOf = (text: SqlValue) => readonly StepRow[];

/** Reads steps, and the last ones not again. */
export function stepReader(): StepsOf {
  let last: { readonly text: SqlValue; readonly steps: readonly StepRow[] } | null = null;
  return (text) => {
    if (last?.text !== text) last = { text, steps: stepsOf(jsonOf(text)) };
    return last.steps;
  };
}

/** A row of `chains`; null for one without an id. */
export function chainOf(
  row: ForeignRow<(typeof CHAIN_COLUMNS)[number]>,
  readSteps: StepsOf,
): ChainRow | null {
  const [chainId, pipelineId] = [textOf(row.chain_id), textOf(row.pipeline_id)];
  if (chainId === null || pipelineId === null) return null;
  const step = wholeOf(row.model_step_idx);
  return {
    chainId,
    pipelineId,
    step: step === null || step < 0 ? null : step,
    modelClass: textOf(row.model_class) ?? '',
    preprocessings: textOf(row.preprocessings),
    strategy: textOf(row.fold_strategy),
    branchPath: branchOf(jsonOf(row.branch_path)),
    sourceIndex: wholeOf(row.source_index),
    steps: readSteps(row.steps),
    uses: usesOf(jsonOf(row.fold_artifacts), jsonOf(row.shared_artifacts), step),
  };
}

/** Columns of `artifacts`: see {@link artifactOf}. */
export const ARTIFACT_COLUMNS = [
  'artifact_id',
  'artifact_path',
  'content_hash',
  'operator_class',
  'artifact_type',
  'format',
  'size_bytes',
  'created_at',
] as const;

/** What a row without an id is called, which only a damaged database has: it names its file all the same. */
const NO_ID = 'row without id';

/** A row of `artifacts`. */
export function artifactOf(row: ForeignRow<(typeof ARTIFACT_COLUMNS)[number]>): ArtifactRow {
  const artifactId = textOf(row.artifact_id) ?? NO_ID;
  const path = textOf(row.artifact_path)?.replaceAll('\\', '/') ?? '';
  return {
    artifactId,
    path: isCleanPath(path) ? path : '',
    hash: hashOf(row.content_hash),
    type: textOf(row.artifact_type),
    className: textOf(row.operator_class) ?? '',
    format: textOf(row.format) ?? '',
    size: Math.max(0, wholeOf(row.size_bytes) ?? 0),
    createdAt: timeOf(row.created_at),
  };
}

/** All records, one by one. */
export function* artifactRows(database: ForeignDatabase): Generator<ArtifactRow, void> {
  for (const row of database.rows('artifacts', ARTIFACT_COLUMNS)) yield artifactOf(row);
}
