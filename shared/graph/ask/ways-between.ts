import type { GraphEdge, GraphNode, OperatorGraph } from '../../api/graph/graph.ts';
import { reachable } from '../model/in-scope.ts';
import { placeText, titleOf } from '../model/node-text.ts';

/** All ways from one node to another. */
export interface WaysBetween {
  /** Where they begin and end: the nodes asked for, in the order in which edges lead. */
  readonly from: string;
  readonly to: string;
  /** All that lies on some way, and nothing else, in the order of the graph. */
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
  /** The ways themselves as the ids along them, the shortest first, at most as many as were asked for. */
  readonly ways: readonly (readonly string[])[];
  /** Whether there are more. */
  readonly hasMore: boolean;
}

/** Ways are looked for in so many steps at most: in circles there may be very many that lead nowhere. */
const MOST_STEPS = 200_000;

/** How many edges each node is away from the end. */
function distances(edges: readonly GraphEdge[], to: string): Map<string, number> {
  const before = Map.groupBy(edges, (edge) => edge.to);
  const found = new Map([[to, 0]]);
  const queue = [to];
  for (let at = 0; at < queue.length; at++) {
    const id = queue[at] ?? '';
    for (const { from } of before.get(id) ?? []) {
      if (found.has(from)) continue;
      found.set(from, (found.get(id) ?? 0) + 1);
      queue.push(from);
    }
  }
  return found;
}

/** Goes along edges, first to where the end is near, so that the first way is a shortest one. No way meets a node twice. */
function listWays(
  next: ReadonlyMap<string, readonly string[]>,
  from: string,
  to: string,
  most: number,
): { ways: string[][]; hasMore: boolean } {
  const ways: string[][] = [];
  const way = [from];
  const onWay = new Set(way);
  const at = [0];
  for (let steps = 0; way.length > 0; steps++) {
    const last = at.length - 1;
    const id = next.get(way[last] ?? '')?.[at[last] ?? 0];
    at[last] = (at[last] ?? 0) + 1;
    if (id === undefined) {
      at.pop();
      onWay.delete(way.pop() ?? '');
    } else if (id === to) {
      if (ways.length === most) return { ways, hasMore: true };
      ways.push([...way, id]);
    } else if (!onWay.has(id)) {
      way.push(id);
      onWay.add(id);
      at.push(0);
    }
    if (steps > MOST_STEPS + most * next.size) return { ways, hasMore: true };
  }
  return { ways, hasMore: false };
}

function directed(
  { nodes, edges }: OperatorGraph,
  from: string,
  to: string,
  most: number,
): WaysBetween | null {
  const after = reachable(edges, [from], null, 'down');
  const before = reachable(edges, [to], null, 'up');
  if (!after.has(to)) return null;
  const between = nodes.map(({ id }) => id).filter((id) => after.has(id) && before.has(id));
  const ids = new Set(between);
  const along = edges.filter(
    (edge) => ids.has(edge.from) && ids.has(edge.to) && edge.from !== to && edge.to !== from,
  );
  const near = distances(along, to);
  const next = new Map(
    [...Map.groupBy(along, (edge) => edge.from)].map(([id, out]) => {
      const targets = [...new Set(out.map((edge) => edge.to))];
      return [id, targets.sort((x, y) => (near.get(x) ?? 0) - (near.get(y) ?? 0))];
    }),
  );
  const { ways, hasMore } = listWays(next, from, to, most);
  ways.sort((x, y) => x.length - y.length);
  return { from, to, nodes: between, edges: along.map(({ id }) => id), ways, hasMore };
}

/** All ways between two nodes, in whichever direction edges lead; null where none does. `most` ways are listed. */
export function waysBetween(
  graph: OperatorGraph,
  one: string,
  other: string,
  most: number,
): WaysBetween | null {
  const ids = new Set(graph.nodes.map(({ id }) => id));
  if (one === other || !ids.has(one) || !ids.has(other)) return null;
  return directed(graph, one, other, most) ?? directed(graph, other, one, most);
}

/** A way in words: `SNV br 0 → PLSRegression br 0 → Ridge`. */
export function wayWords(nodes: ReadonlyMap<string, GraphNode>, way: readonly string[]): string {
  return way
    .map((id) => {
      const node = nodes.get(id);
      return node === undefined
        ? id
        : [titleOf(node), placeText(node)].filter((text) => text !== '').join(' ');
    })
    .join(' → ');
}
