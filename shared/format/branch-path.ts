/**
 * A branch path: the branch taken at each fork, from the outermost inwards, counted from 0. The trunk is the
 * empty path. Chains and the command line write it with dots (`0.1`), manifests as a list.
 */
export type BranchPath = readonly number[];

const BRANCH_PATH = /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*$/;

/** `[0, 1]` as `0.1`; the trunk as an empty text. */
export function printBranchPath(path: BranchPath): string {
  return path.join('.');
}

/** The inverse of {@link printBranchPath}; null for what it would not print (`00`, `1.`, ` 1`). */
export function parseBranchPath(text: string): number[] | null {
  if (text === '') return [];
  if (!BRANCH_PATH.test(text)) return null;
  const path = text.split('.').map(Number);
  return path.every(Number.isSafeInteger) ? path : null;
}

/** Whether `path` begins with `prefix`; every path begins with itself and with the trunk. */
export function isBranchPrefix(prefix: BranchPath, path: BranchPath): boolean {
  return prefix.length <= path.length && prefix.every((branch, index) => path[index] === branch);
}

/**
 * Whether a node belongs to a branch: a node without a branch path belongs to every branch, otherwise its path
 * must equal the target's or be a prefix of it.
 */
export function branchMatches(nodePath: BranchPath, targetPath: BranchPath): boolean {
  return isBranchPrefix(nodePath, targetPath);
}
