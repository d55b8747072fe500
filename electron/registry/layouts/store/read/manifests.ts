import { hash } from 'node:crypto';
import type { ArtifactItem, Manifest, StoreChain, StorePart } from '../../../../../shared/domain/manifest.ts';
import type { ForeignDatabase } from '../../../index/foreign-database.ts';
import { baseModelsOf, modelsOf } from './base-models.ts';
import { itemOf, resultItems, unknownItem, type Place } from './items.ts';
import type { ResultManifest } from '../results/result-manifest.ts';
import { RefitBases } from './refits.ts';
import { ResultModels, type ReadResults } from './result-models.ts';
import { branchesOf, stepsOfChains } from './steps.ts';
import { ArtifactTable, type FoundArtifact } from './artifact-table.ts';
import { scoresOf, Variants, type PipelineScores } from './beaten.ts';
import { ChainTable } from './chain-table.ts';
import { pipelineRows, runRows, type ChainRow, type PipelineRow, type RunRow } from './tables.ts';

/** A manifest that stands for something of the database. */
function manifestOf(
  version: number,
  store: StorePart,
  {
    pipelineId,
    name,
    dataset,
    createdAt,
  }: Omit<PipelineRow, 'runId' | 'status' | 'pipelineId' | 'metric'> & { pipelineId: string | null },
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

/** What a pipeline is made of. */
interface PipelineParts {
  readonly version: number;
  readonly pipeline: PipelineRow;
  readonly store: Omit<StorePart, 'chains'>;
  /** Its chains, and the records that they use. */
  readonly rows: readonly ChainRow[];
  readonly artifacts: ReadonlyMap<string, UsedArtifact>;
  /** Where it was fitted again, the models of other pipelines that it takes. */
  readonly bases: readonly string[];
  /** The models that lie in its native results alone. */
  readonly results: ResultManifest | null;
}

/** Of all that a pipeline is made of. What chains say of their steps is the same for most, and long. */
function pipelineDigest({ rows, artifacts, ...rest }: PipelineParts): string {
  const steps = [...new Set(rows.map((row) => row.steps))];
  const chains = rows.map((row) => ({ ...row, steps: steps.indexOf(row.steps) }));
  const used = [...artifacts.values()].map(({ row, isFirst }) => [row, isFirst]);
  return digestOf([rest, steps, chains, used]);
}

function pipelineManifest({
  version,
  pipeline,
  store,
  rows,
  artifacts,
  bases,
  results,
}: PipelineParts): Manifest {
  const branches = branchesOf(rows);
  // The models that each stacking model takes: those of its own pipeline, or where it was fitted again those of others.
  const sources =
    bases.length === 0
      ? baseModelsOf(rows, artifacts)
      : new Map(rows.flatMap(modelsOf).map((id) => [id, bases]));
  const items: ArtifactItem[] = [];
  const positions = new Map<string, number>();
  const chains = rows.map((chain): StoreChain => {
    const uses = chain.uses.map(({ artifactId, fold, step }) => {
      let position = positions.get(artifactId);
      if (position === undefined) {
        position = items.length;
        positions.set(artifactId, position);
        const { pipelineId, sourceIndex } = chain;
        const branchPath = branches.get(artifactId) ?? [];
        const place = { position, pipelineId, step, fold, branchPath, sourceIndex };
        const used = artifacts.get(artifactId);
        items.push(
          used === undefined
            ? unknownItem(artifactId, chain, place)
            : usedItem(used, place, sources.get(artifactId)),
        );
      }
      return { position, fold };
    });
    const { chainId, step, modelClass, preprocessings, strategy, branchPath, sourceIndex } = chain;
    return { chainId, step, modelClass, preprocessings, strategy, branchPath, sourceIndex, uses };
  });
  if (results !== null) items.push(...resultItems(results, pipeline.pipelineId, items.length));
  return manifestOf(version, { ...store, chains }, pipeline, items, stepsOfChains(rows, branches));
}

function usedItem({ row, isFirst }: UsedArtifact, place: Place, sources?: readonly string[]): ArtifactItem {
  const item = itemOf(row, place, sources);
  return isFirst ? item : { ...item, uncounted: 'again' };
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

/** What of a database becomes a manifest, or further items of the one before. */
export interface StorePiece {
  /** Its name in the database. */
  readonly part: string;
  readonly standsFor: StorePart['standsFor'];
  readonly goesOn: boolean;
  /** Of all that the manifest is made of; null for one in several pieces. */
  readonly digest: string | null;
  /** Puts it together. */
  manifest(): Manifest;
}

/** Records that no chain uses, of which there may be as many as of all others: so many are put together at a time. */
const UNUSED_AT_ONCE = 2000;

/** What stands where a pipeline is named for them. */
const UNUSED = 'rows that no chain uses';

const digestOf = (rows: unknown): string => hash('sha256', JSON.stringify(rows));

/** A record that a pipeline uses. */
interface UsedArtifact extends FoundArtifact {
  /** Whether no pipeline before uses it. */
  readonly isFirst: boolean;
}

/**
 * Puts the rows of a database together to manifests: one for each pipeline, one for each run, one for the records that nothing uses. What it
 * holds of a record or chain is a few bytes.
 */
class Assembly {
  readonly #database: ForeignDatabase;
  readonly #version: number;
  readonly #artifacts: ArtifactTable;
  readonly #runs: ReadonlyMap<string, RunRow>;
  readonly #names: ReadonlyMap<string, string>;
  readonly #chains: ChainTable;
  readonly #scores: ReadonlyMap<string, PipelineScores>;
  readonly #variants = new Variants();
  readonly #refits = new RefitBases();
  readonly #results: ResultModels;
  readonly #parts = new Set<string>();

  constructor(database: ForeignDatabase, readResults: ReadResults) {
    this.#database = database;
    this.#version = database.userVersion;
    this.#artifacts = new ArtifactTable(database);
    this.#runs = runRows(database);
    this.#names = runNames(this.#runs);
    this.#results = new ResultModels(this.#runs, readResults);
    this.#chains = new ChainTable(database);
    this.#scores = scoresOf(database);
  }

  *pieces(): Generator<StorePiece, void> {
    const known = new Set<string>();
    for (const pipeline of pipelineRows(this.#database)) {
      known.add(pipeline.pipelineId);
      yield this.#pipeline(pipeline);
    }
    // Chains of pipelines whose rows are gone use their records all the same.
    for (const pipelineId of this.#chains.pipelineIds) {
      if (known.has(pipelineId)) continue;
      const none = { runId: null, name: null, dataset: null, status: null, createdAt: null, metric: null };
      yield this.#pipeline({ pipelineId, ...none });
    }
    for (const run of this.#runs.values()) yield this.#run(run);
    yield* this.#unused();
  }

  /** A name of its own for each, whatever ids a damaged database has. */
  #part(name: string): string {
    let part = name;
    for (let turn = 2; this.#parts.has(part); turn += 1) part = `${name} ${turn}`;
    this.#parts.add(part);
    return part;
  }

  #pipeline(pipeline: PipelineRow): StorePiece {
    const { pipelineId, runId, status } = pipeline;
    const rows = this.#chains.of(pipelineId);
    const artifacts = this.#used(rows);
    const bases = this.#refits.next(pipeline).flatMap((id) => this.#chains.of(id).flatMap(modelsOf));
    const results = this.#results.of(pipeline);
    const scores = this.#scores.get(pipelineId);
    const store = {
      part: this.#part(pipelineId),
      standsFor: null,
      run: runId === null ? null : (this.#names.get(runId) ?? runId),
      runId,
      status: statusOf(status, runId === null ? undefined : this.#runs.get(runId)),
      nativeResults: results?.name ?? null,
      isBeaten: this.#variants.isBeaten(pipeline, scores),
      predictions: scores?.predictions ?? 0,
    } as const;
    const parts = { version: this.#version, pipeline, store, rows, artifacts, bases, results };
    return {
      ...store,
      goesOn: false,
      digest: pipelineDigest(parts),
      manifest: () => pipelineManifest(parts),
    };
  }

  /** The records that chains use, each read once. */
  #used(chains: readonly ChainRow[]): ReadonlyMap<string, UsedArtifact> {
    const ids = new Set(chains.flatMap(({ uses }) => uses.map(({ artifactId }) => artifactId)));
    const used = new Map<string, UsedArtifact>();
    for (const id of ids) {
      const found = this.#artifacts.find(id);
      if (found !== null) used.set(id, { ...found, isFirst: this.#artifacts.take(found.place) });
    }
    return used;
  }

  #run({ runId, name, status, createdAt, nativeResults }: RunRow): StorePiece {
    const run = this.#names.get(runId) ?? runId;
    const of = { run, runId, status, nativeResults, isBeaten: false, predictions: 0, chains: [] } as const;
    const store = { part: this.#part(`run:${runId}`), standsFor: 'run', ...of } as const;
    const head = { pipelineId: null, name, dataset: null, createdAt };
    return {
      ...store,
      goesOn: false,
      digest: digestOf([this.#version, store, head]),
      manifest: () => manifestOf(this.#version, store, head, []),
    };
  }

  /** Records that no chain uses: their files may come back into use, and stay. */
  *#unused(): Generator<StorePiece, void> {
    const of = {
      run: null,
      runId: null,
      status: null,
      nativeResults: null,
      isBeaten: false,
      predictions: 0,
      chains: [],
    } as const;
    const store = { part: this.#part('rows:unused'), standsFor: 'rows', ...of } as const;
    const nothing = { pipelineId: null, name: UNUSED, dataset: null, createdAt: null };
    const piece = (items: readonly ArtifactItem[], goesOn: boolean): StorePiece => ({
      ...store,
      goesOn,
      digest: null,
      manifest: () => manifestOf(this.#version, store, nothing, items),
    });
    let items: ArtifactItem[] = [];
    let position = 0;
    for (const row of this.#artifacts.left()) {
      const pipelineId = row.artifactId.replace(/\$[^$]*$/s, '');
      const none = { step: null, fold: null, branchPath: [], sourceIndex: null };
      items.push(itemOf(row, { position, pipelineId, ...none }));
      position += 1;
      if (items.length < UNUSED_AT_ONCE) continue;
      yield piece(items, position > items.length);
      items = [];
    }
    if (items.length > 0 || position === 0) yield piece(items, position > items.length);
  }
}

/** What a database says, piece by piece, and of pipelines that stack what their native results say. */
export function piecesIn(database: ForeignDatabase, readResults: ReadResults): Generator<StorePiece, void> {
  return new Assembly(database, readResults).pieces();
}
