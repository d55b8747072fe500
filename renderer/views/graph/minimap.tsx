import { useEffect, useRef, useSyncExternalStore, type PointerEvent, type ReactElement } from 'react';
import type { Geometry } from '../../../shared/graph/drawing.ts';
import type { ElementSize } from '../../kit/use-size.ts';
import { shownColors, onThemeChange } from '../../state/theme/theme-store.ts';
import { inkOf } from './canvas/ink.ts';
import { centeredOn, type Viewport } from './canvas/viewport.ts';
import type { ViewStore } from './canvas/view-store.ts';

/** As large as the map may be, pixels. */
const MOST = { width: 180, height: 110 } as const;

/** Boxes of the map are no smaller, pixels: so that they can be seen. */
const LEAST_BOX = 1.5;

function scaleOf({ width, height }: Geometry): number {
  return Math.min(MOST.width / Math.max(1, width), MOST.height / Math.max(1, height));
}

function draw(canvas: HTMLCanvasElement, geometry: Geometry, view: Viewport, room: ElementSize): void {
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser has no canvas');
  const scale = scaleOf(geometry);
  const sharp = window.devicePixelRatio;
  const [width, height] = [geometry.width * scale, geometry.height * scale];
  Object.assign(canvas, { width: Math.round(width * sharp), height: Math.round(height * sharp) });
  Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
  context.scale(sharp, sharp);
  const ink = inkOf(canvas.parentElement ?? document.body);
  context.strokeStyle = ink.color('--line');
  for (const { x, y, width: wide, height: high } of geometry.lanes) {
    context.strokeRect(x * scale, y * scale, wide * scale, high * scale);
  }
  context.fillStyle = ink.color('--text-3');
  for (const box of geometry.boxes) {
    context.fillRect(
      box.x * scale,
      box.y * scale,
      Math.max(LEAST_BOX, box.width * scale),
      Math.max(LEAST_BOX, box.height * scale),
    );
  }
  const { zoom, pan } = view;
  const within = (at: number, most: number): number => Math.max(1, Math.min(most - 1, at * scale));
  const [left, top] = [within(-pan.x / zoom, width), within(-pan.y / zoom, height)];
  const right = within((room.width - pan.x) / zoom, width);
  const bottom = within((room.height - pan.y) / zoom, height);
  context.strokeStyle = ink.color('--accent');
  context.lineWidth = 2;
  context.strokeRect(left, top, right - left, bottom - top);
}

/** All of the picture, small, with the part that is seen; a press moves that. Keys move it too, so this is for the pointer alone. */
export function Minimap({
  geometry,
  store,
  room,
  onView,
}: {
  readonly geometry: Geometry;
  readonly store: ViewStore;
  readonly room: ElementSize;
  readonly onView: (view: Viewport) => void;
}): ReactElement | null {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useSyncExternalStore(store.subscribe, store.get);
  const colors = useSyncExternalStore(onThemeChange, shownColors);
  const isPartly =
    view !== null && (geometry.width * view.zoom > room.width || geometry.height * view.zoom > room.height);
  useEffect(() => {
    if (canvas.current !== null && view !== null) draw(canvas.current, geometry, view, room);
  }, [geometry, view, room, colors, isPartly]);
  if (!isPartly) return null;
  const move = (event: PointerEvent<HTMLElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const scale = scaleOf(geometry);
    const point = { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale };
    onView(centeredOn(point, view.zoom, room));
  };
  return (
    <div className="graph-minimap" aria-hidden>
      <canvas
        ref={canvas}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          move(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) move(event);
        }}
      />
    </div>
  );
}
