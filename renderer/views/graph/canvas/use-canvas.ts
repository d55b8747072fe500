import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Area, Geometry } from '../../../../shared/graph/drawing.ts';
import type { ElementSize } from '../../../kit/use-size.ts';
import { onThemeChange } from '../../../state/theme/theme-store.ts';
import type { Scene } from '../../../../shared/graph/scene/scene.ts';
import type { ViewCommands } from '../zoom-bar.tsx';
import { graphCanvas, type CanvasEvents, type GraphCanvas } from './cytoscape-canvas.ts';
import { elementsOf } from './elements.ts';
import { viewStore, type ViewStore } from './view-store.ts';
import {
  broughtIntoView,
  centeredOn,
  firstView,
  viewAfter,
  wholeView,
  ZOOM,
  type Viewport,
} from './viewport.ts';

/** Milliseconds in which the picture moves, and up to how many boxes it does: more would stutter. */
const MOVE_MS = 150;
const MOST_MOVED = 200;

/** A picture on the page, and what can be done with it. */
export interface CanvasControl extends ViewCommands {
  readonly canvas: GraphCanvas | null;
  readonly store: ViewStore;
  readonly setView: (view: Viewport) => void;
  /** Moves the picture as little as it takes to see an area. */
  readonly bringIn: (area: Area) => void;
}

function moveTime(boxes: number): number {
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  return isCalm || boxes > MOST_MOVED ? 0 : MOVE_MS;
}

/**
 * Draws a scene into an element and keeps it as it is. Another `pictureKey` is another picture, which is shown from its beginning; with
 * the same one what stood in the middle stays there.
 */
export function useCanvas({
  host,
  scene,
  rowHeights,
  pictureKey,
  room,
  chosen,
  events,
}: {
  readonly host: RefObject<HTMLDivElement | null>;
  readonly scene: Scene;
  readonly rowHeights: ReadonlyMap<string, number>;
  readonly pictureKey: string;
  readonly room: ElementSize | null;
  /** What is to be seen first, where not all can be read. */
  readonly chosen: Area | null;
  readonly events: Omit<CanvasEvents, 'onView' | 'onTouch'>;
}): CanvasControl {
  const [canvas, setCanvas] = useState<GraphCanvas | null>(null);
  const [store] = useState(viewStore);
  const latest = useRef({ events, scene, room, chosen });
  useEffect(() => {
    latest.current = { events, scene, room, chosen };
  });
  // Whether the picture lies as it was put, and not as somebody moved it.
  const isPut = useRef(true);
  const leftBefore = useRef(0);
  const shown = useRef<{ readonly key: string; readonly geometry: Geometry } | null>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const made = graphCanvas(element, {
      onPress: (...asked) => {
        // What was pressed stays under the pointer, whatever opens beside it.
        isPut.current = false;
        latest.current.events.onPress(...asked);
      },
      onDoublePress: (id) => latest.current.events.onDoublePress(id),
      onPoint: (id) => latest.current.events.onPoint(id),
      onTouch: () => {
        isPut.current = false;
      },
      onView: (view) => store.set(view),
    });
    setCanvas(made);
    shown.current = null;
    const stop = onThemeChange(made.restyle);
    let isOver = false;
    // Fonts that are there are known to it.
    if (document.fonts.status === 'loading') {
      void document.fonts.ready.then(() => {
        if (!isOver) made.restyle();
      });
    }
    return () => {
      isOver = true;
      stop();
      made.end();
      setCanvas(null);
    };
  }, [host, store]);
  useEffect(() => {
    if (canvas === null || room === null) return;
    canvas.resize();
    const { left } = host.current?.getBoundingClientRect() ?? { left: 0 };
    const moved = leftBefore.current - left;
    leftBefore.current = left;
    const { chosen: wanted } = latest.current;
    if (shown.current === null) return;
    if (isPut.current) canvas.setView(firstView(shown.current.geometry, wanted, room), 0);
    else {
      // A list that goes at its side moves the picture's frame, and not the picture.
      const { zoom, pan } = canvas.view();
      const kept = { zoom, pan: { x: pan.x + moved, y: pan.y } };
      canvas.setView(wanted === null ? kept : broughtIntoView(wanted, kept, room), 0);
    }
  }, [canvas, room, host]);
  const isMeasured = room !== null;
  useEffect(() => {
    const { room: space, chosen: wanted } = latest.current;
    if (canvas === null || !isMeasured || space === null) return;
    const { geometry } = scene;
    const before = shown.current;
    canvas.show(elementsOf(scene, rowHeights));
    const kept =
      before?.key === pictureKey
        ? viewAfter(before.geometry, geometry, canvas.view(), space, isPut.current)
        : null;
    if (kept === null) isPut.current = true;
    canvas.setView(kept ?? firstView(geometry, wanted, space), 0);
    shown.current = { key: pictureKey, geometry };
  }, [canvas, scene, rowHeights, pictureKey, isMeasured]);
  return useMemo(() => {
    const boxes = (): number => latest.current.scene.boxes.length;
    const move = (change: (view: Viewport, space: ElementSize) => Viewport, isSlow = true): void => {
      const { room: space } = latest.current;
      if (canvas === null || space === null) return;
      isPut.current = false;
      canvas.setView(change(canvas.view(), space), isSlow ? moveTime(boxes()) : 0);
    };
    const zoomTo = (wanted: (zoom: number) => number): void =>
      move((view, space) => {
        const zoom = Math.max(ZOOM.least, Math.min(ZOOM.most, wanted(view.zoom)));
        const middle = {
          x: (space.width / 2 - view.pan.x) / view.zoom,
          y: (space.height / 2 - view.pan.y) / view.zoom,
        };
        return centeredOn(middle, zoom, space);
      });
    return {
      canvas,
      store,
      setView: (view) => move(() => view, false),
      bringIn: (area) => {
        const { room: space } = latest.current;
        if (canvas === null || space === null) return;
        const now = canvas.view();
        const next = broughtIntoView(area, now, space);
        if (next !== now) move(() => next);
      },
      zoomBy: (factor) => zoomTo((zoom) => zoom * factor),
      zoomTo: (zoom) => zoomTo(() => zoom),
      fit: () => move((_view, space) => wholeView(latest.current.scene.geometry, space)),
      panBy: (x, y) => move(({ zoom, pan }) => ({ zoom, pan: { x: pan.x + x, y: pan.y + y } }), false),
    };
  }, [canvas, store]);
}
