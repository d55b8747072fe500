import type { Dress } from '../../../shared/graph/looks/dress.ts';
import type { GraphModel } from '../../../shared/graph/model/graph-model.ts';
import { sceneBox } from './operator-box.ts';
import type { Scene } from './scene.ts';

/** What of a picture looks otherwise than its graph does by itself, for the writer of SVG. */
export function dressOf({ boxes }: GraphModel, scene: Pick<Scene, 'boxes' | 'lines'>): Dress {
  const plain = new Map(boxes.map((box) => [box.id, sceneBox(box)]));
  const isDressed = ({ id, detail, state }: Scene['boxes'][number]): boolean => {
    const own = plain.get(id);
    return own !== undefined && (own.detail !== detail || own.state?.legend !== state?.legend);
  };
  return {
    boxes: new Map(
      scene.boxes
        .filter((box) => isDressed(box))
        .map(({ id, detail, state }) => [id, { detail, state }] as const),
    ),
    lines: new Map(scene.lines.flatMap(({ id, side }) => (side === null ? [] : [[id, side] as const]))),
  };
}
