import type { SizeNode } from '../../../shared/api/workspace/sizes.ts';

/** The nodes of a division with what lies below each. */
export interface SizeTree {
  readonly byId: ReadonlyMap<string, SizeNode>;
  /** By the id of the parent, null for the top; in the order of the core: larger ones first. */
  readonly children: ReadonlyMap<string | null, readonly SizeNode[]>;
}

const NO_NODES: readonly SizeNode[] = [];

/** Puts the nodes of an answer into a tree. */
export function sizeTree(nodes: readonly SizeNode[]): SizeTree {
  return {
    byId: new Map(nodes.map((node) => [node.id, node])),
    children: Map.groupBy(nodes, ({ parent }) => parent),
  };
}

/** What lies right below a node, or at the top. */
export function below(tree: SizeTree, id: string | null): readonly SizeNode[] {
  return tree.children.get(id) ?? NO_NODES;
}

/** A node and all above it, from the top. */
export function pathTo(tree: SizeTree, id: string | null): readonly SizeNode[] {
  const path: SizeNode[] = [];
  for (let node = id === null ? undefined : tree.byId.get(id); node !== undefined;) {
    path.unshift(node);
    node = node.parent === null ? undefined : tree.byId.get(node.parent);
  }
  return path;
}
