import type { GraphEdge, GraphNode, OperatorGraph } from '../../../shared/api/graph/graph.ts';

/** As many ways are told in words; there may be more than anybody could read. */
const MOST_WAYS = 100;

/** All ways from one node to another, in the direction of the edges. */
export interface Ways {
  readonly from: GraphNode;
  readonly to: GraphNode;
  /** What lies on them, and nothing else. */
  readonly graph: OperatorGraph;
  /** Nodes of each, from end to end; the first of them where there are very many. */
  readonly ways: readonly (readonly GraphNode[])[];
  readonly hasMore: boolean;
}

type Neighbours = ReadonlyMap<string, readonly GraphEdge[]>;

function reached(start: string, edges: Neighbours, farEnd: (edge: GraphEdge) => string): Set<string> {
  const seen = new Set([start]);
  // A set goes on over what is added meanwhile.
  for (const id of seen) for (const edge of edges.get(id) ?? []) seen.add(farEnd(edge));
  return seen;
}

/** Goes depth first over what leads to the end, so that no step is in vain; a circle is not gone through twice. */
function listed(
  from: string,
  to: string,
  next: (id: string) => readonly string[],
): { readonly ways: string[][]; readonly hasMore: boolean } {
  const ways: string[][] = [];
  const open: { readonly id: string; readonly rest: string[] }[] = [{ id: from, rest: [...next(from)] }];
  const on = new Set([from]);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const id = top.rest.shift();
    if (id === undefined) {
      on.delete(top.id);
      open.pop();
    } else if (id === to) {
      if (ways.length === MOST_WAYS) return { ways, hasMore: true };
      ways.push([...open.map((one) => one.id), to]);
    } else if (!on.has(id)) {
      on.add(id);
      open.push({ id, rest: [...next(id)] });
    }
  }
  return { ways, hasMore: false };
}

/** The ways between two nodes, whichever of them is needed by the other; null where there are none, or one of the nodes is not there. */
export function waysBetween(graph: OperatorGraph, one: string, other: string): Ways | null {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const leaving = Map.groupBy(graph.edges, ({ from }) => from);
  const arriving = Map.groupBy(graph.edges, ({ to }) => to);
  for (const [start, end] of [
    [one, other],
    [other, one],
  ] as const) {
    const [from, to] = [nodes.get(start), nodes.get(end)];
    if (from === undefined || to === undefined || from === to) return null;
    const after = reached(start, leaving, (edge) => edge.to);
    if (!after.has(end)) continue;
    const before = reached(end, arriving, (edge) => edge.from);
    const isOn = (id: string): boolean => after.has(id) && before.has(id);
    const edges = graph.edges.filter((edge) => isOn(edge.from) && isOn(edge.to));
    const follow = Map.groupBy(edges, (edge) => edge.from);
    const next = (id: string): string[] => [...new Set((follow.get(id) ?? []).map((edge) => edge.to))];
    const { ways, hasMore } = listed(start, end, next);
    return {
      from,
      to,
      graph: { ...graph, nodes: graph.nodes.filter(({ id }) => isOn(id)), edges },
      ways: ways.map((way) => way.flatMap((id) => nodes.get(id) ?? [])),
      hasMore,
    };
  }
  return null;
}
