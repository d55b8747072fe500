import type { Drawing, Geometry } from '../../../../shared/graph/drawing.ts';
import { layLanes } from '../../../../shared/graph/lanes/lay-lanes.ts';

// A worker's own `postMessage`, which the types of a page know with other arguments.
const answer = (geometry: Geometry): void => {
  (globalThis as unknown as Worker).postMessage(geometry);
};

globalThis.addEventListener('message', ({ data }: MessageEvent<Drawing>) => {
  answer(layLanes(data));
});
