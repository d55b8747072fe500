import type { Drawing, Geometry } from '../../../../shared/graph/drawing.ts';
import { layLanes, type Before } from '../../../../shared/graph/lanes/lay-lanes.ts';

/** What the page sends. */
export interface LayoutRequest {
  readonly drawing: Drawing;
  /** How the drawing stood that it grew out of. */
  readonly before: Before | undefined;
}

// A worker's own `postMessage`, which the types of a page know with other arguments.
const answer = (geometry: Geometry): void => {
  (globalThis as unknown as Worker).postMessage(geometry);
};

globalThis.addEventListener('message', ({ data }: MessageEvent<LayoutRequest>) => {
  answer(layLanes(data.drawing, data.before));
});
