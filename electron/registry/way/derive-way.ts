import type { Way, WayItem, WayNode, WayParent, WayStep } from '../../../shared/domain/way.ts';
import { dependencyParents } from './dependencies.ts';
import { BranchHeads } from './branch-heads.ts';
import { branchKey, foldedAtTheEnd, groupRecords, type RecordGroup } from './group-records.ts';
import {
  configOf,
  displayClass,
  isSequence,
  mergeTakes,
  parallelParts,
  type ParallelPart,
} from './operator-config.ts';
import { carriesFeatures, roleOf, typeOfArtifact } from './role.ts';
import { type Block, lanesOf, sequence } from './sequence.ts';

type MutableNode = { -readonly [Key in keyof WayNode]: WayNode[Key] };

/** A node before it has its parents, and what it does to the front. */
interface Draft {
  readonly node: MutableNode;
  /** Features pass through it. */
  readonly carries: boolean;
}

/** Which operators of a lane run one after the other: `path` counts the lanes beside each other. */
interface Arrangement {
  readonly parts: readonly (ParallelPart | null)[];
  readonly paths: readonly number[];
  readonly guessed: boolean;
}

function byFold(one: WayItem, other: WayItem): number {
  return (one.foldId ?? -1) - (other.foldId ?? -1) || one.position - other.position;
}

function positionsOf({ items }: RecordGroup): number[] {
  const inOrder = items.length > 1 ? items.toSorted(byFold) : items;
  return inOrder.map(({ position }) => position);
}

/**
 * How the operators of one lane of a step stand to each other.
 * A list, and a branch over sources, run theirs one after the other. Augmentation and concatenation run the entries of
 * their list beside each other; their configuration tells entries that are lists themselves, if its classes are the
 * records' in order. Several operators of any other step are one operator on several inputs, or models: beside each other.
 */
function arrange(lane: readonly RecordGroup[], step: WayStep | null): Arrangement {
  const none = lane.map(() => null);
  if (step !== null && isSequence(step)) return { parts: none, paths: lane.map(() => 0), guessed: false };
  const parts = step === null ? null : parallelParts(step);
  if (
    parts?.length === lane.length &&
    lane.every(({ first }, at) => first.className === parts[at]?.operatorClass)
  ) {
    return { parts, paths: parts.map(({ path }) => path), guessed: false };
  }
  // Only a trace says that a step had several inputs or entries.
  return {
    parts: none,
    paths: lane.map((_, at) => at),
    guessed: lane.length > 1 && (step === null || parts !== null),
  };
}

/**
 * Derives the way of the data through one pipeline from its records and its trace. Pure, iterative, near linear.
 *
 * Nodes are the steps of the trace, in its order, each split into as many nodes as it has operators by branch, source
 * and substep; and the records that no step has. A node's parents are the latest nodes through which features came to
 * its branch: its own branch's, or those of the branches around it, of its own source where sources are separate. Where
 * deeper branches are open, all of them arrive.
 *
 * Features don't pass through a model, a target encoder or a splitter, so nothing hangs on those, though they are steps
 * like any other; the literal rule (the latest node of an earlier step) would draw two models on the trunk as a chain.
 * A merge of predictions is the one step that takes models. No part of a V2 id is read: branch and step are fields.
 *
 * @param items in the order of their positions
 */
export function deriveWay(items: readonly WayItem[], steps: readonly WayStep[]): Way {
  const groups = groupRecords(items, steps);
  const builder = new WayBuilder(groups, steps.length > 0);
  for (const block of sequence(groups, steps)) builder.add(block);
  const nodes = builder.nodes;
  dependencyParents(items, nodes);
  return { nodes, traced: steps.length > 0, inferred: nodes.some(({ inferred }) => inferred) };
}

class WayBuilder {
  readonly nodes: MutableNode[] = [];
  readonly #branchHeads: BranchHeads;
  readonly #models: ReadonlySet<RecordGroup>;
  /** Second forks that were met, by step and branch. */
  readonly #secondForks = new Set<string>();
  /** Parent lists by the list of heads, so that thousands of models behind thousands of branches share one. */
  readonly #parentLists = new Map<readonly number[], Map<string, readonly WayParent[]>>();

  constructor(groups: readonly RecordGroup[], traced: boolean) {
    const sources = new Set(groups.map(({ first }) => first.sourceIndex).filter((source) => source !== null));
    this.#branchHeads = new BranchHeads(sources.size, (node) => this.nodes[node]?.source ?? null);
    this.#models = traced ? new Set() : foldedAtTheEnd(groups);
  }

  add(block: Block): void {
    const { step } = block;
    if (step !== null && block.groups.length === 0) {
      this.#addLane([this.#draft(null, step, null)], null, false);
      return;
    }
    for (const lane of lanesOf(block)) {
      const arrangement = arrange(lane, step);
      const drafts = lane.map((group, at) => this.#draft(group, step, arrangement.parts[at] ?? null));
      this.#addLane(drafts, arrangement.paths, arrangement.guessed);
    }
  }

  #draft(group: RecordGroup | null, step: WayStep | null, part: ParallelPart | null): Draft {
    const first = group?.first ?? null;
    const ownClass = first?.className ?? '';
    const operatorClass = ownClass === '' && step !== null ? displayClass(step) : ownClass;
    const folded = group !== null && this.#models.has(group);
    const found = folded
      ? { role: 'model' as const, guessed: true }
      : roleOf(first?.artifactType ?? null, ownClass, step);
    const node: MutableNode = {
      id: -1,
      stepIndex: first?.stepIndex ?? step?.stepIndex ?? null,
      branchPath: (first ?? step)?.branchPath ?? [],
      substep: first === null ? (step?.substepIndex ?? null) : first.substepIndex,
      source: first?.sourceIndex ?? null,
      role: found.role,
      operatorClass,
      operatorType: step?.operatorType || (folded ? 'model' : typeOfArtifact(first?.artifactType ?? null)),
      operatorConfig: part?.config ?? (step === null ? null : configOf(step)),
      traceOrdinal: step?.ordinal ?? null,
      records: group === null ? [] : positionsOf(group),
      parents: [],
      inferred: found.guessed || (group !== null && !group.named) || this.#isSecondFork(step),
    };
    return { node, carries: carriesFeatures(node.role, node.operatorType) };
  }

  /**
   * Where a fork comes right behind another, the trace names its operators by the index of the inner branch alone, as if
   * they ran in the outer branch of that number; the steps after it have both indices. Which of the outer branches
   * they really followed is not written, so such a node is drawn where the trace has it, as inferred.
   */
  #isSecondFork(step: WayStep | null): boolean {
    if (step === null || step.substepIndex === null || step.branchPath.length === 0) return false;
    const key = `${step.stepIndex} ${branchKey(step.branchPath)}`;
    if (this.#branchHeads.wasMovedBefore(step.branchPath, step.stepIndex)) this.#secondForks.add(key);
    return this.#secondForks.has(key);
  }

  /** Adds operators of one branch and source. `paths` says which follow each other; null for a single one. */
  #addLane(drafts: readonly Draft[], paths: readonly number[] | null, guessed: boolean): void {
    const carriers = drafts.flatMap((draft, at) =>
      draft.carries ? [{ node: draft.node, path: paths?.[at] ?? 0 }] : [],
    );
    const first = carriers[0]?.node;
    if (first !== undefined) {
      const before = this.#inputOf(first);
      const ends = new Map<number, readonly number[]>();
      for (const { node, path } of carriers) {
        this.#append(node, ends.get(path) ?? before, guessed);
        ends.set(path, [node.id]);
      }
      this.#branchHeads.carry(first.branchPath, first.source, [...ends.values()].flat(), first.stepIndex);
      if (first.operatorType === 'merge') this.#branchHeads.forgetModels(first.branchPath);
    }
    for (const { node, carries } of drafts) {
      if (carries) continue;
      this.#append(node, this.#branchHeads.headsAt(node.branchPath, node.source), false);
      if (node.role === 'model' || node.role === 'meta') this.#branchHeads.addModel(node.branchPath, node.id);
    }
  }

  /** Nodes whose output a carrier takes. */
  #inputOf(node: MutableNode): readonly number[] {
    const features = this.#branchHeads.headsAt(node.branchPath, node.source);
    if (node.operatorType !== 'merge') return features;
    const takes = mergeTakes(node);
    if (takes === 'features') return features;
    const predictions = this.#branchHeads.predictionsAt(node.branchPath);
    return takes === 'predictions'
      ? predictions
      : [...new Set([...features, ...predictions])].sort((a, b) => a - b);
  }

  #append(node: MutableNode, heads: readonly number[], guessed: boolean): void {
    node.id = this.nodes.length;
    this.nodes.push(node);
    const takesFeatures = node.role === 'model' || carriesFeatures(node.role, node.operatorType);
    const kind = takesFeatures ? 'feeds' : 'follows';
    const doubtful = guessed || node.inferred;
    const lists = this.#parentLists.get(heads) ?? new Map<string, readonly WayParent[]>();
    this.#parentLists.set(heads, lists);
    const key = `${kind} ${doubtful}`;
    const shared = lists.get(key);
    const parents =
      shared ??
      heads.map(
        (head) =>
          ({ node: head, kind, inferred: doubtful || (this.nodes[head]?.inferred ?? false) }) as const,
      );
    if (shared === undefined) lists.set(key, parents);
    node.parents = parents;
  }
}
