import type { GraphEdge, GraphNode, GraphParameter, OperatorGraph } from '../../api/graph/graph.ts';
import { matchNodes } from './match-nodes.ts';

/** Which of two graphs something is in. */
export type ComparedSide = 'both' | 'left' | 'right';

/** A parameter that two operators of the same class have differently. */
export interface ChangedParameter {
  readonly name: string;
  /** As JSON; null where it is not written. */
  readonly left: string | null;
  readonly right: string | null;
}

/** What is known of a node of a comparison. */
export interface ComparedNode {
  readonly side: ComparedSide;
  readonly left: GraphNode | null;
  readonly right: GraphNode | null;
  /** What differs between the two sides of a node that both have. */
  readonly changed: readonly ('class' | 'parameters')[];
  /** Empty unless parameters are what changed. */
  readonly parameters: readonly ChangedParameter[];
}

/** Two graphs in one, to be drawn as any other, and what is in which. */
export interface Comparison {
  /** Nodes of both sides as the left has them, then those that only the right has. */
  readonly graph: OperatorGraph;
  readonly nodes: ReadonlyMap<string, ComparedNode>;
  readonly edges: ReadonlyMap<string, ComparedSide>;
}

const UNCHANGED = { changed: [], parameters: [] } as const;

const byName = (parameters: readonly GraphParameter[]): ReadonlyMap<string, string> =>
  new Map(parameters.map(({ name, value }) => [name, value]));

/** Parameters that differ, in the order of the left, then those that only the right has; none where one side's are not known. */
function changedParameters(left: GraphNode, right: GraphNode): readonly ChangedParameter[] {
  if (left.parameters === null || right.parameters === null) return [];
  const [own, other] = [byName(left.parameters), byName(right.parameters)];
  return [...new Set([...own.keys(), ...other.keys()])]
    .map((name) => ({ name, left: own.get(name) ?? null, right: other.get(name) ?? null }))
    .filter((one) => one.left !== one.right);
}

function changes(left: GraphNode, right: GraphNode): Pick<ComparedNode, 'changed' | 'parameters'> {
  if (left.label !== right.label) return { changed: ['class'], parameters: [] };
  const parameters = changedParameters(left, right);
  return { changed: parameters.length === 0 ? [] : ['parameters'], parameters };
}

/** What an edge says, apart from its id. */
function edgeKey(
  from: string,
  to: string,
  { kind, from_fold: fromFold, to_fold: toFold }: GraphEdge,
): string {
  return JSON.stringify([from, to, kind, fromFold, toFold]);
}

/** Compares two pipelines in one graph: what both have, what only one has, and what has changed. */
export function compareGraphs(left: OperatorGraph, right: OperatorGraph): Comparison {
  const matches = matchNodes(left, right);
  const matched = new Set(matches.values());
  const nodes = new Map<string, ComparedNode>();
  const drawn: GraphNode[] = [];
  const idOfLeft = new Map(left.nodes.map((node) => [node.id, `left:${node.id}`]));
  const idOfRight = new Map(right.nodes.map((node) => [node.id, `right:${node.id}`]));
  for (const node of left.nodes) {
    const other = matches.get(node) ?? null;
    const id = idOfLeft.get(node.id) ?? '';
    if (other !== null) idOfRight.set(other.id, id);
    drawn.push({ ...node, id });
    nodes.set(id, {
      side: other === null ? 'left' : 'both',
      left: node,
      right: other,
      ...(other === null ? UNCHANGED : changes(node, other)),
    });
  }
  for (const node of right.nodes) {
    if (matched.has(node)) continue;
    const id = idOfRight.get(node.id) ?? '';
    drawn.push({ ...node, id });
    nodes.set(id, { side: 'right', left: null, right: node, ...UNCHANGED });
  }
  const edges = new Map<string, GraphEdge>();
  const sides = new Map<string, ComparedSide>();
  const add = (all: readonly GraphEdge[], ids: ReadonlyMap<string, string>, side: 'left' | 'right'): void => {
    for (const edge of all) {
      const [from, to] = [ids.get(edge.from), ids.get(edge.to)];
      if (from === undefined || to === undefined) continue;
      const key = edgeKey(from, to, edge);
      const same = edges.get(key);
      if (same === undefined) {
        edges.set(key, { ...edge, id: key, from, to });
        sides.set(key, side);
      } else if (sides.get(key) !== side) sides.set(key, 'both');
    }
  };
  add(left.edges, idOfLeft, 'left');
  add(right.edges, idOfRight, 'right');
  return {
    graph: {
      content: JSON.stringify([left.content, right.content]),
      nodes: drawn,
      edges: [...edges.values()],
      cycles: [],
      whole: left.whole && right.whole,
      traced: left.traced && right.traced,
      untraced: left.untraced ?? right.untraced,
    },
    nodes,
    edges: sides,
  };
}
