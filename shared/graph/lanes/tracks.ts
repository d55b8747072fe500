import { GUTTER, GUTTER_STEP, LEAST_STUB, LEAST_TRACK, STUB, TRACK } from './measures.ts';

/** A vertical in a gutter: of a source, or of a target, with all that is bundled in it. */
export interface Vertical {
  /** Heights at which lines come to it from the left, and from the right. */
  readonly lefts: Set<number>;
  readonly rights: Set<number>;
  low: number;
  high: number;
  /** Counts from 0, from left to right; several verticals may share one where they don't meet. */
  track: number;
}

/** More verticals than this in one gutter stay as they come: to order them takes the square of their number. */
const MOST_ORDERED = 80;

/** What lies on each other is worse than what crosses. */
const OVERLAP = 12;

/** A new vertical, through nothing so far. */
export function newVertical(): Vertical {
  return { lefts: new Set(), rights: new Set(), low: Infinity, high: -Infinity, track: 0 };
}

/** Leads a line to a vertical. */
export function meet(vertical: Vertical, side: 'lefts' | 'rights', y: number): void {
  vertical[side].add(y);
  vertical.low = Math.min(vertical.low, y);
  vertical.high = Math.max(vertical.high, y);
}

/** What it costs that one vertical stands left of another: lines that cross, or lie on each other. */
function cost(left: Vertical, right: Vertical): number {
  let sum = 0;
  for (const y of right.lefts) {
    if (y > left.low && y < left.high) sum++;
    if (left.rights.has(y)) sum += OVERLAP;
  }
  for (const y of left.rights) if (y > right.low && y < right.high) sum++;
  return sum;
}

/** Puts each where it costs least among those before it. */
function ordered(verticals: readonly Vertical[]): Vertical[] {
  const inOrder: Vertical[] = [];
  for (const vertical of verticals) {
    let now = inOrder.reduce((sum, other) => sum + cost(vertical, other), 0);
    let best = { at: 0, cost: now };
    for (const [at, other] of inOrder.entries()) {
      now += cost(other, vertical) - cost(vertical, other);
      if (now <= best.cost) best = { at: at + 1, cost: now };
    }
    inOrder.splice(best.at, 0, vertical);
  }
  return inOrder;
}

/** Gives the verticals of a gutter their tracks, and says how many it takes. */
export function assignTracks(verticals: readonly Vertical[]): number {
  const sorted = verticals.toSorted((one, other) => one.low - other.low || one.high - other.high);
  const inOrder = sorted.length > MOST_ORDERED ? sorted : ordered(sorted);
  let tracks = 0;
  const placed: Vertical[] = [];
  for (const vertical of inOrder) {
    for (const other of placed) {
      const isApart = other.high < vertical.low - TRACK || vertical.high < other.low - TRACK;
      if (!isApart) vertical.track = Math.max(vertical.track, other.track + 1);
    }
    placed.push(vertical);
    tracks = Math.max(tracks, vertical.track + 1);
  }
  return tracks;
}

/** How wide the part of a gutter is that tracks stand in. */
export function gutterWidth(tracks: number): number {
  const needed = 2 * STUB + Math.max(0, tracks - 1) * TRACK;
  return GUTTER + Math.max(0, Math.ceil((needed - GUTTER) / GUTTER_STEP)) * GUTTER_STEP;
}

/** How wide a gutter has to be at least: where columns stand already, its tracks move together. */
export function leastGutterWidth(tracks: number): number {
  return 2 * LEAST_STUB + Math.max(0, tracks - 1) * LEAST_TRACK;
}

/** From one track to the next in a gutter of this width. */
export function trackStep(tracks: number, width: number): number {
  return Math.max(LEAST_TRACK, Math.min(TRACK, (width - 2 * STUB) / Math.max(1, tracks - 1)));
}
