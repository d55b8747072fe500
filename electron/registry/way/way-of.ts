import type { Way, WayGroup, WayLine, WayNode } from '../../../shared/domain/way.ts';

/** Whether a branch is another one, or around it. */
export function isPrefix(prefix: readonly number[], path: readonly number[]): boolean {
  return prefix.length <= path.length && prefix.every((index, at) => index === path[at]);
}

/**
 * Every node that features went through on their way to `own`, with how many of its own step they went through after it
 * at most. Ids are in the order of the pipeline and those of `feeds` and `follows` parents are lower than the child's,
 * so going down through the ids meets each node after all nodes that it feeds.
 */
function ancestors(way: Way, own: WayNode): Map<number, number> {
  const levels = new Map<number, number>([[own.id, 0]]);
  for (let id = own.id; id >= 0; id--) {
    const here = levels.get(id);
    const child = way.nodes[id];
    if (here === undefined || child === undefined) continue;
    for (const { node, kind } of child.parents) {
      if (kind === 'depends' || (kind === 'follows' && id !== own.id) || node >= id) continue;
      const level = way.nodes[node]?.stepIndex === child.stepIndex ? here + 1 : 0;
      levels.set(node, Math.max(levels.get(node) ?? 0, level));
    }
  }
  levels.delete(own.id);
  return levels;
}

/**
 * Ancestors in groups, by step. Inside branches, and of sources, operators of one step follow each other: those that
 * are equally far from the end of their step stand beside each other.
 */
function featureGroups(way: Way, own: WayNode): WayGroup[] {
  const groups = new Map<string, { step: number; level: number; nodes: number[] }>();
  for (const [node, level] of ancestors(way, own)) {
    const step = way.nodes[node]?.stepIndex ?? Infinity;
    const key = `${step} ${level}`;
    const group = groups.get(key) ?? { step, level, nodes: [] };
    groups.set(key, group);
    group.nodes.push(node);
  }
  return [...groups.values()]
    .sort((one, other) =>
      one.step === other.step ? other.level - one.level : one.step < other.step ? -1 : 1,
    )
    .map(({ nodes }): WayGroup => {
      const models = nodes.some((id) => way.nodes[id]?.role === 'model' || way.nodes[id]?.role === 'meta');
      return { nodes: nodes.sort((one, other) => one - other), kind: models ? 'inputs' : 'way' };
    });
}

/** Whether a node does nothing to the features: a target encoder or a splitter. */
export function isSide({ role }: WayNode): boolean {
  return role === 'target' || role === 'splitter';
}

/** Target encoders and splitters that came before, on the trunk or in a branch around the node. */
function sidesBefore(way: Way, own: WayNode): WayGroup[] {
  const sides: WayGroup[] = [];
  for (const node of way.nodes) {
    if (node.id >= own.id) break;
    if (isSide(node) && isPrefix(node.branchPath, own.branchPath)) {
      sides.push({ nodes: [node.id], kind: 'side' });
    }
  }
  return sides;
}

/** Puts each side before the first group that wholly came later. */
function withSides(groups: readonly WayGroup[], sides: readonly WayGroup[]): WayGroup[] {
  const merged: WayGroup[] = [];
  let next = 0;
  for (const group of groups) {
    const first = group.nodes[0] ?? Infinity;
    for (
      let side = sides[next];
      side !== undefined && (side.nodes[0] ?? Infinity) < first;
      side = sides[++next]
    ) {
      merged.push(side);
    }
    merged.push(group);
  }
  return [...merged, ...sides.slice(next)];
}

/** The history of a node: see {@link wayOf}. */
export function wayOfNode(way: Way, node: number): WayLine | null {
  const own = way.nodes[node];
  if (own === undefined) return null;
  const groups = withSides(featureGroups(way, own), way.isLoose ? [] : sidesBefore(way, own));
  const inputs = own.parents.filter(({ kind }) => kind === 'depends').map((parent) => parent.node);
  if (inputs.length > 0) {
    groups.push({ nodes: [...new Set(inputs)].sort((one, other) => one - other), kind: 'inputs' });
  }
  groups.push({ nodes: [own.id], kind: 'end' });
  return { node: own.id, groups };
}

/**
 * The history of one record, for the chain line and the inspector: the groups of nodes from the first step to the
 * record's own. Nodes that stand beside each other (sources, augmentations, branches that were merged) are one group. A
 * meta-model's written inputs are a group right before it; what those went through is their own history.
 * Null where the record is not in this pipeline.
 */
export function wayOf(way: Way, position: number): WayLine | null {
  const own = way.nodes.find(({ records }) => records.includes(position));
  return own === undefined ? null : wayOfNode(way, own.id);
}
