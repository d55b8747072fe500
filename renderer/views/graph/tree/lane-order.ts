import type { Area, PlacedLane } from '../../../../shared/graph/drawing.ts';
import type { Scene, SceneBox, SceneRow } from '../scene.ts';

/** An item of the tree beside the picture. */
export interface TreeItem {
  readonly key: string;
  /** From 1. */
  readonly level: number;
  readonly of:
    | { readonly kind: 'lane'; readonly path: readonly number[] }
    | { readonly kind: 'box'; readonly box: SceneBox }
    | { readonly kind: 'row'; readonly box: SceneBox; readonly row: SceneRow };
}

interface LaneNode {
  readonly lane: PlacedLane | null;
  readonly lanes: LaneNode[];
  readonly boxes: { readonly box: SceneBox; readonly area: Area }[];
}

const holds = (outer: Area, inner: Area): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

function innermost(root: LaneNode, area: Area): LaneNode {
  const inner = root.lanes.find(({ lane }) => lane !== null && holds(lane, area));
  return inner === undefined ? root : innermost(inner, area);
}

function itemsOf({ lanes, boxes }: LaneNode, level: number): TreeItem[] {
  const ordered = [
    ...boxes.map((one) => ({ area: one.area, box: one.box, inner: null })),
    ...lanes.flatMap((inner) => (inner.lane === null ? [] : [{ area: inner.lane, box: null, inner }])),
  ].toSorted((one, other) => one.area.x - other.area.x || one.area.y - other.area.y);
  return ordered.flatMap(({ box, inner }): TreeItem[] => {
    if (inner !== null) {
      const path = inner.lane?.path ?? [];
      return [
        { key: `lane ${path.join('.')} ${inner.lane?.x ?? 0}`, level, of: { kind: 'lane', path } },
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
export function laneOrder({ boxes, geometry }: Scene): readonly TreeItem[] {
  const root: LaneNode = { lane: null, lanes: [], boxes: [] };
  // Outer lanes come before inner ones.
  for (const lane of geometry.lanes) innermost(root, lane).lanes.push({ lane, lanes: [], boxes: [] });
  const areas = new Map(geometry.boxes.map((area) => [area.id, area]));
  for (const box of boxes) {
    const area = areas.get(box.id);
    if (area !== undefined) innermost(root, area).boxes.push({ box, area });
  }
  return itemsOf(root, 1);
}
