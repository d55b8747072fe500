import { components } from '../order/components.ts';
import type { Box, Drawing } from '../drawing.ts';
import { DEEPEST_FRAME } from './measures.ts';

/** A box while it is being placed. */
export interface Spot {
  readonly box: Box;
  /** Its place in the drawing. */
  readonly index: number;
  /** Branch path, as far as frames go. */
  readonly path: readonly number[];
  readonly ins: Link[];
  readonly outs: Link[];
  /** Counts from 0, from left to right. */
  column: number;
  /** Of its upper side. */
  top: number;
}

/** An end of a line: the box, or a row of it. */
export interface Port {
  readonly spot: Spot;
  /** How far below the box's upper side. */
  readonly offset: number;
  /** Lines that begin, or end, there. */
  lines: number;
}

/** A line while it is being placed. */
export interface Link {
  readonly id: string;
  readonly from: Spot;
  readonly to: Spot;
  readonly source: Port;
  readonly target: Port;
  /** It leads to an earlier step of a circle: columns don't follow it. */
  closesCircle: boolean;
}

/** What is being placed; lines whose ends are not there are left out. */
export interface Spots {
  readonly spots: readonly Spot[];
  readonly links: readonly Link[];
}

/** Whether a line runs against the columns, when these are known. */
export function runsBack({ from, to }: Link): boolean {
  return to.column <= from.column;
}

/** By step, those of which none is known last, then as drawn. */
export function byStep(one: Spot, other: Spot): number {
  const [step, otherStep] = [one.box.step ?? Infinity, other.box.step ?? Infinity];
  return step === otherStep ? one.index - other.index : step - otherStep;
}

/** Where lines meet a box, or a row of it, from its upper side. */
function portOffset({ height, rows }: Box, row: string | null): number {
  const head = rows.reduce((left, { height: rowHeight }) => left - rowHeight, height);
  let top = head;
  for (const { id, height: rowHeight } of rows) {
    if (id === row) return top + rowHeight / 2;
    top += rowHeight;
  }
  return head / 2;
}

class Ports {
  readonly #ports = new Map<Spot, Map<string | null, Port>>();

  at(spot: Spot, row: string | null): Port {
    const known = spot.box.rows.some(({ id }) => id === row) ? row : null;
    const ports = this.#ports.get(spot) ?? new Map<string | null, Port>();
    this.#ports.set(spot, ports);
    const port = ports.get(known) ?? { spot, offset: portOffset(spot.box, known), lines: 0 };
    ports.set(known, port);
    port.lines++;
    return port;
  }
}

/** Marks lines inside a circle that lead to an earlier step, so that all others have an order. */
function markCircles(spots: readonly Spot[], links: readonly Link[]): void {
  const circleOf = new Map<Spot, number>();
  components(spots, ({ outs }) => outs.map(({ to }) => to)).forEach((circle, at) => {
    for (const spot of circle) circleOf.set(spot, at);
  });
  for (const link of links) {
    link.closesCircle = circleOf.get(link.from) === circleOf.get(link.to) && byStep(link.to, link.from) <= 0;
  }
}

/** Reads a drawing. */
export function readDrawing(drawing: Drawing): Spots {
  const spots = drawing.boxes.map((box, index): Spot => {
    const path = box.lane.slice(0, DEEPEST_FRAME);
    return { box, index, path, ins: [], outs: [], column: 0, top: 0 };
  });
  const byId = new Map(spots.map((spot) => [spot.box.id, spot]));
  const sources = new Ports();
  const targets = new Ports();
  const links: Link[] = [];
  for (const line of drawing.lines) {
    const from = byId.get(line.from);
    const to = byId.get(line.to);
    if (from === undefined || to === undefined) continue;
    const source = sources.at(from, line.fromRow);
    const target = targets.at(to, line.toRow);
    const link: Link = { id: line.id, from, to, source, target, closesCircle: false };
    links.push(link);
    from.outs.push(link);
    to.ins.push(link);
  }
  markCircles(spots, links);
  return { spots, links };
}
