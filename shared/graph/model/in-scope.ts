import type { GraphEdge, GraphNode, OperatorGraph } from '../../api/graph/graph.ts';
import type { Direction, GraphChoices, Scope } from './choices.ts';

/** The part of a graph that is drawn. */
export interface ScopedGraph {
  readonly nodes: readonly GraphNode[];
  /** Those between nodes that are drawn, of kinds that are on. */
  readonly edges: readonly GraphEdge[];
  /** Those that one end of is drawn: what they lead to is a number at it. */
  readonly cut: readonly GraphEdge[];
}

function grouped(edges: readonly GraphEdge[], end: 'from' | 'to'): Map<string, GraphEdge[]> {
  return Map.groupBy(edges, (edge) => edge[end]);
}

/** The nodes that are at most so many edges away from some, these included; null for any number. */
export function reachable(
  edges: readonly GraphEdge[],
  starts: readonly string[],
  hops: number | null,
  direction: Direction,
): Set<string> {
  const found = new Set(starts);
  const spread = (edgesAt: ReadonlyMap<string, readonly GraphEdge[]>, end: 'from' | 'to'): void => {
    const seen = new Set(starts);
    let front = [...seen];
    for (let hop = 0; front.length > 0 && hop < (hops ?? Infinity); hop++) {
      const next = new Set<string>();
      for (const id of front) {
        for (const { [end]: other } of edgesAt.get(id) ?? []) if (!seen.has(other)) next.add(other);
      }
      for (const id of next) seen.add(id);
      front = [...next];
    }
    for (const id of seen) found.add(id);
  };
  if (direction !== 'down') spread(grouped(edges, 'to'), 'from');
  if (direction !== 'up') spread(grouped(edges, 'from'), 'to');
  return found;
}

/** Whether one of two branches holds the other, or is it. */
function isOnWay(one: readonly number[], other: readonly number[]): boolean {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((index, at) => index === other[at]);
}

function chosen(
  graph: OperatorGraph,
  edges: readonly GraphEdge[],
  scope: Scope,
): (node: GraphNode) => boolean {
  switch (scope.kind) {
    case 'all':
      return () => true;
    case 'branch':
      return ({ branch }) => isOnWay(branch, scope.branch);
    case 'around': {
      const known = new Set(graph.nodes.map(({ id }) => id));
      const starts = scope.nodes.filter((id) => known.has(id));
      const near = reachable(edges, starts, scope.hops, scope.direction);
      return ({ id }) => near.has(id);
    }
  }
}

/** Takes the part of a graph that choices name, in the order of the graph. */
export function inScope(graph: OperatorGraph, choices: GraphChoices): ScopedGraph {
  const { files, kinds, scope } = choices;
  const shown = graph.nodes.filter(({ kind }) => files || kind !== 'file');
  const shownIds = new Set(shown.map(({ id }) => id));
  const on = graph.edges.filter(
    ({ kind, from, to }) => kinds.includes(kind) && shownIds.has(from) && shownIds.has(to),
  );
  const nodes = shown.filter(chosen(graph, on, scope));
  const ids = new Set(nodes.map(({ id }) => id));
  return {
    nodes,
    edges: on.filter(({ from, to }) => ids.has(from) && ids.has(to)),
    cut: on.filter(({ from, to }) => ids.has(from) !== ids.has(to)),
  };
}
