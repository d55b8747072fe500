import type { ArtifactItem, Manifest, StoreChain, StorePart } from '../../../../../shared/domain/manifest.ts';
import type { ForeignDatabase } from '../../../index/foreign-database.ts';
import { baseModelsOf, modelsOf } from './base-models.ts';
import { basesOfRefits } from './refits.ts';
import { branchesOf, stepsOfChains } from './steps.ts';
import {
  artifactRows,
  chainRows,
  pipelineRows,
  runRows,
  type ArtifactRow,
  type ChainRow,
  type PipelineRow,
  type RunRow,
} from './tables.ts';

/** What has no place in the database's rows: an item of a store has no chain path, no parameters and no version. */
const NOTHING = {
  shape: 'v3',
  chainPath: '',
  substepIndex: null,
  customName: '',
  dependsOn: [],
  sourceModels: [],
  formatVersion: '',
  nirs4allVersion: '',
  version: 0,
} as const;

/** The fold of `fold_3`; null for what all folds share, and for a model that was fitted again on all data (`fold_final`, `final`). */
function foldOf(name: string | null): number | null {
  const digits = /^(?:fold_)?(\d{1,9})$/.exec(name ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Where a record stands in its pipeline. */
interface Place {
  readonly position: number;
  readonly pipelineId: string;
  readonly step: number | null;
  readonly fold: string | null;
  readonly branchPath: readonly number[];
  readonly sourceIndex: number | null;
}

/** An item as a manifest has it; its `raw` in the order of keys of manifests, so that it is kept as columns alone. */
function itemOf(
  row: ArtifactRow,
  { position, pipelineId, step, fold, branchPath, sourceIndex }: Place,
  inferredSources?: readonly string[],
): ArtifactItem {
  const foldId = foldOf(fold);
  const raw = {
    artifact_id: row.artifactId,
    content_hash: row.hash === null ? '' : `sha256:${row.hash}`,
    path: row.path,
    chain_path: '',
    source_index: sourceIndex,
    pipeline_id: pipelineId,
    branch_path: branchPath,
    step_index: step,
    substep_index: null,
    fold_id: foldId,
    artifact_type: row.type,
    class_name: row.className,
    custom_name: '',
    depends_on: [],
    format: row.format,
    format_version: '',
    nirs4all_version: '',
    size_bytes: row.size,
    created_at: row.createdAt,
    params: {},
    version: 0,
  };
  return {
    ...NOTHING,
    position,
    artifactId: row.artifactId,
    inferredSources,
    contentHash: row.hash,
    path: row.path,
    sourceIndex,
    pipelineId,
    branchPath,
    stepIndex: step,
    foldId,
    artifactType: row.type,
    className: row.className,
    format: row.format,
    sizeBytes: row.size,
    createdAt: row.createdAt,
    raw,
  };
}

/** What is known of an id that no row has: the chain that uses it. */
function unknownRow(artifactId: string, chain: ChainRow, fold: string | null): ArtifactRow {
  return {
    artifactId,
    path: '',
    hash: null,
    type: fold === null ? null : 'model',
    className: fold === null ? '' : chain.modelClass,
    format: '',
    size: 0,
    createdAt: null,
  };
}

/** A manifest that stands for something of the database. */
function manifestOf(
  version: number,
  store: StorePart,
  {
    pipelineId,
    name,
    dataset,
    createdAt,
  }: Omit<PipelineRow, 'runId' | 'status' | 'pipelineId'> & { pipelineId: string | null },
  items: readonly ArtifactItem[],
  steps: Manifest['steps'] = [],
): Manifest {
  return {
    schemaVersion: `store ${version}`,
    uid: pipelineId,
    pipelineId,
    name,
    dataset,
    createdAt,
    hasTraces: store.status !== 'running',
    items,
    steps,
    // The chains' own steps have all that is known of the operators.
    configuredSteps: [],
    store,
  };
}

/** How runs are called where they are listed: by their names, and where several have one, by a part of the id too. */
function runNames(runs: ReadonlyMap<string, RunRow>): ReadonlyMap<string, string> {
  const counts = new Map<string, number>();
  for (const { name } of runs.values()) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(
    [...runs.values()].map(({ runId, name }) => [
      runId,
      name === null || (counts.get(name) ?? 0) > 1 ? `${name ?? 'run'} ${runId.slice(0, 8)}` : name,
    ]),
  );
}

/** A pipeline whose run has ended has ended too, whatever its own row says: a killed run leaves it as running. */
function statusOf(pipeline: string | null, run: RunRow | undefined): string | null {
  if (pipeline !== 'running' || run === undefined || run.status === 'running') return pipeline;
  return 'failed';
}

/** Puts the rows of a database together to manifests: one for each pipeline, one for each run, one for the records that nothing uses. */
class Assembly {
  readonly #artifacts: ReadonlyMap<string, ArtifactRow>;
  readonly #runs: ReadonlyMap<string, RunRow>;
  readonly #names: ReadonlyMap<string, string>;
  readonly #chains: ReadonlyMap<string, readonly ChainRow[]>;
  readonly #predictions: ReadonlyMap<string, number>;
  readonly #version: number;
  #refitBases: ReadonlyMap<string, readonly string[]> = new Map();
  readonly #parts = new Set<string>();
  /** Ids that some pipeline has already. */
  readonly #taken = new Set<string>();

  constructor(database: ForeignDatabase) {
    this.#version = database.userVersion;
    this.#artifacts = artifactRows(database);
    this.#runs = runRows(database);
    this.#names = runNames(this.#runs);
    this.#chains = chainRows(database);
    this.#predictions = database.countBy('predictions', 'pipeline_id');
  }

  *manifests(pipelines: readonly PipelineRow[]): Generator<Manifest, void> {
    const known = new Set(pipelines.map(({ pipelineId }) => pipelineId));
    this.#refitBases = basesOfRefits(pipelines);
    for (const pipeline of pipelines) yield this.#pipeline(pipeline);
    // Chains of pipelines whose rows are gone use their records all the same.
    for (const pipelineId of this.#chains.keys()) {
      if (known.has(pipelineId)) continue;
      yield this.#pipeline({
        pipelineId,
        runId: null,
        name: null,
        dataset: null,
        status: null,
        createdAt: null,
      });
    }
    for (const run of this.#runs.values()) yield this.#run(run);
    yield this.#unused();
  }

  /** A name of its own for each, whatever ids a damaged database has. */
  #part(name: string): string {
    let part = name;
    for (let turn = 2; this.#parts.has(part); turn += 1) part = `${name} ${turn}`;
    this.#parts.add(part);
    return part;
  }

  #pipeline(pipeline: PipelineRow): Manifest {
    const { pipelineId, runId, status } = pipeline;
    const rows = this.#chains.get(pipelineId) ?? [];
    const branches = branchesOf(rows);
    const sources = this.#sourcesOf(pipelineId, rows);
    const items: ArtifactItem[] = [];
    const positions = new Map<string, number>();
    const chains = rows.map((chain): StoreChain => {
      const uses = chain.uses.map(({ artifactId, fold, step }) => {
        let position = positions.get(artifactId);
        if (position === undefined) {
          position = items.length;
          positions.set(artifactId, position);
          const { sourceIndex } = chain;
          const branchPath = branches.get(artifactId) ?? [];
          const place = { position, pipelineId, step, fold, branchPath, sourceIndex };
          items.push(this.#item(artifactId, chain, place, sources.get(artifactId)));
        }
        return { position, fold };
      });
      const { chainId, step, modelClass, preprocessings, strategy, branchPath, sourceIndex } = chain;
      return { chainId, step, modelClass, preprocessings, strategy, branchPath, sourceIndex, uses };
    });
    const store: StorePart = {
      part: this.#part(pipelineId),
      standsFor: null,
      run: runId === null ? null : (this.#names.get(runId) ?? runId),
      runId,
      status: statusOf(status, runId === null ? undefined : this.#runs.get(runId)),
      nativeResults: null,
      predictions: this.#predictions.get(pipelineId) ?? 0,
      chains,
    };
    return manifestOf(this.#version, store, pipeline, items, stepsOfChains(rows, branches));
  }

  /** The models that each stacking model of a pipeline takes: those of its own, or where it was fitted again those of other pipelines. */
  #sourcesOf(pipelineId: string, rows: readonly ChainRow[]): ReadonlyMap<string, readonly string[]> {
    const others = this.#refitBases.get(pipelineId);
    if (others === undefined) return baseModelsOf(rows, this.#artifacts);
    const bases = others.flatMap((other) => (this.#chains.get(other) ?? []).flatMap(modelsOf));
    return new Map(rows.flatMap(modelsOf).map((id) => [id, bases]));
  }

  #item(artifactId: string, chain: ChainRow, place: Place, sources?: readonly string[]): ArtifactItem {
    const row = this.#artifacts.get(artifactId);
    if (row === undefined)
      return { ...itemOf(unknownRow(artifactId, chain, place.fold), place), uncounted: 'unknown' };
    const item = itemOf(row, place, sources);
    if (this.#taken.has(artifactId)) return { ...item, uncounted: 'again' };
    this.#taken.add(artifactId);
    return item;
  }

  #run({ runId, name, status, createdAt, nativeResults }: RunRow): Manifest {
    const run = this.#names.get(runId) ?? runId;
    const of = { run, runId, status, nativeResults, predictions: 0, chains: [] } as const;
    const store: StorePart = { part: this.#part(`run:${runId}`), standsFor: 'run', ...of };
    return manifestOf(this.#version, store, { pipelineId: null, name, dataset: null, createdAt }, []);
  }

  /** Records that no chain uses: their files may come back into use, and stay. */
  #unused(): Manifest {
    const items: ArtifactItem[] = [];
    for (const row of this.#artifacts.values()) {
      if (this.#taken.has(row.artifactId)) continue;
      const pipelineId = row.artifactId.replace(/\$[^$]*$/s, '');
      const none = { step: null, fold: null, branchPath: [], sourceIndex: null };
      items.push(itemOf(row, { position: items.length, pipelineId, ...none }));
    }
    const of = {
      run: null,
      runId: null,
      status: null,
      nativeResults: null,
      predictions: 0,
      chains: [],
    } as const;
    const store: StorePart = { part: this.#part('rows:unused'), standsFor: 'rows', ...of };
    return manifestOf(
      this.#version,
      store,
      { pipelineId: null, name: null, dataset: null, createdAt: null },
      items,
    );
  }
}

/** What a database says, as manifests. */
export function manifestsIn(database: ForeignDatabase): Manifest[] {
  return [...new Assembly(database).manifests(pipelineRows(database))];
}
