import type { BranchPath } from './branch-path.ts';
import type { LabelParts } from './chain-label.ts';

/** One operator of a chain: `s3.PLSRegression[br=0.1,src=0,sub=1]`. */
export interface ChainNode extends LabelParts {
  /** Counts from 1. */
  readonly step: number;
  /** The text between the step and the qualifiers, as written: the hash depends on every character. */
  readonly label: string;
  /** Empty on the trunk. */
  readonly branchPath: BranchPath;
  /** The input source; null where the node does not say. */
  readonly source: number | null;
  /** Tells several operators of one step apart; -1 is a splitter inside a metadata partition. */
  readonly substep: number | null;
}

/** Nodes side by side: one, or the parallel inputs of a meta-model joined by `+`. Never empty. */
export type ChainGroup = readonly ChainNode[];

/**
 * The operators that led to an artifact, oldest first. It need not name all of them: nirs4all leaves out the steps
 * before a branch, and inside a branch it often repeats the last operator.
 */
export interface Chain {
  /** Never empty in a chain that was parsed. */
  readonly groups: readonly ChainGroup[];
}
