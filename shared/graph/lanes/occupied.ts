import { holds, type Lane, type LaneTree } from './lane-tree.ts';
import { LINE_GAP } from './measures.ts';
import type { Link, Port, Spot } from './spots.ts';

/** Where something stands in the way, ends not included. */
interface Taken {
  readonly low: number;
  readonly high: number;
}

/** A horizontal, and what it belongs to: lines of the same source, or of the same target, may lie on each other. */
interface Horizontal {
  readonly y: number;
  readonly source: Port | null;
  readonly target: Port | null;
}

/** Columns and the gutters before and behind them: gutter `g` is left of column `g`. */
export const gutterSlot = (gutter: number): number => 2 * gutter;

/** See {@link gutterSlot}. */
export const columnSlot = (column: number): number => 2 * column + 1;

/** Index of the first value that is not below. */
function firstFrom<Value>(values: readonly Value[], isBelow: (value: Value) => boolean): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (isBelow(values[mid] as Value)) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** What is taken in each slot: boxes, frames, and horizontals as they come. */
export class Occupied {
  readonly #boxes = new Map<number, Taken[]>();
  readonly #frames = new Map<number, Lane[]>();
  readonly #horizontals = new Map<number, Horizontal[]>();
  readonly #laneOf: LaneTree['laneOf'];

  constructor(spots: readonly Spot[], { lanes, laneOf }: LaneTree) {
    this.#laneOf = laneOf;
    for (const [column, members] of Map.groupBy(spots, (spot) => spot.column)) {
      const taken = members.map(({ top, box }) => ({
        low: top - LINE_GAP,
        high: top + box.height + LINE_GAP,
      }));
      this.#boxes.set(
        columnSlot(column),
        taken.sort((one, other) => one.low - other.low),
      );
    }
    for (const lane of lanes) {
      if (lane.parent === null) continue;
      for (let slot = columnSlot(lane.first); slot <= columnSlot(lane.last); slot++) {
        const frames = this.#frames.get(slot) ?? [];
        frames.push(lane);
        this.#frames.set(slot, frames);
      }
    }
  }

  /** Takes a height in some slots. */
  take(first: number, last: number, horizontal: Horizontal): void {
    for (let slot = first; slot <= last; slot++) {
      const taken = this.#horizontals.get(slot) ?? [];
      taken.splice(
        firstFrom(taken, ({ y }) => y < horizontal.y),
        0,
        horizontal,
      );
      this.#horizontals.set(slot, taken);
    }
  }

  /** The nearest free height from `y` on, upwards or downwards; foreign frames are avoided or not. */
  nearest(link: Link, slots: readonly [number, number], y: number, down: boolean, strict: boolean): number {
    for (let at = y; ;) {
      const blocking = this.#blocking(link, slots, at, strict);
      if (blocking === null) return at;
      at = down ? blocking.high : blocking.low;
    }
  }

  isFree(link: Link, slots: readonly [number, number], y: number, strict: boolean): boolean {
    return this.#blocking(link, slots, y, strict) === null;
  }

  /** How many foreign frames a horizontal enters. */
  framesAlong(link: Link, [first, last]: readonly [number, number], y: number): number {
    let entered = 0;
    for (let slot = first; slot <= last; slot++) {
      for (const lane of this.#frames.get(slot) ?? []) {
        // Each once: where it begins, or where the line does.
        const isNew = slot === first || slot === columnSlot(lane.first);
        if (isNew && y > lane.top && y < lane.top + lane.height && this.#isForeign(lane, link)) entered++;
      }
    }
    return entered;
  }

  /** How many foreign frames a vertical of a gutter enters. */
  framesAcross(link: Link, gutter: number, one: number, other: number): number {
    const [low, high] = [Math.min(one, other), Math.max(one, other)];
    const frames = this.#frames.get(gutterSlot(gutter)) ?? [];
    return frames.filter(
      (lane) => lane.top < high && lane.top + lane.height > low && this.#isForeign(lane, link),
    ).length;
  }

  #isForeign(lane: Lane, { from, to }: Link): boolean {
    const [source, target] = [this.#laneOf.get(from), this.#laneOf.get(to)];
    return (source === undefined || !holds(lane, source)) && (target === undefined || !holds(lane, target));
  }

  #blocking(link: Link, [first, last]: readonly [number, number], y: number, strict: boolean): Taken | null {
    for (let slot = first; slot <= last; slot++) {
      const blocking =
        this.#box(slot, y) ?? this.#horizontal(link, slot, y) ?? (strict ? this.#frame(link, slot, y) : null);
      if (blocking !== null) return blocking;
    }
    return null;
  }

  #box(slot: number, y: number): Taken | null {
    const boxes = this.#boxes.get(slot) ?? [];
    const box = boxes[firstFrom(boxes, ({ high }) => high <= y)];
    return box !== undefined && box.low < y ? box : null;
  }

  #horizontal(link: Link, slot: number, y: number): Taken | null {
    const taken = this.#horizontals.get(slot) ?? [];
    for (let at = firstFrom(taken, (other) => other.y <= y - LINE_GAP); at < taken.length; at++) {
      const other = taken[at];
      if (other === undefined || other.y >= y + LINE_GAP) return null;
      const isBundled = other.y === y && (other.source === link.source || other.target === link.target);
      if (!isBundled) return { low: other.y - LINE_GAP, high: other.y + LINE_GAP };
    }
    return null;
  }

  #frame(link: Link, slot: number, y: number): Taken | null {
    for (const lane of this.#frames.get(slot) ?? []) {
      const [low, high] = [lane.top - LINE_GAP, lane.top + lane.height + LINE_GAP];
      if (low < y && y < high && this.#isForeign(lane, link)) return { low, high };
    }
    return null;
  }
}
