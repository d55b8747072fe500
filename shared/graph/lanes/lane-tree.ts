import { NO_FRAME, type Parts } from './parts.ts';
import type { Spot } from './spots.ts';

/** Lanes that stand under each other, because their branches run beside each other. */
export interface Fork {
  /** In the order of their indices. */
  readonly lanes: Lane[];
  first: number;
  last: number;
  /** Height of the boxes of the lane around it that stand in its columns: they go above it. */
  above: number;
  /** Of its lanes, without those. */
  height: number;
}

/** A branch from where it begins to where it is joined; the trunk has no parent. One that is entered again later is another lane. */
export interface Lane {
  readonly path: readonly number[];
  /** The frame that it had before; null where it is new, and for the trunk. */
  readonly frame: number | null;
  readonly parent: Lane | null;
  /** Boxes of the branch itself, not of those inside it, by column, each in order. */
  readonly own: Map<number, Spot[]>;
  readonly forks: Fork[];
  /** First and last column of all that it holds. */
  first: number;
  last: number;
  /** Of its frame, with what that keeps free. */
  top: number;
  height: number;
  /** How far its frame stands out of its first and last column. */
  padLeft: number;
  padRight: number;
}

/** Lanes, and which one a spot stands in. */
export interface LaneTree {
  readonly root: Lane;
  /** Outer ones before inner ones. */
  readonly lanes: readonly Lane[];
  readonly laneOf: ReadonlyMap<Spot, Lane>;
}

/** By source and substep, then as drawn; what has no step (files, what isn't there) below what has. */
function byPlace(one: Spot, other: Spot): number {
  return (
    Number(one.box.step === null) - Number(other.box.step === null) ||
    (one.box.source ?? -1) - (other.box.source ?? -1) ||
    (one.box.substep ?? -1) - (other.box.substep ?? -1) ||
    one.index - other.index
  );
}

function stacks(spots: readonly Spot[]): Map<number, Spot[]> {
  const byColumn = Map.groupBy(spots, ({ column }) => column);
  for (const stack of byColumn.values()) stack.sort(byPlace);
  return byColumn;
}

/**
 * What is inside branches, in runs of columns between which a box of the lane itself stands: there the branches were joined, and what
 * comes behind it is another fork.
 */
function runs(inside: readonly Spot[], own: ReadonlyMap<number, unknown>): Spot[][] {
  const joints = [...own.keys()].sort((one, other) => one - other);
  const found: Spot[][] = [];
  let last = -1;
  let at = 0;
  for (const spot of inside.toSorted((one, other) => one.column - other.column || one.index - other.index)) {
    while ((joints[at] ?? Infinity) <= last) at++;
    const run = found.at(-1);
    if (run === undefined || (joints[at] ?? Infinity) < spot.column) found.push([spot]);
    else run.push(spot);
    last = spot.column;
  }
  return found;
}

/**
 * Lanes of a run, as forks. Lanes that have a column in common stand under each other. Of lanes that have none, those that the others
 * lead to are a fork behind it, in the same rows; what is not connected at all stands under it too.
 */
function forksOf(lanes: readonly (readonly [Lane, readonly Spot[]])[]): Fork[] {
  const forks: Fork[] = [];
  let members = new Set<Spot>();
  for (const [lane, spots] of lanes.toSorted(([one], [other]) => one.first - other.first)) {
    const fork = forks.at(-1);
    const isBehind = spots.some(({ ins }) => ins.some(({ from }) => members.has(from)));
    if (fork === undefined || (lane.first > fork.last && isBehind)) {
      forks.push({ lanes: [lane], first: lane.first, last: lane.last, above: 0, height: 0 });
      members = new Set(spots);
    } else {
      fork.lanes.push(lane);
      fork.last = Math.max(fork.last, lane.last);
      for (const spot of spots) members.add(spot);
    }
  }
  for (const { lanes: beside } of forks) {
    beside.sort((one, other) => (one.path.at(-1) ?? 0) - (other.path.at(-1) ?? 0));
  }
  return forks;
}

/**
 * Builds the tree of lanes; recursion is as deep as frames go.
 *
 * @param parts tells the frames of a branch apart where it has several; null where each has one
 */
export function laneTree(all: readonly Spot[], parts: Parts | null): LaneTree {
  const lanes: Lane[] = [];
  const laneOf = new Map<Spot, Lane>();

  const frameAt = (spot: Spot, depth: number): number => parts?.of(spot)[depth] ?? NO_FRAME;

  const build = (
    path: readonly number[],
    frame: number,
    parent: Lane | null,
    spots: readonly Spot[],
  ): Lane => {
    const depth = path.length;
    const here = spots.filter((spot) => spot.path.length === depth);
    const lane: Lane = {
      path,
      frame: frame === NO_FRAME ? null : frame,
      parent,
      own: stacks(here),
      forks: [],
      first: spots.reduce((least, { column }) => Math.min(least, column), Infinity),
      last: spots.reduce((most, { column }) => Math.max(most, column), -1),
      top: 0,
      height: 0,
      padLeft: 0,
      padRight: 0,
    };
    lanes.push(lane);
    for (const spot of here) laneOf.set(spot, lane);
    const inside = spots.filter((spot) => spot.path.length > depth);
    for (const run of runs(inside, lane.own)) {
      const byFrame = Map.groupBy(run, (spot) => `${spot.path[depth]} ${frameAt(spot, depth)}`);
      const built = [...byFrame.values()].flatMap((members) => {
        const [first] = members;
        if (first === undefined) return [];
        const inner = [...path, first.path[depth] ?? 0];
        return [[build(inner, frameAt(first, depth), lane, members), members] as const];
      });
      lane.forks.push(...forksOf(built));
    }
    return lane;
  };

  return { root: build([], NO_FRAME, null, all), lanes, laneOf };
}

/** Whether a lane is another one, or holds it. */
export function holds(lane: Lane, inner: Lane): boolean {
  for (let at: Lane | null = inner; at !== null; at = at.parent) if (at === lane) return true;
  return false;
}
