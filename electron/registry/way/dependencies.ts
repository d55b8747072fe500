import type { WayItem, WayNode, WayParent } from '../../../shared/domain/way.ts';

/** A node by an artifact id. Where records of several nodes have the same id, it stands for the first. */
interface Target {
  readonly node: number;
  ambiguous: boolean;
}

function targetsByArtifact(
  items: readonly WayItem[],
  nodeOf: ReadonlyMap<number, number>,
): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const { artifactId, position } of items) {
    const node = nodeOf.get(position);
    if (artifactId === null || node === undefined) continue;
    const target = targets.get(artifactId);
    if (target === undefined) targets.set(artifactId, { node, ambiguous: false });
    else if (target.node !== node) target.ambiguous = true;
  }
  return targets;
}

/**
 * Adds what the records' `depends_on` name within the manifest, once a node (every fold of a meta-model names the same
 * records). An edge to the node itself is left out; cycles stay, since somebody wrote them. Ids that are not in this
 * manifest are the index's matter: it knows the rest of the dataset.
 */
export function dependencyParents(
  items: readonly WayItem[],
  nodes: readonly { readonly id: number; readonly records: readonly number[]; parents: WayNode['parents'] }[],
): void {
  if (items.every(({ dependsOn }) => dependsOn.length === 0)) return;
  const nodeOf = new Map<number, number>();
  for (const { id, records } of nodes) for (const position of records) nodeOf.set(position, id);
  const targets = targetsByArtifact(items, nodeOf);
  const found = new Map<number, Map<number, WayParent>>();
  for (const { position, dependsOn } of items) {
    const child = nodeOf.get(position);
    if (child === undefined) continue;
    for (const id of dependsOn) {
      const target = targets.get(id);
      if (target === undefined || target.node === child) continue;
      const edges = found.get(child) ?? new Map<number, WayParent>();
      found.set(child, edges);
      edges.set(target.node, { node: target.node, kind: 'depends', inferred: target.ambiguous });
    }
  }
  for (const node of nodes) {
    const edges = found.get(node.id);
    if (edges !== undefined) node.parents = [...node.parents, ...edges.values()];
  }
}
