import type { Earlier } from './earlier.ts';
import { laneTree, type Lane, type LaneTree } from './lane-tree.ts';
import { ROW_GAP } from './measures.ts';
import { Parts } from './parts.ts';
import { frameRoom, measureLanes, placeInside } from './rows.ts';
import type { Spot } from './spots.ts';

/** What a lane holds, as what takes room in it: a box of its own, or a lane inside. */
interface Block {
  readonly first: number;
  readonly last: number;
  top: number;
  readonly height: number;
  /** Moves all that it holds. */
  readonly move: (by: number) => void;
}

function innerLanes(lane: Lane): Lane[] {
  return lane.forks.flatMap(({ lanes }) => lanes);
}

/** Boxes of a lane itself. */
function spotsOf({ own }: Lane): Spot[] {
  return [...own.values()].flat();
}

/** A lane, and all inside it, outer ones first. */
function withInner(lane: Lane): Lane[] {
  return [lane, ...innerLanes(lane).flatMap(withInner)];
}

function moveTo(block: Block, top: number): void {
  if (top !== block.top) block.move(top - block.top);
  block.top = top;
}

function blockOfSpot(spot: Spot): Block {
  return {
    first: spot.column,
    last: spot.column,
    top: spot.top,
    height: spot.box.height,
    move: (by) => {
      spot.top += by;
    },
  };
}

function blockOfLane(lane: Lane): Block {
  return {
    first: lane.first,
    last: lane.last,
    top: lane.top,
    height: lane.height,
    move: (by) => {
      for (const inner of withInner(lane)) {
        inner.top += by;
        for (const spot of spotsOf(inner)) spot.top += by;
      }
    },
  };
}

function bottomOf({ top, height }: Block): number {
  return top + height;
}

/** The least top of a block at or below a height where it meets none of others. */
function freeFrom(block: Block, wanted: number, others: readonly Block[]): number {
  let top = wanted;
  const beside = others
    .filter(({ first, last }) => first <= block.last && block.first <= last)
    .sort((one, other) => one.top - other.top);
  for (const other of beside) {
    const isAbove = bottomOf(other) + ROW_GAP <= top;
    if (!isAbove && top + block.height + ROW_GAP > other.top) top = bottomOf(other) + ROW_GAP;
  }
  return top;
}

/** The least top of a block at or below a height where nothing of others stands below it: it will grow. */
function underAll(block: Block, wanted: number, others: readonly Block[]): number {
  return others
    .filter(({ first, last }) => first <= block.last && block.first <= last)
    .map((other) => bottomOf(other) + ROW_GAP)
    .reduce((top, low) => Math.max(top, low), wanted);
}

/** Where what stood became higher and has no more room, it pushes all that stood below it down, as one. */
function pushDown(blocks: readonly Block[]): void {
  const placed: Block[] = [];
  let pushed = 0;
  for (const block of blocks.toSorted((one, other) => one.top - other.top)) {
    const top = block.top + pushed;
    let free = top;
    for (const other of placed) {
      const isBeside = other.first <= block.last && block.first <= other.last;
      if (isBeside) free = Math.max(free, bottomOf(other) + ROW_GAP);
    }
    pushed += free - top;
    moveTo(block, free);
    placed.push(block);
  }
}

/** What something takes of the picture. */
interface Rows {
  first: number;
  last: number;
  top: number;
  bottom: number;
}

/** Whether two are nearer to each other than they may stand. */
function meets(one: Rows, other: Rows): boolean {
  return (
    one.first <= other.last &&
    other.first <= one.last &&
    one.top < other.bottom + ROW_GAP &&
    other.top < one.bottom + ROW_GAP
  );
}

/** Which room frames have to grow into before they meet what stood beside them. */
class Room {
  readonly #earlier: Earlier;
  readonly #known = new Map<Lane, readonly (Rows & { readonly lane: Lane | null })[]>();

  constructor(earlier: Earlier) {
    this.#earlier = earlier;
  }

  /** Whether a lane that stood can hold something more where it would be put; if so, it has that room from then on. */
  take(lane: Lane, { first, last, top, height }: Pick<Block, 'first' | 'last' | 'top' | 'height'>): boolean {
    const { parent } = lane;
    const own = parent === null ? undefined : this.#stoodIn(parent).find((one) => one.lane === lane);
    if (parent === null || own === undefined) return true;
    const { head, foot } = frameRoom(lane);
    const grown = {
      first: Math.min(own.first, first),
      last: Math.max(own.last, last),
      top: Math.min(own.top, top - head),
      bottom: Math.max(own.bottom, top + height + foot),
    };
    const isMet = this.#stoodIn(parent).some((other) => other !== own && meets(grown, other));
    if (isMet || !this.take(parent, { ...grown, height: grown.bottom - grown.top })) return false;
    Object.assign(own, grown);
    return true;
  }

  /** What stood in a lane: its own boxes, and the frames of those inside it. */
  #stoodIn(lane: Lane): readonly (Rows & { readonly lane: Lane | null })[] {
    const known = this.#known.get(lane);
    if (known !== undefined) return known;
    const { tops, frames } = this.#earlier;
    const own = spotsOf(lane).flatMap((spot) => {
      const top = tops.get(spot);
      return top === undefined
        ? []
        : [{ first: spot.column, last: spot.column, top, bottom: top + spot.box.height, lane: null }];
    });
    const inner = innerLanes(lane).flatMap((one) => {
      const area = one.frame === null ? undefined : frames[one.frame];
      const columns = withInner(one)
        .flatMap(spotsOf)
        .flatMap((spot) => (tops.has(spot) ? [spot.column] : []));
      if (area === undefined || columns.length === 0) return [];
      return [
        {
          first: Math.min(...columns),
          last: Math.max(...columns),
          top: area.y,
          bottom: area.y + area.height,
          lane: one,
        },
      ];
    });
    const found = [...own, ...inner];
    this.#known.set(lane, found);
    return found;
  }
}

/** Keeps rows as they were; what is new takes the nearest place that is free. */
class Keeper {
  readonly #stood: ReadonlySet<Spot>;
  readonly #laneOf: LaneTree['laneOf'];
  readonly #placed: Set<Spot>;
  readonly #room: Room;
  /** What found no room in the frame of a branch. */
  readonly refused: { readonly spot: Spot; readonly frame: number }[] = [];

  constructor({ laneOf }: LaneTree, earlier: Earlier) {
    this.#laneOf = laneOf;
    this.#stood = new Set(earlier.tops.keys());
    this.#placed = new Set(this.#stood);
    this.#room = new Room(earlier);
  }

  /** Places what a lane holds; false where nothing of it stood. */
  keep(lane: Lane): boolean {
    const kept = new Set(innerLanes(lane).filter((inner) => this.keep(inner)));
    const stood = [
      ...spotsOf(lane)
        .filter((spot) => this.#stood.has(spot))
        .map(blockOfSpot),
      ...[...kept].map(blockOfLane),
    ];
    if (stood.length === 0) return false;
    pushDown(stood);
    const content = this.#fill(lane, stood, kept);
    const top = content.reduce((least, block) => Math.min(least, block.top), Infinity);
    const bottom = content.reduce((most, block) => Math.max(most, bottomOf(block)), -Infinity);
    const { head, foot } = frameRoom(lane);
    lane.top = top - head;
    lane.height = bottom - top + head + foot;
    return true;
  }

  /** Places what is new in a lane, from left to right. */
  #fill(lane: Lane, stood: readonly Block[], kept: ReadonlySet<Lane>): Block[] {
    const content = [...stood];
    const highest = stood.reduce((least, { top }) => Math.min(least, top), Infinity);
    const put = (block: Block, spots: readonly Spot[], wanted: number, find: typeof freeFrom): void => {
      // What stands in a frame would push the one above it if it stood higher than that begins.
      const least = lane.parent === null ? wanted : Math.max(highest, wanted);
      moveTo(block, find(block, Math.round(least), content));
      const { frame } = lane;
      if (frame !== null && !this.#room.take(lane, block)) {
        this.refused.push(...spots.map((spot) => ({ spot, frame })));
        return;
      }
      content.push(block);
      for (const spot of spots) this.#placed.add(spot);
    };
    const stacks = [...lane.own].map(([column, stack]) => ({
      column,
      place: () => {
        for (const [at, spot] of stack.entries()) {
          if (this.#stood.has(spot)) continue;
          const before = stack[at - 1];
          const wanted =
            before === undefined
              ? this.#wanted(lane, [spot], highest) - spot.box.height / 2
              : before.top + before.box.height + ROW_GAP;
          put(blockOfSpot(spot), [spot], wanted, freeFrom);
        }
      },
    }));
    const forks = lane.forks.map((fork, at) => ({
      column: fork.first,
      place: () => {
        for (const inner of fork.lanes.filter((one) => !kept.has(one))) {
          placeInside(withInner(inner), this.#laneOf);
          const spots = withInner(inner).flatMap(spotsOf);
          put(blockOfLane(inner), spots, this.#laneTop(lane, at, inner, spots, highest), underAll);
        }
      },
    }));
    for (const { place } of [...stacks, ...forks].sort((one, other) => one.column - other.column)) place();
    return content;
  }

  /** A lane more comes below those of its fork; the first of a fork stands in the rows of the fork before, or in line with what leads to it. */
  #laneTop(lane: Lane, at: number, inner: Lane, spots: readonly Spot[], highest: number): number {
    const isPlaced = (one: Lane): boolean =>
      one !== inner && withInner(one).some((each) => spotsOf(each).some((spot) => this.#placed.has(spot)));
    const beside = lane.forks[at]?.lanes.filter(isPlaced) ?? [];
    if (beside.length > 0)
      return beside.reduce((most, { top, height }) => Math.max(most, top + height + ROW_GAP), -Infinity);
    const before = lane.forks.slice(0, at).flatMap(({ lanes }) => lanes.filter(isPlaced));
    if (before.length > 0) return before.reduce((least, { top }) => Math.min(least, top), Infinity);
    // What it holds is in line, not its frame.
    const { head, foot } = frameRoom(inner);
    return this.#wanted(lane, spots, highest) - head - (inner.height - head - foot) / 2;
  }

  /** The middle of what leads to something from nearest before; of a lane's first row where nothing does. */
  #wanted(lane: Lane, spots: readonly Spot[], highest: number): number {
    const before = spots
      .flatMap(({ ins }) => ins)
      .filter(({ from, to }) => from.column < to.column && this.#placed.has(from))
      .map(({ from }) => from);
    const ofLane = before.filter((spot) => this.#laneOf.get(spot) === lane);
    const from = ofLane.length > 0 ? ofLane : before;
    const nearest = from.reduce((most, { column }) => Math.max(most, column), -1);
    const near = from.filter(({ column }) => column === nearest);
    if (near.length === 0) return highest;
    return near.reduce((sum, { top, box }) => sum + top + box.height / 2, 0) / near.length;
  }
}

/** Gives lanes and spots their rows where the drawing stood before. */
export function keepRows(spots: readonly Spot[], earlier: Earlier): LaneTree {
  const parts = new Parts(earlier);
  // Each turn leaves a frame to a box less, so it ends.
  for (;;) {
    for (const [spot, top] of earlier.tops) spot.top = top;
    const tree = laneTree(spots, parts);
    measureLanes(tree);
    const keeper = new Keeper(tree, earlier);
    keeper.keep(tree.root);
    if (keeper.refused.length === 0) return tree;
    for (const { spot, frame } of keeper.refused) parts.refuse(spot, frame);
  }
}
