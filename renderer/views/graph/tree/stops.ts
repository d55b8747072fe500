import type { Scene } from '../../../../shared/graph/scene/scene.ts';
import { laneOrder } from './lane-order.ts';
import type { Stop } from './next-stop.ts';

/** All that can have the focus, in the order of the lanes, each where it stands; of an opened box its head. */
export function stopsOf(scene: Scene, rowHeights: ReadonlyMap<string, number>): readonly Stop[] {
  const areas = new Map(scene.geometry.boxes.map((area) => [area.id, area]));
  return laneOrder(scene).flatMap(({ of }): Stop[] => {
    if (of.kind === 'lane') return [];
    const area = areas.get(of.box.id);
    if (area === undefined) return [];
    const heights = of.box.rows.map(({ id }) => rowHeights.get(id) ?? 0);
    const head = area.height - heights.reduce((sum, height) => sum + height, 0);
    if (of.kind === 'box') return [{ id: of.box.id, area: { ...area, height: head } }];
    const at = of.box.rows.indexOf(of.row);
    const top = area.y + head + heights.slice(0, at).reduce((sum, height) => sum + height, 0);
    return [{ id: of.row.id, area: { ...area, y: top, height: heights[at] ?? 0 } }];
  });
}
