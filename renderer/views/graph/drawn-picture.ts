import type { OperatorGraph } from '../../../shared/api/graph/graph.ts';
import type { GraphModel } from '../../../shared/graph/model/graph-model.ts';
import type { CanvasControl } from './canvas/use-canvas.ts';
import type { Scene } from './scene.ts';

/** A picture that is drawn, for whoever saves it. */
export interface DrawnPicture {
  readonly graph: OperatorGraph;
  readonly model: GraphModel;
  readonly scene: Scene;
  readonly control: CanvasControl;
}
