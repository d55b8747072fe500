import type { Way, WayNode } from '../../../shared/domain/way.ts';

/** Where a node stands when the way is drawn as a tree. */
export interface TreePlace {
  /** Lower than the node's own id, so that there are no circles; null at the top. */
  readonly parent: number | null;
  /** What it takes, where that is more than what it stands under: several nodes, or what `depends_on` names. */
  readonly inputs: readonly number[];
  /** Whether the inputs are what `depends_on` names. */
  readonly depends: boolean;
}

const NONE: readonly number[] = [];

/** The last node that is above all of some nodes, or one of them. Parents have lower ids, so the higher one goes up. */
function meet(nodes: readonly number[], parentOf: (node: number) => number): number {
  let meeting = nodes[0] ?? -1;
  for (let other of nodes) {
    while (meeting !== other) {
      if (meeting > other) meeting = parentOf(meeting);
      else other = parentOf(other);
    }
  }
  return meeting;
}

/** Ids of the nodes whose output a node gets, or that come before it. Lists of parents are shared between nodes: each is looked at once. */
function feedersOf(
  known: Map<WayNode['parents'], readonly number[]>,
  { parents, id }: WayNode,
): readonly number[] {
  const before = known.get(parents);
  if (before !== undefined) return before;
  const feeders = parents.filter(({ kind, node }) => kind !== 'depends' && node < id).map(({ node }) => node);
  known.set(parents, feeders);
  return feeders;
}

/**
 * Draws the way as a tree: a node stands under the one that feeds it; one that several feed, under the last node that leads
 * to all of them; a meta-model likewise, by what its `depends_on` names.
 */
export function treeOf({ nodes }: Way): TreePlace[] {
  const known = new Map<WayNode['parents'], readonly number[]>();
  const meetings = new Map<readonly number[], number>();
  const up: number[] = [];
  const parentOf = (node: number): number => up[node] ?? -1;
  for (const node of nodes) {
    const feeders = feedersOf(known, node);
    let meeting = meetings.get(feeders);
    if (meeting === undefined) meetings.set(feeders, (meeting = meet(feeders, parentOf)));
    up.push(meeting);
  }
  const features = [...up];
  return nodes.map((node): TreePlace => {
    const feeders = feedersOf(known, node);
    const named = [
      ...new Set(node.parents.filter(({ kind }) => kind === 'depends').map((parent) => parent.node)),
    ];
    const own = features[node.id] ?? -1;
    if (named.length === 0) {
      return { parent: own < 0 ? null : own, inputs: feeders.length > 1 ? feeders : NONE, depends: false };
    }
    const meeting = meet(named, (id) => features[id] ?? -1);
    // What somebody wrote may lead to later nodes, or in a circle.
    const parent = meeting < node.id ? meeting : own;
    return { parent: parent < 0 ? null : parent, inputs: named, depends: true };
  });
}
