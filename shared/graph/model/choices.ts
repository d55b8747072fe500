import type { GraphEdge } from '../../api/graph/graph.ts';

/** What an edge says; see `graphEdgeKind`. */
export type EdgeKind = GraphEdge['kind'];

/** Which way to go from a node: to what it needs, to what needs it, or both. */
export type Direction = 'up' | 'down' | 'both';

/** Which part of a graph is drawn. */
export type Scope =
  | { readonly kind: 'all' }
  /** What is at most so many edges from one of some nodes; `hops` null for any number. */
  | {
      readonly kind: 'around';
      readonly nodes: readonly string[];
      readonly hops: number | null;
      readonly direction: Direction;
    }
  /** What stands in a branch, in those within it, and in those around it. */
  | { readonly kind: 'branch'; readonly branch: readonly number[] };

/** What of a graph is drawn, and how. Plain values, so that it can lie in an address and go to a worker. */
export interface GraphChoices {
  readonly scope: Scope;
  /** Nodes whose folds have a row each. */
  readonly open: readonly string[] | 'all';
  /** Whether stored files are nodes of their own. */
  readonly files: boolean;
  /** Which edges are drawn. */
  readonly kinds: readonly EdgeKind[];
}

/** All kinds of edges, in the order of a legend. */
export const EDGE_KINDS: readonly EdgeKind[] = ['feeds', 'follows', 'depends', 'source', 'file'];

/** The whole pipeline with its folds together, without files. */
export const PLAIN_CHOICES: GraphChoices = {
  scope: { kind: 'all' },
  open: [],
  files: false,
  kinds: EDGE_KINDS,
};
