import type { GraphFormat } from '../../../shared/graph/formats/write-graph.ts';
import type { Scene } from '../../../shared/graph/scene/scene.ts';
import type { CanvasControl } from './canvas/use-canvas.ts';

/** A picture that is drawn, for whoever saves it. */
export interface DrawnPicture {
  readonly scene: Scene;
  readonly control: CanvasControl;
  /** Writes the graph that it shows for another program. */
  readonly write: (format: GraphFormat) => string;
}
