import type { Area, PlacedLane } from '../../../../shared/graph/drawing.ts';
import { frameName, type Scene, type SceneBox, type SceneRow } from '../../../../shared/graph/scene/scene.ts';

/** An item of the tree beside the picture. */
export interface TreeItem {
  readonly key: string;
  /** From 1. */
  readonly level: number;
  readonly of:
    | { readonly kind: 'lane'; readonly name: string }
    | { readonly kind: 'box'; readonly box: SceneBox }
    | { readonly kind: 'row'; readonly box: SceneBox; readonly row: SceneRow };
}

interface Content {
  readonly lanes: Framed[];
  readonly boxes: { readonly box: SceneBox; readonly area: Area }[];
}

interface Framed extends Content {
  readonly lane: PlacedLane;
  readonly name: string;
}

const holds = (outer: Area, inner: Area): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

function innermost(outer: Content, area: Area): Content {
  const inner = outer.lanes.find(({ lane }) => holds(lane, area));
  return inner === undefined ? outer : innermost(inner, area);
}

function itemsOf({ lanes, boxes }: Content, level: number): TreeItem[] {
  const ordered = [
    ...boxes.map((one) => ({ area: one.area, box: one.box, inner: null })),
    ...lanes.map((inner) => ({ area: inner.lane, box: null, inner })),
  ].toSorted((one, other) => one.area.x - other.area.x || one.area.y - other.area.y);
  return ordered.flatMap(({ box, inner }): TreeItem[] => {
    if (inner !== null) {
      const { lane, name } = inner;
      return [
        { key: `lane ${lane.path.join('.')} ${lane.x}`, level, of: { kind: 'lane', name } },
        ...itemsOf(inner, level + 1),
      ];
    }
    return [
      { key: box.id, level, of: { kind: 'box', box } },
      ...box.rows.map((row): TreeItem => ({ key: row.id, level: level + 1, of: { kind: 'row', box, row } })),
    ];
  });
}

/** All of a picture in the order of its lanes: from left to right, each branch with what stands in it, each opened box with its rows. */
export function laneOrder(scene: Scene): readonly TreeItem[] {
  const { boxes, geometry } = scene;
  const root: Content = { lanes: [], boxes: [] };
  // Outer lanes come before inner ones.
  for (const [at, lane] of geometry.lanes.entries()) {
    innermost(root, lane).lanes.push({ lane, name: frameName(scene, at), lanes: [], boxes: [] });
  }
  const areas = new Map(geometry.boxes.map((area) => [area.id, area]));
  for (const box of boxes) {
    const area = areas.get(box.id);
    if (area !== undefined) innermost(root, area).boxes.push({ box, area });
  }
  return itemsOf(root, 1);
}
