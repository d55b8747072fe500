import { asRecordKey } from '../../shared/domain/record-key.ts';
import type { GraphEdge, GraphNode, GraphRecord, OperatorGraph } from '../../shared/api/graph/graph.ts';
import { Random } from '../bench/random.ts';

/** What {@link madeUpGraph} makes at most. */
export interface GraphShape {
  /** It goes on with forks until it has so many nodes. */
  readonly nodes: number;
  /** Folds of models; 0 for none. */
  readonly folds: number;
  /** Whether some of it is as damaged manifests have it: dependencies on what isn't there, and in circles. */
  readonly odd: boolean;
}

const TRANSFORMS = ['SNV', 'MSC', 'Detrend', 'Gaussian', 'PCA', 'StandardScaler'];
const MODELS = ['PLSRegression', 'Ridge', 'SVR', 'RandomForestRegressor'];

/** A node with nothing said about it. */
export function graphNode(id: string, more: Partial<GraphNode> = {}): GraphNode {
  return {
    id,
    kind: 'operator',
    manifest: 'runs/a/b/manifest.yaml',
    label: id,
    artifact_type: null,
    role: null,
    step: null,
    branch: [],
    substep: null,
    source: null,
    inferred: false,
    records: [],
    parameters: null,
    candidates: 0,
    outside: { needs: 0, needed_by: 0 },
    ...more,
  };
}

/** A record of a node. */
export function graphRecord(position: number, more: Partial<GraphRecord> = {}): GraphRecord {
  return {
    key: asRecordKey(`${position} of runs/a/b/manifest.yaml`),
    artifact_id: `p$${position}:all`,
    fold: null,
    size_bytes: 1000 + position,
    exclusive_bytes: 1000,
    state: 'present',
    unwritten: false,
    file: `binaries/d/${position}.joblib`,
    other_pipelines: 0,
    ...more,
  };
}

/** An edge between whole nodes. */
export function graphEdge(from: string, to: string, more: Partial<GraphEdge> = {}): GraphEdge {
  return {
    id: `${from}>${to}:${more.kind ?? 'feeds'}:${more.from_fold ?? ''}:${more.to_fold ?? ''}`,
    from,
    to,
    kind: 'feeds',
    inferred: false,
    from_fold: null,
    to_fold: null,
    in_cycle: false,
    ...more,
  };
}

/** A graph of some nodes and edges. */
export function graphOf(nodes: readonly GraphNode[], edges: readonly GraphEdge[]): OperatorGraph {
  return { content: 'c', nodes, edges, cycles: [], whole: true, traced: true, untraced: null };
}

class Builder {
  readonly nodes: GraphNode[] = [];
  readonly edges: GraphEdge[] = [];
  readonly #random: Random;
  readonly #shape: GraphShape;
  #step = 0;
  #position = 0;

  constructor(random: Random, shape: GraphShape) {
    this.#random = random;
    this.#shape = shape;
  }

  build(): OperatorGraph {
    const random = this.#random;
    let heads = this.#sources();
    do {
      heads = this.#chain([], heads, random.integer(1, 3));
      if (random.chance(0.3)) this.#add('KFold', 'splitter', [], heads, 'follows');
      const { ends, models } = this.#fork([], heads, 0);
      this.#step++;
      const takes = random.chance(0.6) ? [...ends, ...(random.chance(0.3) ? models : [])] : models;
      const meta = random.chance(0.6) ? this.#meta(models) : null;
      heads = [
        this.#add('merge', 'structure', [], takes, 'feeds'),
        ...(meta !== null && random.chance(0.3) ? [meta] : []),
      ];
    } while (this.nodes.length < this.#shape.nodes);
    this.#step++;
    this.#models([], heads);
    if (this.#shape.odd) this.#damage();
    return graphOf(this.nodes, this.edges);
  }

  #add(
    label: string,
    role: GraphNode['role'],
    branch: readonly number[],
    from: readonly string[],
    kind: GraphEdge['kind'],
    more: Partial<GraphNode> = {},
  ): string {
    const id = `n${this.nodes.length}`;
    const isModel = role === 'model' || role === 'meta';
    const folds = isModel ? this.#shape.folds : 0;
    const records =
      folds > 0
        ? Array.from({ length: folds }, (_, fold) => graphRecord(this.#position++, { fold }))
        : role === 'structure'
          ? []
          : [graphRecord(this.#position++)];
    this.nodes.push(graphNode(id, { label, role, step: this.#step, branch: [...branch], records, ...more }));
    for (const parent of new Set(from)) this.edges.push(graphEdge(parent, id, { kind }));
    return id;
  }

  #sources(): string[] {
    this.#step++;
    const count = this.#random.chance(0.3) ? this.#random.integer(2, 3) : 1;
    return Array.from({ length: count }, (_, source) =>
      this.#add('MinMaxScaler', 'features', [], [], 'feeds', { source: count === 1 ? null : source }),
    );
  }

  #chain(branch: readonly number[], from: readonly string[], length: number): string[] {
    let heads = [...from];
    for (let at = 0; at < length; at++) {
      this.#step++;
      heads = [this.#add(this.#random.pick(TRANSFORMS), 'features', branch, heads, 'feeds')];
    }
    return heads;
  }

  #models(branch: readonly number[], from: readonly string[]): string[] {
    return Array.from({ length: this.#random.integer(1, 3) }, (_, substep) =>
      this.#add(this.#random.pick(MODELS), 'model', branch, from, 'feeds', { substep }),
    );
  }

  /** Meta-models on two levels: one takes models, another that one and some of them. */
  #meta(models: readonly string[]): string {
    this.#step++;
    const first = this.#add('Ridge', 'meta', [], models, 'depends');
    for (const model of models) {
      const folds = this.nodes.find(({ id }) => id === model)?.records ?? [];
      // Some depend on the models fold by fold, and some on one of the folds alone.
      if (this.#random.chance(0.5)) {
        for (const { fold } of folds)
          if (fold !== null)
            this.edges.push(graphEdge(model, first, { kind: 'source', from_fold: fold, to_fold: fold }));
      } else if (folds.length > 1) this.edges.push(graphEdge(model, first, { kind: 'source', from_fold: 1 }));
    }
    this.#step++;
    return this.#random.chance(0.5)
      ? this.#add('Ridge', 'meta', [], [first, ...models.slice(0, 2)], 'depends')
      : first;
  }

  #fork(
    branch: readonly number[],
    from: readonly string[],
    depth: number,
  ): { ends: string[]; models: string[] } {
    const random = this.#random;
    const count = random.integer(2, depth === 0 ? 8 : 3);
    const ends: string[] = [];
    const models: string[] = [];
    const start = this.#step;
    let last = start;
    for (let index = 0; index < count; index++) {
      this.#step = start;
      const path = [...branch, index];
      const heads = this.#chain(path, from, random.integer(1, 3));
      if (depth < 2 && random.chance(0.25)) {
        const inner = this.#fork(path, heads, depth + 1);
        models.push(...inner.models);
        this.#step++;
        ends.push(
          ...(random.chance(0.5) ? [this.#add('merge', 'structure', path, inner.ends, 'feeds')] : inner.ends),
        );
      } else {
        this.#step++;
        models.push(...this.#models(path, heads));
        ends.push(...heads);
      }
      last = Math.max(last, this.#step);
    }
    this.#step = last;
    return { ends, models };
  }

  #damage(): void {
    const random = this.#random;
    const some = (): string => random.pick(this.nodes).id;
    const ghosts = random.integer(0, 3);
    for (let at = 0; at < ghosts; at++) {
      const to = some();
      this.nodes.push(
        graphNode(`g${at}`, { kind: 'ghost', label: 'gone$1:all', candidates: random.integer(0, 3) }),
      );
      this.edges.push(graphEdge(`g${at}`, to, { kind: 'depends' }));
    }
    const files = random.integer(0, 3);
    for (let at = 0; at < files; at++) {
      this.nodes.push(
        graphNode(`f${at}`, { kind: 'file', label: `binaries/d/${at}.joblib`, manifest: null }),
      );
      for (const to of new Set([some(), some()])) this.edges.push(graphEdge(`f${at}`, to, { kind: 'file' }));
    }
    const strange = random.integer(0, 4);
    for (let at = 0; at < strange; at++)
      this.edges.push(graphEdge(some(), some(), { kind: 'depends', id: `odd${at}`, in_cycle: true }));
  }
}

/** A graph such as pipelines have: forks in a row and inside each other, sources, folds, stacking on two levels. */
export function madeUpGraph(seed: number, shape: GraphShape): OperatorGraph {
  return new Builder(new Random(seed), shape).build();
}
