import type { ElementDefinition } from 'cytoscape';
import type { Area, PlacedLine, Point } from '../../../../shared/graph/drawing.ts';
import {
  frameName,
  hasMark,
  type Scene,
  type SceneBox,
  type SceneLine,
  type SceneRow,
} from '../../../../shared/graph/scene/scene.ts';
import { fitLabel, fitRow } from './fit-label.ts';
import { segmentsOf } from './line-segments.ts';

/** Height of the head of a box, pixels. */
export const HEAD = 42;

/** Stands for the edges of a box that leave the picture; `needs` at its left, `needed` at its right. */
export function outsideId(side: 'needs' | 'needed', box: string): string {
  return `outside ${side} ${box}`;
}

/** The box that a number of edges that leave the picture belongs to; null for other ids. */
export function readOutsideId(id: string): string | null {
  return /^outside (?:needs|needed) (.*)$/s.exec(id)?.[1] ?? null;
}

const middle = ({ x, y, width, height }: Area): Point => ({ x: x + width / 2, y: y + height / 2 });

/** Classes of Cytoscape by which the styles find a box. */
function boxClasses(box: SceneBox): string {
  const { kind, isStack, isInferred, state, rows } = box;
  return [
    'box',
    kind,
    ...(rows.length > 0 ? ['opened'] : isStack ? ['stack'] : []),
    ...(isInferred ? ['inferred'] : []),
    ...(state === null ? [] : [`tone-${state.tone}`, ...(state.isDashed ? ['dashed'] : [])]),
  ].join(' ');
}

function boxElement(box: SceneBox, area: Area): ElementDefinition {
  const hasRows = box.rows.length > 0;
  return {
    group: 'nodes',
    data: {
      id: box.id,
      width: area.width,
      height: area.height,
      label: fitLabel(box, area.width),
      // The words of an opened box stand in its head.
      labelY: hasRows ? (HEAD - area.height) / 2 : 0,
      labelX: (hasMark(box) ? 28 : 10) - area.width,
      type: box.type ?? '',
    },
    position: middle(area),
    classes: boxClasses(box),
  };
}

function rowElements(box: SceneBox, area: Area, heights: ReadonlyMap<string, number>): ElementDefinition[] {
  let top = area.y + area.height - box.rows.reduce((sum, { id }) => sum + (heights.get(id) ?? 0), 0);
  return box.rows.map((row) => {
    const height = heights.get(row.id) ?? 0;
    const element = rowElement(row, box, { x: area.x, y: top, width: area.width, height });
    top += height;
    return element;
  });
}

function rowElement(row: SceneRow, box: SceneBox, area: Area): ElementDefinition {
  return {
    group: 'nodes',
    data: {
      id: row.id,
      box: box.id,
      width: area.width - 2,
      height: area.height - 1,
      label: fitRow(row, area.width),
      labelX: 28 - area.width,
      labelY: 0,
      type: box.type ?? '',
    },
    position: middle(area),
    classes: row.isAmiss ? 'row tone-danger' : 'row',
  };
}

/** Edges that leave the picture, as a number on the upper edge of the box, which brings them in when it is pressed. */
function outsideElements({ id, outside }: SceneBox, { x, y, width }: Area): ElementDefinition[] {
  const number = (side: 'needs' | 'needed', count: number, at: number): ElementDefinition[] =>
    count === 0
      ? []
      : [
          {
            group: 'nodes',
            data: { id: outsideId(side, id), box: id, label: `+${count}`, width: 12 + 7 * `${count}`.length },
            position: { x: at, y },
            classes: 'outside',
          },
        ];
  return [...number('needs', outside.needs, x + 18), ...number('needed', outside.neededBy, x + width - 18)];
}

function lineElement(
  line: SceneLine,
  { points }: PlacedLine,
  placeOf: (id: string) => Point,
): ElementDefinition | null {
  const [from, to] = [points[0], points.at(-1)];
  if (from === undefined || to === undefined) return null;
  const segments = segmentsOf(points);
  const end = (point: Point, id: string): string => {
    const center = placeOf(id);
    return `${point.x - center.x}px ${point.y - center.y}px`;
  };
  return {
    group: 'edges',
    data: {
      id: line.id,
      source: line.from,
      target: line.to,
      from: end(from, line.from),
      to: end(to, line.to),
      ...(segments === null
        ? {}
        : { weights: segments.weights.join(' '), distances: segments.distances.join(' ') }),
    },
    classes: [
      line.kind,
      segments === null ? 'straight' : 'bent',
      ...(line.isInferred ? ['inferred'] : []),
      ...(line.isInCycle ? ['circle'] : []),
      ...(line.side === null ? [] : [line.side]),
    ].join(' '),
  };
}

/**
 * A picture as elements of Cytoscape, those behind first.
 *
 * @param heights of rows, pixels
 */
export function elementsOf(scene: Scene, heights: ReadonlyMap<string, number>): ElementDefinition[] {
  const areas = new Map(scene.geometry.boxes.map((area) => [area.id, area]));
  const placed = new Map(scene.geometry.lines.map((line) => [line.id, line]));
  const lanes = scene.geometry.lanes.map((lane, at): ElementDefinition => ({
    group: 'nodes',
    data: {
      // Two forks in a row have branches of the same indices, and a branch that grew may have several frames.
      id: `lane ${lane.path.join('.')} ${lane.x} ${lane.y}`,
      width: lane.width,
      height: lane.height,
      label: frameName(scene, at),
      depth: lane.path.length,
    },
    position: middle(lane),
    classes: 'lane',
  }));
  const nodes = scene.boxes.flatMap((box) => {
    const area = areas.get(box.id);
    if (area === undefined) return [];
    return [boxElement(box, area), ...rowElements(box, area, heights), ...outsideElements(box, area)];
  });
  const centers = new Map(nodes.map(({ data, position }) => [data.id ?? '', position ?? { x: 0, y: 0 }]));
  const placeOf = (id: string): Point => centers.get(id) ?? { x: 0, y: 0 };
  const lines = scene.lines.flatMap((line) => {
    const route = placed.get(line.id);
    const element = route === undefined ? null : lineElement(line, route, placeOf);
    return element === null ? [] : [element];
  });
  return [...lanes, ...nodes, ...lines];
}
