import type { Area, Drawing, Geometry, Point } from '../../shared/graph/drawing.ts';

/** A piece of a line, as the area that it covers. */
interface Piece extends Area {
  readonly line: string;
}

const SLACK = 0.01;

function overlap(one: Area, other: Area): boolean {
  return (
    one.x + one.width > other.x + SLACK &&
    other.x + other.width > one.x + SLACK &&
    one.y + one.height > other.y + SLACK &&
    other.y + other.height > one.y + SLACK
  );
}

/** Whether a line, which has no width, runs inside an area. */
function runsInside(piece: Area, area: Area): boolean {
  return (
    piece.x < area.x + area.width - SLACK &&
    piece.x + piece.width > area.x + SLACK &&
    piece.y < area.y + area.height - SLACK &&
    piece.y + piece.height > area.y + SLACK
  );
}

function isInside(inner: Area, outer: Area): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function startsWith(path: readonly number[], prefix: readonly number[]): boolean {
  return prefix.every((index, at) => path[at] === index);
}

/** The pieces of all lines. */
export function pieces({ lines }: Geometry): Piece[] {
  return lines.flatMap(({ id, points }) =>
    points.slice(1).map((to, at): Piece => {
      const from = points[at] as Point;
      return {
        line: id,
        x: Math.min(from.x, to.x),
        y: Math.min(from.y, to.y),
        width: Math.abs(from.x - to.x),
        height: Math.abs(from.y - to.y),
      };
    }),
  );
}

function boxFaults({ boxes }: Geometry): string[] {
  const sorted = boxes.toSorted((one, other) => one.x - other.x);
  return sorted.flatMap((one, at) => {
    const faults: string[] = [];
    for (let next = at + 1; next < sorted.length; next++) {
      const other = sorted[next];
      if (other === undefined || other.x >= one.x + one.width) break;
      if (overlap(one, other)) faults.push(`${one.id} overlaps ${other.id}`);
    }
    return faults;
  });
}

function laneFaults(drawing: Drawing, { boxes, lanes }: Geometry): string[] {
  const pathOf = new Map(drawing.boxes.map(({ id, lane }) => [id, lane]));
  const areaOf = new Map(boxes.map((box) => [box.id, box]));
  const faults: string[] = [];
  for (const lane of lanes) {
    const name = `frame ${lane.path.join('.')}`;
    for (const box of boxes) {
      const own = startsWith(pathOf.get(box.id) ?? [], lane.path);
      if (overlap(box, lane) && !own) faults.push(`${name} holds ${box.id}`);
      if (own && overlap(box, lane) && !isInside(box, lane)) faults.push(`${box.id} stands out of ${name}`);
    }
    for (const other of lanes) {
      if (other === lane || !overlap(lane, other)) continue;
      if (!isInside(lane, other) && !isInside(other, lane))
        faults.push(`${name} overlaps ${other.path.join('.')}`);
      if (isInside(other, lane) && !startsWith(other.path, lane.path))
        faults.push(`${name} holds ${other.path.join('.')}`);
    }
  }
  for (const { id } of boxes) {
    const path = pathOf.get(id) ?? [];
    const box = areaOf.get(id) as Area;
    const around = lanes.filter((lane) => startsWith(path, lane.path) && isInside(box, lane));
    if (around.length !== Math.min(path.length, 12))
      faults.push(`${id} is in ${around.length} of ${path.length} frames`);
  }
  return faults;
}

function lineFaults(drawing: Drawing, geometry: Geometry): string[] {
  const areaOf = new Map(geometry.boxes.map((box) => [box.id, box]));
  const ids = new Set(drawing.boxes.map(({ id }) => id));
  const placed = new Map(geometry.lines.map(({ id, points }) => [id, points]));
  const faults: string[] = [];
  for (const { id, from, to } of drawing.lines) {
    if (!ids.has(from) || !ids.has(to)) continue;
    const points = placed.get(id);
    const [source, target, first, last] = [areaOf.get(from), areaOf.get(to), points?.[0], points?.at(-1)];
    if (source === undefined || target === undefined || first === undefined || last === undefined) {
      faults.push(`${id} has no way`);
      continue;
    }
    if (first.x !== source.x + source.width || first.y < source.y || first.y > source.y + source.height)
      faults.push(`${id} begins elsewhere`);
    if (last.x !== target.x || last.y < target.y || last.y > target.y + target.height)
      faults.push(`${id} ends elsewhere`);
  }
  const columns = [...Map.groupBy(geometry.boxes, ({ x }) => x).values()];
  const widest = geometry.boxes.reduce((most, { width }) => Math.max(most, width), 0);
  for (const piece of pieces(geometry)) {
    if (piece.width > 0 && piece.height > 0) faults.push(`${piece.line} runs aslant`);
    for (const column of columns) {
      const [first] = column;
      if (first === undefined || piece.x > first.x + widest || piece.x + piece.width < first.x) continue;
      for (const box of column)
        if (runsInside(piece, box)) faults.push(`${piece.line} runs through ${box.id}`);
    }
    if (
      piece.x < 0 ||
      piece.y < 0 ||
      piece.x + piece.width > geometry.width ||
      piece.y + piece.height > geometry.height
    ) {
      faults.push(`${piece.line} leaves the picture`);
    }
  }
  return faults;
}

/** All that is wrong with a geometry, in words; empty where nothing is. */
export function geometryFaults(drawing: Drawing, geometry: Geometry): string[] {
  return [...boxFaults(geometry), ...laneFaults(drawing, geometry), ...lineFaults(drawing, geometry)];
}

/** Distinct points at which lines of different sources and targets cross. */
export function crossings(geometry: Geometry): number {
  const all = pieces(geometry);
  const upright = all.filter(({ height }) => height > 0);
  const points = new Set<string>();
  for (const { x, y, width, line } of all.filter(({ height }) => height === 0)) {
    for (const { x: atX, y: top, height, line: other } of upright) {
      if (
        line !== other &&
        atX > x + SLACK &&
        atX < x + width - SLACK &&
        y > top + SLACK &&
        y < top + height - SLACK
      ) {
        points.add(`${atX},${y}`);
      }
    }
  }
  return points.size;
}

/** Lines that run through the frame of a branch that neither of their ends is in. */
export function foreignFrames(drawing: Drawing, geometry: Geometry): number {
  const pathOf = new Map(drawing.boxes.map(({ id, lane }) => [id, lane]));
  const ends = new Map(
    drawing.lines.map(({ id, from, to }) => [id, [pathOf.get(from) ?? [], pathOf.get(to) ?? []]]),
  );
  const found = new Set<string>();
  for (const piece of pieces(geometry)) {
    for (const lane of geometry.lanes) {
      const isOwn = ends.get(piece.line)?.some((path) => startsWith(path, lane.path)) === true;
      if (!isOwn && runsInside(piece, lane)) found.add(piece.line);
    }
  }
  return found.size;
}

/** How much two pieces lie on each other, along their line. */
function shared(one: Piece, other: Piece): number {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return Math.max(across, down);
}

/** Pairs of lines that lie on each other though they have neither a source nor a target in common. */
export function overlaps(drawing: Drawing, geometry: Geometry): string[] {
  const lineOf = new Map(drawing.lines.map((line) => [line.id, line]));
  const found = new Set<string>();
  const alongAxes = Map.groupBy(pieces(geometry), ({ x, y, height }) => (height === 0 ? `y${y}` : `x${x}`));
  for (const alike of alongAxes.values()) {
    for (const [at, one] of alike.entries()) {
      for (const other of alike.slice(at + 1)) {
        const [line, beside] = [lineOf.get(one.line), lineOf.get(other.line)];
        if (line?.from === beside?.from || line?.to === beside?.to) continue;
        if (shared(one, other) > 0.5) found.add(`${one.line} ${other.line}`);
      }
    }
  }
  return [...found];
}
