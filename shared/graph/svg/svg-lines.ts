import type { PlacedLine, Point } from '../drawing.ts';
import { LINE_LOOKS, SIDE_DASHES } from '../looks/line-looks.ts';
import type { Palette } from '../looks/palette.ts';
import type { SceneLine } from '../scene/scene.ts';
import { element } from './markup.ts';

const ROUNDING = 5;
const ARROW = 7;

function towards(from: Point, to: Point, by: number): Point {
  const length = Math.abs(to.x - from.x) + Math.abs(to.y - from.y);
  const part = length === 0 ? 0 : by / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function distance(one: Point, other: Point): number {
  return Math.abs(one.x - other.x) + Math.abs(one.y - other.y);
}

const written = ({ x, y }: Point): string => `${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100}`;

/** The path of a line along the axes, its corners rounded. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${written(first)}`;
  let last = first;
  for (const [at, corner] of rest.entries()) {
    const next = rest[at + 1];
    if (next === undefined) return `${path}L${written(corner)}`;
    const round = Math.min(ROUNDING, distance(last, corner) / 2, distance(corner, next) / 2);
    path += `L${written(towards(corner, last, round))}Q${written(corner)} ${written(towards(corner, next, round))}`;
    last = corner;
  }
  return path;
}

/** An arrowhead at a point that is come to from the left; open where the line is concluded. */
function arrowhead({ x, y }: Point, colour: string, isOpen: boolean): string {
  const d = `M${written({ x: x - ARROW, y: y - 3.5 })}L${written({ x, y })}L${written({ x: x - ARROW, y: y + 3.5 })}`;
  return element('path', isOpen ? { d, fill: 'none', stroke: colour } : { d: `${d}z`, fill: colour });
}

/** How a line is stroked, for lines and legend. */
export function stroke(
  line: Pick<SceneLine, 'kind' | 'isInferred' | 'isInCycle'>,
  palette: Palette,
): Record<string, string | number> {
  const look = LINE_LOOKS[line.kind];
  return {
    fill: 'none',
    stroke: line.isInCycle ? palette.danger : palette[look.colour],
    'stroke-width': line.isInCycle ? 2 : 1.2,
    ...(look.dashes.length === 0 ? {} : { 'stroke-dasharray': look.dashes.join(' ') }),
    ...(line.isInferred ? { 'stroke-opacity': 0.65 } : {}),
  };
}

/** How a line is stroked that one side of a comparison alone has: over what its kind looks like. */
export function sideStroke(side: 'left' | 'right', palette: Palette): Record<string, string | number> {
  return {
    fill: 'none',
    stroke: side === 'left' ? palette.warn : palette.accent,
    'stroke-width': 1.2,
    'stroke-dasharray': SIDE_DASHES[side].join(' '),
  };
}

/** A line with its arrowhead, if it leads anywhere. */
export function lineMarkup(line: SceneLine, { points }: PlacedLine, palette: Palette): string {
  const { kind, side } = line;
  const end = points.at(-1);
  if (end === undefined) return '';
  const colour = line.isInCycle ? palette.danger : palette[LINE_LOOKS[kind].colour];
  const look = side === null || line.isInCycle ? stroke(line, palette) : sideStroke(side, palette);
  const arrow = LINE_LOOKS[kind].hasArrow ? arrowhead(end, colour, line.isInferred) : '';
  return element('path', { d: pathOf(points), ...look }) + arrow;
}
