import type { Area } from '../../../../shared/graph/drawing.ts';
import type { PictureWays } from './picture-ways.ts';

/** Where arrow keys lead. */
export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** Whether a key is an {@link Arrow}. */
export function isArrow(key: string): key is Arrow {
  return /^Arrow(?:Left|Right|Up|Down)$/.test(key);
}

/** Something that can have the focus: a box (of an opened one its head), or a row. */
export interface Stop {
  readonly id: string;
  readonly area: Area;
}

const centerX = ({ x, width }: Area): number => x + width / 2;
const centerY = ({ y, height }: Area): number => y + height / 2;

function nearest(stops: readonly Stop[], farness: (stop: Stop) => number): Stop | null {
  let best: { readonly stop: Stop; readonly far: number } | null = null;
  for (const stop of stops) {
    const far = farness(stop);
    if (Number.isFinite(far) && (best === null || far < best.far)) best = { stop, far };
  }
  return best?.stop ?? null;
}

/** Along the edges: of what it needs to the left, or needs it to the right, that which stands nearest to its height. */
function along(stops: readonly Stop[], from: Stop, ways: PictureWays, toRight: boolean): Stop | null {
  const ends = new Set(
    toRight ? ways.outOf(from.id).map(({ to }) => to) : ways.into(from.id).map((line) => line.from),
  );
  const far = ({ area }: Stop): number => Math.abs(centerY(area) - centerY(from.area));
  const byEdge = nearest(
    stops.filter(({ id }) => ends.has(id)),
    far,
  );
  if (byEdge !== null) return byEdge;
  // Nothing hangs there: what stands next that way.
  const isThere = ({ area }: Stop): boolean =>
    toRight ? area.x >= from.area.x + from.area.width : area.x + area.width <= from.area.x;
  return nearest(
    stops.filter((stop) => isThere(stop)),
    (stop) => Math.abs(centerX(stop.area) - centerX(from.area)) + 2 * far(stop),
  );
}

/** Upwards or downwards: the next in the same column, else whatever stands next that way. */
function across(stops: readonly Stop[], from: Stop, isDown: boolean): Stop | null {
  const there = stops.filter(({ id, area }) =>
    id === from.id ? false : isDown ? area.y > from.area.y : area.y < from.area.y,
  );
  const isInColumn = ({ area }: Stop): boolean =>
    area.x < from.area.x + from.area.width && from.area.x < area.x + area.width;
  const down = ({ area }: Stop): number => Math.abs(area.y - from.area.y);
  return (
    nearest(
      there.filter((stop) => isInColumn(stop)),
      down,
    ) ?? nearest(there, (stop) => down(stop) + 0.5 * Math.abs(centerX(stop.area) - centerX(from.area)))
  );
}

/** Where an arrow key leads from a stop; null where nothing is that way. */
export function nextStop(stops: readonly Stop[], ways: PictureWays, at: string, arrow: Arrow): string | null {
  const from = stops.find(({ id }) => id === at);
  if (from === undefined) return null;
  switch (arrow) {
    case 'ArrowRight':
      return along(stops, from, ways, true)?.id ?? null;
    case 'ArrowLeft':
      return along(stops, from, ways, false)?.id ?? null;
    case 'ArrowDown':
      return across(stops, from, true)?.id ?? null;
    case 'ArrowUp':
      return across(stops, from, false)?.id ?? null;
  }
}
