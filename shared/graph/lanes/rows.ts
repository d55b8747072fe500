import { FRAME_HEAD, FRAME_PAD, ROW_GAP } from './measures.ts';
import { laneTree, type Fork, type Lane, type LaneTree } from './lane-tree.ts';
import type { Spot } from './spots.ts';

function stackHeight(stack: readonly Spot[]): number {
  return stack.reduce((sum, { box }) => sum + box.height, ROW_GAP * (stack.length - 1));
}

function forkAt(lane: Lane, column: number): Fork | undefined {
  return lane.forks.find(({ first, last }) => first <= column && column <= last);
}

/** What a frame takes above and below what it holds; the trunk has none. */
export function frameRoom(lane: Lane): { head: number; foot: number } {
  return lane.parent === null ? { head: 0, foot: 0 } : { head: FRAME_HEAD + FRAME_PAD, foot: FRAME_PAD };
}

/** How high a lane is, and how far its frame stands out; those inside it are known. */
function measure(lane: Lane): void {
  let content = 0;
  for (const fork of lane.forks) {
    fork.height = fork.lanes.reduce((sum, { height }) => sum + height, ROW_GAP * (fork.lanes.length - 1));
  }
  for (const [column, stack] of lane.own) {
    const fork = forkAt(lane, column);
    if (fork === undefined) content = Math.max(content, stackHeight(stack));
    else fork.above = Math.max(fork.above, stackHeight(stack) + ROW_GAP);
  }
  for (const { above, height } of lane.forks) content = Math.max(content, above + height);
  const { head, foot } = frameRoom(lane);
  lane.height = head + content + foot;
  const inside = lane.forks.flatMap(({ lanes }) => lanes);
  const pad = lane.parent === null ? 0 : FRAME_PAD;
  lane.padLeft = inside.reduce(
    (most, { first, padLeft }) => (first === lane.first ? Math.max(most, pad + padLeft) : most),
    pad,
  );
  lane.padRight = inside.reduce(
    (most, { last, padRight }) => (last === lane.last ? Math.max(most, pad + padRight) : most),
    pad,
  );
}

function middle(lane: Lane): number {
  const { head, foot } = frameRoom(lane);
  return lane.top + head + (lane.height - head - foot) / 2;
}

function placeForks(lane: Lane): void {
  for (const { lanes, above, height } of lane.forks) {
    // Whole pixels: what stands moves by no part of one.
    let top = Math.round(middle(lane) - (above + height) / 2 + above);
    for (const inner of lanes) {
      inner.top = top;
      top += inner.height + ROW_GAP;
    }
  }
}

/** The middle of what leads to a stack from nearest before in its own lane, so that lines run straight; else the lane's. */
function wantedMiddle(lane: Lane, stack: readonly Spot[], laneOf: LaneTree['laneOf']): number {
  const before = stack
    .flatMap(({ ins }) => ins)
    .filter(({ from, to }) => from.column < to.column && laneOf.get(from) === lane)
    .map(({ from }) => from);
  const nearest = before.reduce((most, { column }) => Math.max(most, column), -1);
  const near = before.filter(({ column }) => column === nearest);
  if (near.length === 0 || forkAt(lane, nearest) !== undefined) return middle(lane);
  return near.reduce((sum, { top, box }) => sum + top + box.height / 2, 0) / near.length;
}

function placeStack(lane: Lane, column: number, stack: readonly Spot[], laneOf: LaneTree['laneOf']): void {
  const fork = forkAt(lane, column);
  const height = stackHeight(stack);
  const { head, foot } = frameRoom(lane);
  let top: number;
  if (fork === undefined) {
    const highest = lane.top + head;
    const lowest = lane.top + lane.height - foot - height;
    top = Math.max(highest, Math.min(lowest, wantedMiddle(lane, stack, laneOf) - height / 2));
  } else {
    top = middle(lane) - (fork.above + fork.height) / 2;
  }
  top = Math.round(top);
  for (const spot of stack) {
    spot.top = top;
    top += spot.box.height + ROW_GAP;
  }
}

/** Measures all lanes. */
export function measureLanes({ lanes }: LaneTree): void {
  for (const lane of lanes.toReversed()) measure(lane);
}

/** Gives what some lanes hold its place from top to bottom; where the outermost of them stands is known, and all are measured. */
export function placeInside(lanes: readonly Lane[], laneOf: LaneTree['laneOf']): void {
  for (const lane of lanes) placeForks(lane);
  const allStacks = lanes.flatMap((lane) =>
    [...lane.own].map(([column, stack]) => ({ lane, column, stack })),
  );
  allStacks.sort((one, other) => one.column - other.column);
  for (const { lane, column, stack } of allStacks) placeStack(lane, column, stack, laneOf);
}

/** Gives lanes and spots their place from top to bottom where nothing stood before. */
export function freshRows(spots: readonly Spot[]): LaneTree {
  const tree = laneTree(spots, null);
  measureLanes(tree);
  placeInside(tree.lanes, tree.laneOf);
  return tree;
}
