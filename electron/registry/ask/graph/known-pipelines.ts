import type { OperatorGraph } from '../../../../shared/api/graph/graph.ts';
import type { Way, WayNode, WayParent } from '../../../../shared/domain/way.ts';
import { firstRow, type ReadableIndex } from '../../index/database.ts';
import { KnownTexts } from '../../index/known-texts.ts';
import { wayOfManifest } from '../../index/way-of-manifest.ts';
import { operatorIds } from './node-id.ts';
import {
  candidateCounts,
  foreignNeeds,
  writtenNeeds,
  type ForeignNeed,
  type WrittenNeed,
} from './written.ts';

/** Why steps of a pipeline are not known that stored nothing, by its number in the index. */
function whyUntraced(index: ReadableIndex, id: number): NonNullable<OperatorGraph['untraced']> {
  const row = firstRow<{ results: string | null; part: string | null }>(
    index,
    'SELECT native_results AS results, part FROM pipeline WHERE id = :id',
    { id },
  );
  if ((row?.part ?? null) === null) return 'no-trace';
  return (row?.results ?? null) === null ? 'no-chain' : 'native-results';
}

/** A pipeline of a graph: its way, and what its records write of what they need. */
export class KnownPipeline {
  readonly manifest: number;
  readonly path: string;
  readonly way: Way;
  /** Ids of its operators, by their place in the way. */
  readonly ids: readonly string[];
  readonly needs: readonly WrittenNeed[];
  readonly #index: ReadableIndex;
  readonly #nodeOf = new Map<number, WayNode>();
  #needsOf: Map<number, WrittenNeed[]> | null = null;
  #needing: Map<number, WrittenNeed[]> | null = null;
  #foreign: Map<number, ForeignNeed[]> | null = null;
  readonly #parents = new Map<WayNode['parents'], readonly WayParent[]>();
  #children: readonly (readonly (readonly number[])[])[] | null = null;
  #candidates: ReadonlyMap<string, number> | null = null;

  constructor(
    index: ReadableIndex,
    { id, path }: { readonly id: number; readonly path: string },
    texts: KnownTexts,
  ) {
    this.#index = index;
    this.manifest = id;
    this.path = path;
    this.way = wayOfManifest(index, id, texts);
    this.ids = operatorIds(path, this.way.nodes);
    this.needs = writtenNeeds(index, id);
    for (const node of this.way.nodes) for (const position of node.records) this.#nodeOf.set(position, node);
  }

  /** The operator of a record; undefined where it is in none. */
  nodeAt(position: number): WayNode | undefined {
    return this.#nodeOf.get(position);
  }

  /** What the records of an operator say that they need. */
  needsOf(node: WayNode): readonly WrittenNeed[] {
    this.#needsOf ??= Map.groupBy(this.needs, ({ position }) => this.#nodeOf.get(position)?.id ?? -1);
    return this.#needsOf.get(node.id) ?? [];
  }

  /** What records of this pipeline say that they need of an operator's. */
  neededBy(node: WayNode): readonly WrittenNeed[] {
    this.#needing ??= Map.groupBy(this.needs, ({ to }) =>
      to?.manifest === this.manifest ? (this.#nodeOf.get(to.position)?.id ?? -1) : -1,
    );
    return this.#needing.get(node.id) ?? [];
  }

  /** What records of other pipelines say that they need of an operator's. */
  foreignOf(node: WayNode): readonly ForeignNeed[] {
    this.#foreign ??= Map.groupBy(
      foreignNeeds(this.#index, this.manifest),
      ({ position }) => this.#nodeOf.get(position)?.id ?? -1,
    );
    return this.#foreign.get(node.id) ?? [];
  }

  /** What an operator hangs on, by the derived way. */
  parentsOf(node: WayNode): readonly WayParent[] {
    let parents = this.#parents.get(node.parents);
    if (parents === undefined) {
      parents = node.parents.filter(({ kind }) => kind !== 'depends');
      this.#parents.set(node.parents, parents);
    }
    return parents;
  }

  /**
   * Operators that hang on one, in lists: those of a list hang on the same ones. Thousands of models behind thousands of branches
   * share one list, and it is looked at once.
   */
  childrenOf(node: WayNode): readonly (readonly number[])[] {
    this.#children ??= this.#listChildren();
    return this.#children[node.id] ?? [];
  }

  /** As the graph of it says it. */
  get untraced(): OperatorGraph['untraced'] {
    return this.way.traced ? null : whyUntraced(this.#index, this.manifest);
  }

  /** How many records an ambiguous id could mean here. */
  candidatesOf(target: string): number {
    this.#candidates ??= candidateCounts(this.#index, this.manifest, [
      ...new Set(this.needs.filter(({ status }) => status === 2).map((need) => need.target)),
    ]);
    return this.#candidates.get(target) ?? 0;
  }

  #listChildren(): (readonly number[])[][] {
    const children = this.way.nodes.map((): (readonly number[])[] => []);
    for (const [parents, nodes] of Map.groupBy(this.way.nodes, (node) => this.parentsOf(node))) {
      const ids = nodes.map(({ id }) => id);
      for (const { node } of parents) children[node]?.push(ids);
    }
    return children;
  }
}

/** The pipelines that a graph reaches, each derived once, when it is first wanted. */
export class KnownPipelines {
  readonly #index: ReadableIndex;
  readonly #texts: KnownTexts;
  readonly #known = new Map<number, KnownPipeline>();

  constructor(index: ReadableIndex) {
    this.#index = index;
    this.#texts = new KnownTexts(index);
  }

  /** The pipeline of a manifest, by its number. */
  of(manifest: number): KnownPipeline {
    let known = this.#known.get(manifest);
    if (known === undefined) {
      const row = firstRow<{ path: string }>(this.#index, 'SELECT path FROM manifest WHERE id = :manifest', {
        manifest,
      });
      if (row === undefined) throw new Error(`The index has no manifest ${manifest}.`);
      known = new KnownPipeline(this.#index, { id: manifest, path: row.path }, this.#texts);
      this.#known.set(manifest, known);
    }
    return known;
  }

  /** The same, if it was wanted before. */
  get(manifest: number): KnownPipeline | undefined {
    return this.#known.get(manifest);
  }
}
