import type { OperatorGraph } from '../../api/graph/graph.ts';
import { MARK_WORDS, nodeType, type NodeType, TYPE_WORDS } from '../looks/node-looks.ts';
import { LINE_LOOKS, type LineKind } from '../looks/line-looks.ts';
import { detailOf, marksOf, titleOf } from '../model/node-text.ts';

/** A node as formats for other programs have it: all folds together. */
export interface PlainNode {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** Empty where it has none. */
  readonly type: string;
  readonly shape: NodeType;
  /** `0.1`; empty on the trunk. */
  readonly branch: string;
  readonly step: number | null;
  /** Words, apart by commas; empty where all is well. */
  readonly states: string;
}

/** An edge, or several that differ only in their folds. */
export interface PlainEdge {
  readonly from: string;
  readonly to: string;
  /** As the picture has it, and what it says by a frame: that a dataset holds a pipeline. */
  readonly kind: LineKind | 'holds';
  readonly words: string;
  /** Whether it matters which end is which. */
  readonly isDirected: boolean;
  readonly inferred: boolean;
  readonly inCycle: boolean;
}

/** A graph as formats for other programs have it: nodes with what is said of them, edges without folds. */
export interface PlainGraph {
  readonly nodes: readonly PlainNode[];
  readonly edges: readonly PlainEdge[];
}

/** Takes from a graph what formats for other programs can say. */
export function plainGraph({ nodes, edges }: OperatorGraph): PlainGraph {
  const cyclic = new Set(edges.filter((edge) => edge.in_cycle).flatMap(({ from, to }) => [from, to]));
  const plain = edges.map(({ from, to, kind, inferred, in_cycle: inCycle }) => ({
    from,
    to,
    kind,
    words: LINE_LOOKS[kind].words,
    isDirected: true,
    inferred,
    inCycle,
  }));
  return {
    nodes: nodes.map((node) => {
      const shape = nodeType(node);
      const type = node.kind === 'operator' ? (shape === 'none' ? '' : TYPE_WORDS[shape]) : node.kind;
      return {
        id: node.id,
        title: titleOf(node),
        detail: detailOf(node),
        type,
        shape,
        branch: node.branch.join('.'),
        step: node.step,
        states: marksOf(node, cyclic)
          .map((mark) => MARK_WORDS[mark])
          .join(', '),
      };
    }),
    edges: [...new Map(plain.map((edge) => [JSON.stringify(edge), edge])).values()],
  };
}
