import { printBranchPath } from './branch-path.ts';
import type { Chain, ChainGroup, ChainNode } from './chain-node.ts';

/** One place of the line that people read: a name, and what tells it apart from its neighbours. */
export interface ChainSegment {
  /** `PLSRegression`, or `PLSRegression +2` for three parallel inputs of a meta-model. */
  readonly name: string;
  /** `br 0`, `src 1`, `sub 2`, without those that the place before has too; none for parallel inputs. */
  readonly qualifiers: readonly string[];
}

/** A label for people: `y_` and `Meta_` are left out, since a mark or the type says it. */
export function nodeName(node: ChainNode): string {
  return node.kind === 'target' || node.kind === 'meta' ? (node.classes[0] ?? node.label) : node.label;
}

function qualifiersOf(group: ChainGroup): string[] {
  const [node] = group;
  if (node === undefined || group.length > 1) return [];
  const texts: string[] = [];
  if (node.branchPath.length > 0) texts.push(`br ${printBranchPath(node.branchPath)}`);
  if (node.source !== null) texts.push(`src ${node.source}`);
  if (node.substep !== null) texts.push(`sub ${node.substep}`);
  return texts;
}

function segmentName(group: ChainGroup): string {
  const name = group[0] === undefined ? '' : nodeName(group[0]);
  return group.length > 1 ? `${name} +${group.length - 1}` : name;
}

/** A chain as the places of one line. People tell chains apart by their ends, so a view drops the middle first. */
export function chainSegments(chain: Chain): ChainSegment[] {
  return chain.groups.map((group, index) => {
    const before = new Set(qualifiersOf(chain.groups[index - 1] ?? []));
    return { name: segmentName(group), qualifiers: qualifiersOf(group).filter((text) => !before.has(text)) };
  });
}

/** A chain in one line for people: `MinMaxScaler › SNV br 0 › PLSRegression sub 1`. Not a path: it can't be read back. */
export function chainText(chain: Chain): string {
  return chainSegments(chain)
    .map((segment) => [segment.name, ...segment.qualifiers].join(' '))
    .join(' › ');
}
