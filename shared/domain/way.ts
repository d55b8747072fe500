/**
 * The way of the data through one pipeline: which operator took what another one gave. A record's chain
 * path is its name, not its history, so the way is derived from the execution trace and the records' fields.
 * Plain values, so that it can cross the contract.
 */
import type { ArtifactItem, TraceStep } from './manifest.ts';

/** What deriving the way needs of a record. */
export type WayItem = Pick<
  ArtifactItem,
  | 'position'
  | 'shape'
  | 'artifactId'
  | 'chainPath'
  | 'sourceIndex'
  | 'branchPath'
  | 'stepIndex'
  | 'substepIndex'
  | 'foldId'
  | 'artifactType'
  | 'className'
  | 'dependsOn'
>;

/** What deriving the way needs of a step of the trace. */
export type WayStep = Omit<
  TraceStep,
  'branchName' | 'producesBranches' | 'sourceCount' | 'durationMs' | 'shapes'
>;

/**
 * What a node does on the way:
 * `features` changes spectra (or which samples there are), and later steps get the result;
 * `target` changes the target; `splitter` makes folds; `model` and `meta` are trained; `structure` is a branch, a
 * merge, or a step of which nothing more is known.
 * Features pass through `features`, and through branches and merges; everything else is a leaf of their tree.
 */
export const WAY_ROLES = ['features', 'target', 'splitter', 'model', 'meta', 'structure'] as const;

/** See {@link WAY_ROLES}. */
export type WayRole = (typeof WAY_ROLES)[number];

/**
 * How a node hangs on its parent:
 * `feeds` the parent's output is the node's input (out of a model, which only merges take: predictions);
 * `follows` the node comes after the parent and takes no part in what features become: target encoders,
 * splitters, meta-models, steps of which nothing is known;
 * `depends` a meta-model's written `depends_on`.
 */
export type WayEdgeKind = 'feeds' | 'follows' | 'depends';

/** An edge, kept at its lower end. */
export interface WayParent {
  /** Id of the parent. Lower than the child's own id, but for `depends`, which is what somebody wrote: it may even form cycles. */
  readonly node: number;
  readonly kind: WayEdgeKind;
  /** Concluded, more than by the rule that branches continue the steps before them: one end, or their order, is not written. */
  readonly inferred: boolean;
}

/** One operator at one place of the pipeline, with all folds of what it stored. */
export interface WayNode {
  /** Index in {@link Way.nodes}, which is in the order of the pipeline: by step, then as they ran. */
  readonly id: number;
  /** Counts from 1; null where a record names none. */
  readonly stepIndex: number | null;
  readonly branchPath: readonly number[];
  /** The records' own substep, else the trace's position in the branch's list of operators. */
  readonly substep: number | null;
  /** Input source; null where the operator takes all of them, or nothing says which. */
  readonly source: number | null;
  readonly role: WayRole;
  /** Class to show: the records' own, else the trace's. Empty where neither names one. */
  readonly operatorClass: string;
  /** The trace's type, else the one that fits the artifact type (`transform`, `model`, ...); empty where unknown. */
  readonly operatorType: string;
  /** The trace's configuration; of a step with several operators this operator's part, where it is clear which. Null where nothing was said. */
  readonly operatorConfig: unknown;
  /** Order in the trace; null for a node made from records alone. */
  readonly traceOrdinal: number | null;
  /** Positions of its records in the manifest's list, in fold order; empty where the step stored nothing. */
  readonly records: readonly number[];
  /** `feeds` and `follows` by id, then `depends` as written. A list may be shared between nodes. */
  readonly parents: readonly WayParent[];
  /** The node, or its place or role, is concluded and not written. */
  readonly inferred: boolean;
}

/** The way of the data through one pipeline. */
export interface Way {
  readonly nodes: readonly WayNode[];
  /** Whether there was an execution trace. Without one, steps that stored nothing are not known. */
  readonly traced: boolean;
  /** Whether any node is inferred. */
  readonly inferred: boolean;
  /** Its nodes have nothing to do with each other; else not there. */
  readonly isLoose?: true;
}

/**
 * What a group of nodes is on a record's way: `way` what the features went through; `side` a target encoder or a splitter
 * that came before; `inputs` the models that a meta-model or a merge of predictions takes; `end` the record's own node.
 */
export const WAY_GROUP_KINDS = ['way', 'side', 'inputs', 'end'] as const;

/** See {@link WAY_GROUP_KINDS}. */
export type WayGroupKind = (typeof WAY_GROUP_KINDS)[number];

/** Nodes that stand beside each other on a record's way. */
export interface WayGroup {
  /** Ids, ascending; never empty. */
  readonly nodes: readonly number[];
  readonly kind: WayGroupKind;
}

/** The history of one record, from the first step to its own node, which is the last group. */
export interface WayLine {
  /** The record's node. */
  readonly node: number;
  readonly groups: readonly WayGroup[];
}
