import type { Area, Geometry, Point } from '../../../../shared/graph/drawing.ts';

/** How the picture lies in its window: pixels of the window are those of the picture by `zoom`, moved by `pan`. */
export interface Viewport {
  readonly zoom: number;
  readonly pan: Point;
}

/** Limits of the zoom. Below `readable` words can't be read. */
export const ZOOM = { least: 0.1, readable: 0.7, most: 1.6, first: 1.05 } as const;

/** Pixels of the window around a picture that fits; below it lie legend and zoom. */
const MARGIN = 30;
const FOOT = 40;

/** Pixels above a picture that begins at the top of the window, where a note lies. */
const HEAD = 60;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The zoom at which all of a picture is seen, not larger than it is read best. */
function wholeZoom({ width, height }: Size, room: Size): number {
  const fits = Math.min(
    (room.width - 2 * MARGIN) / Math.max(1, width),
    (room.height - FOOT - 2 * MARGIN) / Math.max(1, height),
  );
  return Math.max(ZOOM.least, Math.min(ZOOM.first, fits));
}

/** The window with a point of the picture in its middle. */
export function centeredOn({ x, y }: Point, zoom: number, room: Size): Viewport {
  return { zoom, pan: { x: room.width / 2 - x * zoom, y: room.height / 2 - y * zoom } };
}

/** All of the picture. */
export function wholeView({ width, height }: Size, room: Size): Viewport {
  const upper = { width: room.width, height: room.height - FOOT };
  return centeredOn({ x: width / 2, y: height / 2 }, wholeZoom({ width, height }, room), upper);
}

/**
 * How a picture is shown first: whole, where it can be read so; else as large as it can be read, around what is chosen, or from where it
 * begins.
 */
export function firstView(geometry: Geometry, chosen: Area | null, room: Size): Viewport {
  const whole = wholeView(geometry, room);
  if (whole.zoom >= ZOOM.readable) return whole;
  const zoom = ZOOM.readable;
  if (chosen !== null) {
    return centeredOn({ x: chosen.x + chosen.width / 2, y: chosen.y + chosen.height / 2 }, zoom, room);
  }
  const first = geometry.boxes.reduce<Area | null>(
    (best, box) => (best === null || box.x < best.x ? box : best),
    null,
  );
  const middle = first === null ? geometry.height / 2 : first.y + first.height / 2;
  const space = room.height - FOOT;
  return {
    zoom,
    pan: {
      x: MARGIN - (first?.x ?? 0) * zoom,
      y: filling(geometry.height * zoom, space / 2 - middle * zoom, space),
    },
  };
}

/** How far down a picture is moved, so that none of the window stays empty above or below it; in its middle where it is lower. */
function filling(height: number, wanted: number, space: number): number {
  const least = space - HEAD - height;
  return least > HEAD ? (space - height) / 2 : Math.min(HEAD, Math.max(least, wanted));
}

/** Whether an area is seen whole. */
export function isSeen(area: Area, { zoom, pan }: Viewport, room: Size): boolean {
  const [left, top] = [area.x * zoom + pan.x, area.y * zoom + pan.y];
  return (
    left >= 0 && top >= 0 && left + area.width * zoom <= room.width && top + area.height * zoom <= room.height
  );
}

/** The window moved as little as it takes to see an area. */
export function broughtIntoView(area: Area, view: Viewport, room: Size): Viewport {
  if (isSeen(area, view, room)) return view;
  const { zoom, pan } = view;
  const along = (from: number, length: number, moved: number, space: number): number => {
    const [low, high] = [from * zoom + moved - MARGIN, (from + length) * zoom + moved + MARGIN];
    return low < 0 ? moved - low : high > space ? moved - (high - space) : moved;
  };
  return {
    zoom,
    pan: {
      x: along(area.x, area.width, pan.x, room.width),
      y: along(area.y, area.height, pan.y, room.height),
    },
  };
}

/**
 * The window on another picture of the same thing: what stood nearest to its middle, and still is there, stays where it is, so that
 * nothing jumps. Null where nothing of it is.
 */
function keptView(before: Geometry, after: Geometry, view: Viewport, room: Size): Viewport | null {
  const now = new Map(after.boxes.map((box) => [box.id, box]));
  const { zoom, pan } = view;
  const center = { x: (room.width / 2 - pan.x) / zoom, y: (room.height / 2 - pan.y) / zoom };
  let best: { readonly moved: Point; readonly far: number } | null = null;
  for (const box of before.boxes) {
    const other = now.get(box.id);
    if (other === undefined) continue;
    const far = Math.hypot(box.x + box.width / 2 - center.x, box.y + box.height / 2 - center.y);
    if (best === null || far < best.far) {
      best = { far, moved: { x: (other.x - box.x) * zoom, y: (other.y - box.y) * zoom } };
    }
  }
  return best === null ? null : { zoom, pan: { x: pan.x - best.moved.x, y: pan.y - best.moved.y } };
}

/**
 * The window on a picture that changed. What was in its middle stays where it is, where the picture grew or somebody had moved it: a pipeline
 * that is being written may bring in more at any time, and nobody reads what jumps.
 *
 * @param isPut whether it lay as it was put
 * @returns null where it is to be put anew
 */
export function viewAfter(
  before: Geometry,
  after: Geometry,
  view: Viewport,
  room: Size,
  isPut: boolean,
): Viewport | null {
  const grew = after.width >= before.width && after.height >= before.height;
  return grew || !isPut ? keptView(before, after, view, room) : null;
}
