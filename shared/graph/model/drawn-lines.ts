import type { GraphEdge, GraphNode } from '../../api/graph/graph.ts';
import type { Line } from '../drawing.ts';
import type { EdgeKind } from './choices.ts';

/** A line, and the edges that it stands for. */
export interface DrawnLine extends Line {
  readonly kind: EdgeKind;
  readonly inferred: boolean;
  readonly inCycle: boolean;
  /** Ids of the graph's edges: one, or those of several folds. */
  readonly edges: readonly string[];
}

/** What lines need to know of the nodes at their ends. */
export interface LineEnd {
  readonly node: GraphNode;
  /** Rows by fold; empty where the folds are together. */
  readonly rowOfFold: ReadonlyMap<number, string>;
}

type End = 'from_fold' | 'to_fold';

function foldsOf({ records }: GraphNode): Set<number> {
  return new Set(records.flatMap(({ fold }) => fold ?? []));
}

function coversAll(folds: ReadonlySet<number | null>, node: GraphNode): boolean {
  const all = foldsOf(node);
  return all.size > 0 && [...all].every((fold) => folds.has(fold));
}

/** Edges that differ only in the fold at one end, where all folds have one: they concern the node. */
function joined(edges: readonly GraphEdge[], end: End, node: GraphNode): Map<GraphEdge, GraphEdge> {
  const other: End = end === 'from_fold' ? 'to_fold' : 'from_fold';
  const found = new Map<GraphEdge, GraphEdge>();
  for (const alike of Map.groupBy(edges, (edge) => edge[other]).values()) {
    if (!coversAll(new Set(alike.map((edge) => edge[end])), node)) continue;
    for (const edge of alike) found.set(edge, { ...edge, [end]: null });
  }
  return found;
}

/** Whether each fold of one node leads to the same fold of the other, and nothing else does. */
function isFoldByFold(edges: readonly GraphEdge[], from: GraphNode, to: GraphNode): boolean {
  const folds = new Set(edges.map(({ from_fold: fold }) => fold));
  return (
    edges.every(({ from_fold: one, to_fold: other }) => one === other) &&
    coversAll(folds, from) &&
    coversAll(folds, to)
  );
}

/** The folds that each edge of a pair of nodes is drawn at: null at both ends where it concerns all of them. */
function drawnFolds(edges: readonly GraphEdge[], from: GraphNode, to: GraphNode): GraphEdge[] {
  if (isFoldByFold(edges, from, to))
    return edges.map((edge) => ({ ...edge, from_fold: null, to_fold: null }));
  const atSource = joined(edges, 'from_fold', from);
  const sources = edges.map((edge) => atSource.get(edge) ?? edge);
  const atTarget = joined(sources, 'to_fold', to);
  return sources.map((edge) => atTarget.get(edge) ?? edge);
}

function lineOf(alike: readonly GraphEdge[], from: LineEnd, to: LineEnd): DrawnLine[] {
  const drawn = drawnFolds(alike, from.node, to.node);
  const rowOf = (end: LineEnd, fold: number | null): string | null =>
    fold === null ? null : (end.rowOfFold.get(fold) ?? null);
  const byRows = Map.groupBy(drawn, (edge) =>
    JSON.stringify([rowOf(from, edge.from_fold), rowOf(to, edge.to_fold)]),
  );
  return [...byRows.values()].flatMap((edges) => {
    const [first] = edges;
    if (first === undefined) return [];
    return {
      id: first.id,
      from: first.from,
      to: first.to,
      fromRow: rowOf(from, first.from_fold),
      toRow: rowOf(to, first.to_fold),
      kind: first.kind,
      inferred: first.inferred,
      inCycle: first.in_cycle,
      edges: edges.map(({ id }) => id),
    };
  });
}

/**
 * Lines for edges: those between the same ends that say the same are one. What concerns all folds meets the box, what doesn't meets the row of
 * its fold, if that is shown. A line is named by the first of its edges.
 */
export function drawnLines(edges: readonly GraphEdge[], ends: ReadonlyMap<string, LineEnd>): DrawnLine[] {
  const alike = Map.groupBy(edges, ({ from, to, kind, inferred, in_cycle: inCycle }) =>
    JSON.stringify([from, to, kind, inferred, inCycle]),
  );
  return [...alike.values()].flatMap((group) => {
    const from = ends.get(group[0]?.from ?? '');
    const to = ends.get(group[0]?.to ?? '');
    return from === undefined || to === undefined ? [] : lineOf(group, from, to);
  });
}
