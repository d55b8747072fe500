/**
 * What the records of a pipeline were fitted on, by the derived way: a model on what the transformers before it gave, and on
 * the target as encoders before it left it. Nobody writes this down: `depends_on` stands on meta-models alone.
 */
import type { Way, WayNode } from '../../../shared/domain/way.ts';

const startsWith = (path: readonly number[], start: readonly number[]): boolean =>
  start.length <= path.length && start.every((index, at) => index === path[at]);

const isFitted = ({ role }: WayNode): boolean => role === 'model' || role === 'meta';

/** The nearest nodes that feed a node and stored something; those that stored nothing are looked through. */
function feedersOf(way: Way, own: WayNode, known: Map<number, ReadonlySet<number>>): ReadonlySet<number> {
  const before = known.get(own.id);
  if (before !== undefined) return before;
  const feeders = new Set<number>();
  for (const { node, kind } of own.parents) {
    const parent = way.nodes[node];
    // Parents that feed have lower ids, so that this ends.
    if (kind !== 'feeds' || parent === undefined || node >= own.id) continue;
    if (parent.records.length > 0) feeders.add(node);
    else for (const further of known.get(node) ?? []) feeders.add(further);
  }
  known.set(own.id, feeders);
  return feeders;
}

/** For each node, the nodes that its records were fitted on directly, ascending. */
export function neededNodes(way: Way): (readonly number[])[] {
  const known = new Map<number, ReadonlySet<number>>();
  const encoders: WayNode[] = [];
  return way.nodes.map((node) => {
    const needed = new Set(feedersOf(way, node, known));
    if (isFitted(node)) {
      for (const { id, branchPath } of encoders) if (startsWith(node.branchPath, branchPath)) needed.add(id);
    }
    if (node.role === 'target' && node.records.length > 0 && !way.isLoose) encoders.push(node);
    return node.records.length === 0 ? [] : [...needed].sort((one, other) => one - other);
  });
}

/**
 * Which of a node's records go with a fold of the other end of an edge: the same fold where there is one, else all.
 * What takes the predictions of a model takes those of all its folds.
 */
export function recordsWithFold(
  node: WayNode,
  fold: number | null,
  foldOf: (position: number) => number | null,
  producer: WayNode,
): readonly number[] {
  if (fold === null || isFitted(producer)) return node.records;
  const same = node.records.filter((position) => foldOf(position) === fold);
  return same.length === 0 ? node.records : same;
}
