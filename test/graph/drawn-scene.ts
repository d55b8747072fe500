import type { OperatorGraph } from '../../shared/api/graph/graph.ts';
import { layLanes } from '../../shared/graph/lanes/lay-lanes.ts';
import { EDGE_KINDS, type GraphChoices } from '../../shared/graph/model/choices.ts';
import { operatorPicture, type Picture, placedScene } from '../../shared/graph/scene/operator-picture.ts';
import type { Scene } from '../../shared/graph/scene/scene.ts';

/** A picture that was changed, or not, with its places. */
export function laidOut(picture: Picture): Scene {
  return placedScene(picture, layLanes(picture.model.drawing));
}

/** A graph as it is drawn. */
export function drawnScene(graph: OperatorGraph, open: GraphChoices['open'] = []): Scene {
  return laidOut(operatorPicture(graph, { open, kinds: EDGE_KINDS }));
}
