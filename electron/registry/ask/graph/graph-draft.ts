import { createHash } from 'node:crypto';
import type { GraphNode, GraphRecord, OperatorGraph } from '../../../../shared/api/graph/graph.ts';
import type { ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { circlesAmong } from './circles-among.ts';
import { drawnEdges } from './drawn-edges.ts';
import { withinBounds } from './bounds.ts';
import type { KnownPipeline } from './known-pipelines.ts';
import { nodeParameters, NO_PARAMETERS } from './node-parameters.ts';
import { outsideOf } from './outside.ts';
import { pipelinesUsing, shownRecords, type ShownRecords } from './shown-records.ts';
import type { Spot, Spots } from './spots.ts';

/** Most nodes of a graph: more nobody can read, nor a canvas draw in time. */
export const MOST_NODES = 2000;

/** A graph while its nodes are being gathered, each once and in the order in which they come. */
export class GraphDraft {
  readonly spots: Spots;
  readonly #taken = new Map<string, Spot>();
  #isCut = false;

  constructor(spots: Spots) {
    this.spots = spots;
  }

  /** Takes a spot; false where it is not there and there is no room, which the graph then says. */
  add(spot: Spot): boolean {
    if (this.#taken.has(spot.id)) return true;
    if (this.#taken.size >= MOST_NODES) {
      this.#isCut = true;
      return false;
    }
    this.#taken.set(spot.id, spot);
    return true;
  }

  /** Takes all neighbours of each of some nodes, in their order: of operators and ghosts what they need and what needs them. */
  *bringIn(ids: readonly string[], withFiles: boolean): Slices<void> {
    for (const id of ids) {
      const spot = this.#taken.get(id);
      if (spot === undefined) continue;
      yield* this.#take(this.spots.needsOf(spot));
      yield* this.#take(this.spots.neededBy(spot));
      if (withFiles || spot.kind === 'file') yield* this.#take(this.spots.sameFile(spot));
    }
  }

  /** Takes the files of all operators that are there. */
  *addFiles(): Slices<void> {
    const operators = Array.from(this.#taken.values()).filter((spot) => spot.kind === 'operator');
    for (const spot of operators) {
      yield* this.#take(this.spots.sameFile(spot));
      yield 'more';
    }
  }

  /**
   * The graph of what was taken, as far as its edges are not too many.
   *
   * @param of the pipeline that was asked about
   */
  *drawn(context: ViewContext, of: KnownPipeline): Slices<OperatorGraph> {
    const taken = withinBounds(this.#taken);
    const whole = !this.#isCut && taken.size === this.#taken.size;
    yield 'more';
    const records = new Map<number, ShownRecords>();
    for (const spot of taken.values()) {
      if (spot.kind !== 'operator' || records.has(spot.pipeline.manifest)) continue;
      records.set(spot.pipeline.manifest, yield* shownRecords(context, spot.pipeline));
      yield 'more';
    }
    const recordsOf = (spot: Spot): readonly GraphRecord[] =>
      spot.kind === 'operator'
        ? spot.node.records.flatMap(
            (position) => records.get(spot.pipeline.manifest)?.records.get(position) ?? [],
          )
        : [];
    const foldAt = (manifest: number, position: number): number | null =>
      records.get(manifest)?.records.get(position)?.fold ?? null;
    const circles = yield* circlesAmong(context.index, taken);
    const edges = yield* drawnEdges(this.spots, taken, recordsOf, foldAt, circles.partOf);
    const typeOf = (spot: Spot): string | null =>
      spot.kind === 'operator'
        ? records.get(spot.pipeline.manifest)?.types.get(spot.node.records[0] ?? -1) || null
        : null;
    const parametersOf = (spot: Spot): GraphNode['parameters'] =>
      spot.kind === 'operator'
        ? nodeParameters(spot.node, records.get(spot.pipeline.manifest)?.parameters ?? NO_PARAMETERS)
        : null;
    const using = yield* pipelinesUsing(context);
    const drawn = pipelinesOfFiles(taken, recordsOf);
    const nodes: GraphNode[] = [];
    for (const spot of taken.values()) {
      const outside =
        spot.kind === 'file'
          ? { needs: 0, needed_by: Math.max(0, using(spot.file) - (drawn.get(spot.path)?.size ?? 0)) }
          : outsideOf(spot, taken, this.spots);
      nodes.push(nodeOf(spot, typeOf(spot), parametersOf(spot), recordsOf(spot), outside));
      yield 'more';
    }
    const { untraced } = of;
    const graph = { nodes, edges, cycles: circles.cycles, whole, traced: untraced === null, untraced };
    return { content: createHash('sha256').update(JSON.stringify(graph)).digest('base64url'), ...graph };
  }

  *#take(spots: Iterable<Spot>): Slices<void> {
    for (const spot of spots) {
      if (!this.add(spot)) return;
      yield 'more';
    }
  }
}

/** The pipelines of a graph that use each file, by its path. */
function pipelinesOfFiles(
  taken: ReadonlyMap<string, Spot>,
  recordsOf: (spot: Spot) => readonly GraphRecord[],
): ReadonlyMap<string, ReadonlySet<number>> {
  const pipelines = new Map<string, Set<number>>();
  for (const spot of taken.values()) {
    if (spot.kind !== 'operator') continue;
    const { manifest } = spot.pipeline;
    for (const { file } of recordsOf(spot)) {
      if (file === null) continue;
      const known = pipelines.get(file);
      if (known === undefined) pipelines.set(file, new Set([manifest]));
      else known.add(manifest);
    }
  }
  return pipelines;
}

const NO_BRANCH: readonly number[] = [];

function nodeOf(
  spot: Spot,
  artifactType: string | null,
  parameters: GraphNode['parameters'],
  records: readonly GraphRecord[],
  outside: GraphNode['outside'],
): GraphNode {
  const nothing = {
    manifest: null,
    artifact_type: artifactType,
    role: null,
    step: null,
    branch: NO_BRANCH,
    substep: null,
    source: null,
    inferred: false,
    parameters,
    records,
    candidates: 0,
    outside,
  };
  switch (spot.kind) {
    case 'file':
      return { ...nothing, id: spot.id, kind: 'file', label: spot.path };
    case 'ghost': {
      const { id, pipeline, target, candidates } = spot;
      return { ...nothing, id, kind: 'ghost', manifest: pipeline.path, label: target, candidates };
    }
    case 'operator': {
      const { id, pipeline, node } = spot;
      return {
        ...nothing,
        id,
        kind: 'operator',
        manifest: pipeline.path,
        label: node.operatorClass || node.operatorType,
        role: node.role,
        step: node.stepIndex,
        branch: node.branchPath,
        substep: node.substep,
        source: node.source,
        inferred: node.inferred,
      };
    }
  }
}
