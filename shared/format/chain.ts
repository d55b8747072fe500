import { branchMatches, printBranchPath } from './branch-path.ts';
import type { BranchPath } from './branch-path.ts';
import type { Chain, ChainGroup, ChainNode } from './chain-node.ts';

export { branchMatches } from './branch-path.ts';
export { chainHash } from './chain-hash.ts';
export { parseChain } from './chain-parse.ts';
export type { Chain, ChainGroup, ChainNode } from './chain-node.ts';
export type { ChainError } from './chain-parse.ts';
export { chainSegments, chainText } from './chain-text.ts';

/** A node as the library writes it: qualifiers in the order br, src, sub, brackets only where there are any. */
export function printNode(
  node: Pick<ChainNode, 'step' | 'label' | 'branchPath' | 'source' | 'substep'>,
): string {
  const qualifiers: string[] = [];
  if (node.branchPath.length > 0) qualifiers.push(`br=${printBranchPath(node.branchPath)}`);
  if (node.source !== null) qualifiers.push(`src=${node.source}`);
  if (node.substep !== null) qualifiers.push(`sub=${node.substep}`);
  const brackets = qualifiers.length > 0 ? `[${qualifiers.join(',')}]` : '';
  return `s${node.step}.${node.label}${brackets}`;
}

function printGroup(group: ChainGroup): string {
  return group.map(printNode).join('+');
}

/** The exact inverse of `parseChain`: what was parsed prints back character by character. */
export function printChain(chain: Chain): string {
  return chain.groups.map(printGroup).join('>');
}

/** The operators that the chain ends with: all of them, where parallel ones were joined by `+`. */
export function lastNodes(chain: Chain): ChainGroup {
  return chain.groups.at(-1) ?? [];
}

/** Whether `chain` starts with the groups of `prefix`. Whole groups: `s1.PLS` is no prefix of `s1.PLSRegression`. */
export function isChainPrefix(prefix: Chain, chain: Chain): boolean {
  return prefix.groups.every((group, index) => {
    const other = chain.groups[index];
    return other !== undefined && printGroup(group) === printGroup(other);
  });
}

/** The nodes of a chain that belong to a branch, in their groups; groups with none are left out, so all may be. */
export function filterByBranch(chain: Chain, target: BranchPath): Chain {
  const groups = chain.groups.map((group) => group.filter((node) => branchMatches(node.branchPath, target)));
  return { groups: groups.filter((group) => group.length > 0) };
}
