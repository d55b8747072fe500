import type { LaneTree } from './lane-tree.ts';
import { columnSlot, gutterSlot, Occupied } from './occupied.ts';
import { runsBack, type Link, type Port, type Spots } from './spots.ts';
import { meet, newVertical, type Vertical } from './tracks.ts';

/** A bend is worth so many pixels of way, a foreign frame that is entered so many. */
const BEND = 24;
const FOREIGN_FRAME = 400;

/** How a line runs: from its source along verticals, at each to the height that stands with it, the last to its target. */
export interface Route {
  readonly link: Link;
  readonly turns: readonly { readonly vertical: Vertical; readonly gutter: number; readonly y: number }[];
}

/** Routes, and the verticals of each gutter. */
export interface Routes {
  readonly routes: readonly Route[];
  readonly gutters: readonly (readonly Vertical[])[];
}

function yOf({ spot, offset }: Port): number {
  return spot.top + offset;
}

/** Finds the ways of lines, one after the other, the shortest first. */
class Router {
  readonly gutters: Vertical[][];
  readonly #occupied: Occupied;
  readonly #fromSource = new Map<Port, Vertical>();
  readonly #toTarget = new Map<Port, Vertical>();
  /** Heights that lines of a source, or to a target, run at: what is bundled there adds no line. */
  readonly #heights = new Map<Port, number[]>();

  constructor(links: readonly Link[], occupied: Occupied, columns: number) {
    this.#occupied = occupied;
    this.gutters = Array.from({ length: columns + 1 }, () => []);
    const stubs = new Set<Port>();
    for (const { from, to, source, target } of links) {
      const [out, into] = [gutterSlot(from.column + 1), gutterSlot(to.column)];
      if (!stubs.has(source)) occupied.take(out, out, { y: yOf(source), source, target: null });
      if (!stubs.has(target)) occupied.take(into, into, { y: yOf(target), source: null, target });
      stubs.add(source).add(target);
    }
  }

  route(link: Link): Route {
    const [start, end] = [yOf(link.source), yOf(link.target)];
    const isNext = link.to.column === link.from.column + 1;
    if (isNext) {
      if (start === end) return { link, turns: [] };
      const byTarget = link.target.lines > link.source.lines;
      return { link, turns: [byTarget ? this.#atTarget(link, start) : this.#atSource(link, end)] };
    }
    const y = this.#height(link);
    this.#occupied.take(...this.#slots(link), { y, source: link.source, target: link.target });
    const turns = [];
    if (y !== start || runsBack(link)) turns.push(this.#atSource(link, y));
    if (y !== end || runsBack(link)) turns.push(this.#atTarget(link, y));
    return { link, turns };
  }

  /** All columns that a long line passes; one that runs back passes those of its ends too. */
  #slots(link: Link): [number, number] {
    const { from, to } = link;
    return runsBack(link)
      ? [columnSlot(to.column), columnSlot(from.column)]
      : [columnSlot(from.column + 1), columnSlot(to.column - 1)];
  }

  #height(link: Link): number {
    const slots = this.#slots(link);
    const [start, end] = [yOf(link.source), yOf(link.target)];
    const occupied = this.#occupied;
    const found = new Set<number>();
    const known = [...(this.#heights.get(link.source) ?? []), ...(this.#heights.get(link.target) ?? [])];
    for (const y of [start, end, ...known]) if (occupied.isFree(link, slots, y, false)) found.add(y);
    for (const strict of [true, false]) {
      for (const y of start === end ? [start] : [start, end]) {
        found.add(occupied.nearest(link, slots, y, false, strict));
        found.add(occupied.nearest(link, slots, y, true, strict));
      }
    }
    let best = { y: start, cost: Infinity };
    for (const y of found) {
      const cost = this.#cost(link, slots, y) - (known.includes(y) ? BEND : 0);
      if (cost < best.cost) best = { y, cost };
    }
    for (const port of [link.source, link.target]) {
      const heights = this.#heights.get(port) ?? [];
      this.#heights.set(port, heights);
      if (!heights.includes(best.y)) heights.push(best.y);
    }
    return best.y;
  }

  #cost(link: Link, slots: readonly [number, number], y: number): number {
    const [start, end] = [yOf(link.source), yOf(link.target)];
    const bends = (y === start ? 0 : 2) + (y === end ? 0 : 2);
    const frames =
      this.#occupied.framesAlong(link, slots, y) +
      this.#occupied.framesAcross(link, link.from.column + 1, start, y) +
      this.#occupied.framesAcross(link, link.to.column, y, end);
    return Math.abs(y - start) + Math.abs(y - end) + bends * BEND + frames * FOREIGN_FRAME;
  }

  #atSource(link: Link, y: number): Route['turns'][number] {
    const gutter = link.from.column + 1;
    const vertical = this.#vertical(this.#fromSource, link.source, gutter);
    meet(vertical, 'lefts', yOf(link.source));
    meet(vertical, runsBack(link) ? 'lefts' : 'rights', y);
    return { vertical, gutter, y };
  }

  #atTarget(link: Link, y: number): Route['turns'][number] {
    const gutter = link.to.column;
    const vertical = this.#vertical(this.#toTarget, link.target, gutter);
    meet(vertical, runsBack(link) ? 'rights' : 'lefts', y);
    meet(vertical, 'rights', yOf(link.target));
    return { vertical, gutter, y: yOf(link.target) };
  }

  #vertical(known: Map<Port, Vertical>, port: Port, gutter: number): Vertical {
    const vertical = known.get(port) ?? newVertical();
    if (!known.has(port)) this.gutters[gutter]?.push(vertical);
    known.set(port, vertical);
    return vertical;
  }
}

/** Finds the way of each line: a fan-out shares a vertical of its source, a fan-in one of its target, long lines run between rows. */
export function findRoutes({ spots, links }: Spots, tree: LaneTree, columns: number): Routes {
  const router = new Router(links, new Occupied(spots, tree), columns);
  const length = ({ from, to }: Link): number => Math.abs(to.column - from.column);
  const shortFirst = links.toSorted((one, other) => length(one) - length(other));
  const byLink = new Map(shortFirst.map((link) => [link, router.route(link)]));
  const routes = links.flatMap((link) => byLink.get(link) ?? []);
  return { routes, gutters: router.gutters };
}
