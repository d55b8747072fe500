/** Brings steps and records into the order in which they ran. */
import type { WayStep } from '../../../shared/domain/way.ts';
import { branchKey, type RecordGroup } from './group-records.ts';

/** What ran as one: a step of the trace with its records, or records at one place of which the trace says nothing. */
export interface Block {
  readonly stepIndex: number | null;
  readonly step: WayStep | null;
  readonly groups: readonly RecordGroup[];
}

function firstPosition(groups: readonly RecordGroup[]): number {
  let first = Infinity;
  for (const group of groups) first = Math.min(first, group.first.position);
  return first;
}

/** Compares numbers of which either may be infinite. */
function compare(one: number, other: number): number {
  return one < other ? -1 : Number(one > other);
}

function stepOrder(stepIndex: number | null): number {
  return stepIndex ?? Infinity;
}

/**
 * Blocks of records that no step of the trace has. Inside a branch the operators of its list all have the branch's
 * step, so each is a block of its own. On the trunk one step is one operator, or several beside each other.
 */
function blocksOfRecords(groups: readonly RecordGroup[]): Block[] {
  const blocks: Block[] = [];
  const trunk = new Map<number | null, RecordGroup[]>();
  for (const group of groups) {
    if (group.step !== null) continue;
    const { stepIndex, branchPath } = group.first;
    const sameStep = branchPath.length === 0 ? trunk.get(stepIndex) : undefined;
    if (sameStep !== undefined) {
      sameStep.push(group);
      continue;
    }
    const members = [group];
    if (branchPath.length === 0) trunk.set(stepIndex, members);
    blocks.push({ stepIndex, step: null, groups: members });
  }
  return blocks;
}

function blocksOfSteps(steps: readonly WayStep[], groups: readonly RecordGroup[]): Block[] {
  const blocks = new Map<number, { stepIndex: number; step: WayStep; groups: RecordGroup[] }>();
  for (const step of steps) blocks.set(step.ordinal, { stepIndex: step.stepIndex, step, groups: [] });
  for (const group of groups) if (group.step !== null) blocks.get(group.step.ordinal)?.groups.push(group);
  return [...blocks.values()];
}

/**
 * All blocks in the order of the pipeline: by step; within a step in the order of the trace; what the trace leaves out
 * stands before the first traced records of its step that were stored later (records are listed as they were stored).
 * Records without a step come last.
 */
export function sequence(groups: readonly RecordGroup[], steps: readonly WayStep[]): Block[] {
  const traced = blocksOfSteps(steps, groups)
    .map((block, index) => ({ block, index }))
    .sort(
      (one, other) =>
        compare(stepOrder(one.block.stepIndex), stepOrder(other.block.stepIndex)) || one.index - other.index,
    )
    .map(({ block }) => block);
  const untraced = blocksOfRecords(groups)
    .map((block) => ({ block, order: stepOrder(block.stepIndex), first: firstPosition(block.groups) }))
    .sort((one, other) => compare(one.order, other.order) || compare(one.first, other.first));
  const ordered: Block[] = [];
  let next = 0;
  for (const block of traced) {
    const order = stepOrder(block.stepIndex);
    const first = firstPosition(block.groups);
    for (let waiting = untraced[next]; waiting !== undefined; waiting = untraced[next]) {
      const storedBefore = waiting.order === order && first !== Infinity && waiting.first < first;
      if (waiting.order >= order && !storedBefore) break;
      ordered.push(waiting.block);
      next++;
    }
    ordered.push(block);
  }
  return [...ordered, ...untraced.slice(next).map(({ block }) => block)];
}

/** Groups of a block that belong to one branch and source, in the order in which they ran. */
export function lanesOf(block: Block): (readonly RecordGroup[])[] {
  if (block.groups.length < 2) return block.groups.length === 0 ? [] : [block.groups];
  const lanes = new Map<string, RecordGroup[]>();
  for (const group of block.groups) {
    const key = `${branchKey(group.first.branchPath)} ${group.first.sourceIndex}`;
    const lane = lanes.get(key) ?? [];
    lanes.set(key, lane);
    lane.push(group);
  }
  for (const lane of lanes.values()) {
    lane.sort(
      (one, other) =>
        compare(one.first.substepIndex ?? -Infinity, other.first.substepIndex ?? -Infinity) ||
        compare(one.first.position, other.first.position),
    );
  }
  return [...lanes.values()];
}
