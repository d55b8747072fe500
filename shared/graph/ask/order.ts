import type { GraphNode, OperatorGraph } from '../../api/graph/graph.ts';
import { components } from '../order/components.ts';
import { topological } from '../order/topological.ts';

/** Nodes in an order, and what has none. */
export interface GraphOrder {
  /** Ids of all nodes, each behind what leads to it; inside a circle by step. */
  readonly order: readonly string[];
  /** Circles: ids of nodes that all lead to each other, or of one that leads to itself. */
  readonly circles: readonly (readonly string[])[];
}

/** Orders a graph from what is needed to what needs it, at any depth. */
export function orderOf({ nodes, edges }: OperatorGraph): GraphOrder {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const indexOf = new Map(nodes.map((node, index) => [node, index]));
  const next = new Map<GraphNode, GraphNode[]>();
  const toThemselves = new Set<GraphNode>();
  for (const { from, to } of edges) {
    const [source, target] = [byId.get(from), byId.get(to)];
    if (source === undefined || target === undefined) continue;
    if (source === target) toThemselves.add(source);
    const known = next.get(source) ?? [];
    known.push(target);
    next.set(source, known);
  }
  const nextOf = (node: GraphNode): readonly GraphNode[] => next.get(node) ?? [];
  const compare = (one: GraphNode, other: GraphNode): number => {
    const [step, otherStep] = [one.step ?? Infinity, other.step ?? Infinity];
    return step === otherStep ? (indexOf.get(one) ?? 0) - (indexOf.get(other) ?? 0) : step - otherStep;
  };
  const found = components(nodes, nextOf);
  const circleOf = new Map(found.flatMap((circle, at) => circle.map((node) => [node, at] as const)));
  const forward = (node: GraphNode): GraphNode[] =>
    nextOf(node).filter((other) => circleOf.get(node) !== circleOf.get(other) || compare(node, other) < 0);
  const circles = found.filter(
    (circle) => circle.length > 1 || circle.some((node) => toThemselves.has(node)),
  );
  return {
    order: topological(nodes, forward, compare).map(({ id }) => id),
    circles: circles.map((circle) => circle.toSorted(compare).map(({ id }) => id)),
  };
}
