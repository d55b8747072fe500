import type { Drawing, Geometry, PlacedBox } from '../../../../shared/graph/drawing.ts';
import { layLanes } from '../../../../shared/graph/lanes/lay-lanes.ts';

/** What the page sends. */
export interface LayoutRequest {
  readonly drawing: Drawing;
  /** Where the boxes stood in the drawing that it grew out of. */
  readonly before: readonly PlacedBox[];
}

// A worker's own `postMessage`, which the types of a page know with other arguments.
const answer = (geometry: Geometry): void => {
  (globalThis as unknown as Worker).postMessage(geometry);
};

globalThis.addEventListener('message', ({ data }: MessageEvent<LayoutRequest>) => {
  answer(layLanes(data.drawing, data.before));
});
