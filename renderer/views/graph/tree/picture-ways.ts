import type { Scene, SceneLine } from '../../../../shared/graph/scene/scene.ts';

/** What hangs together in a picture, by ids of boxes and rows. */
export interface PictureWays {
  /** The box of a row, or the box itself. */
  readonly boxOf: (id: string) => string;
  readonly rowsOf: (box: string) => readonly string[];
  /** Lines that end at it, those of its box or its rows too. */
  readonly into: (id: string) => readonly SceneLine[];
  /** Lines that begin at it, in the same way. */
  readonly outOf: (id: string) => readonly SceneLine[];
}

const NO_IDS: readonly string[] = [];
const NO_LINES: readonly SceneLine[] = [];

/** See {@link PictureWays}. */
export function pictureWays({ boxes, lines }: Pick<Scene, 'boxes' | 'lines'>): PictureWays {
  const owner = new Map<string, string>();
  const rows = new Map<string, readonly string[]>();
  for (const box of boxes) {
    rows.set(
      box.id,
      box.rows.map(({ id }) => id),
    );
    for (const { id } of box.rows) owner.set(id, box.id);
  }
  const ending = Map.groupBy(lines, ({ to }) => to);
  const beginning = Map.groupBy(lines, ({ from }) => from);
  const around = (id: string): readonly string[] => {
    const box = owner.get(id);
    // A line at a box is of all its folds; what is asked of a box is asked of all of them.
    return box === undefined ? [id, ...(rows.get(id) ?? NO_IDS)] : [id, box];
  };
  return {
    boxOf: (id) => owner.get(id) ?? id,
    rowsOf: (box) => rows.get(box) ?? NO_IDS,
    into: (id) => around(id).flatMap((one) => ending.get(one) ?? NO_LINES),
    outOf: (id) => around(id).flatMap((one) => beginning.get(one) ?? NO_LINES),
  };
}

/** The path of something: what it needs, and what needs it, over any number of steps. */
export interface LitPath {
  readonly upstream: { readonly ids: ReadonlySet<string>; readonly lines: ReadonlySet<string> };
  readonly downstream: { readonly ids: ReadonlySet<string>; readonly lines: ReadonlySet<string> };
}

function follow(
  from: string,
  linesAt: (id: string) => readonly SceneLine[],
  farEnd: (line: SceneLine) => string,
  most: number,
): LitPath['upstream'] {
  const ids = new Set<string>();
  const lines = new Set<string>();
  let front = [from];
  for (let step = 0; step < most && front.length > 0; step += 1) {
    const next: string[] = [];
    for (const line of front.flatMap((id) => linesAt(id))) {
      lines.add(line.id);
      const end = farEnd(line);
      if (end === from || ids.has(end)) continue;
      ids.add(end);
      next.push(end);
    }
    front = next;
  }
  return { ids, lines };
}

/** See {@link LitPath}; of so many steps at most. */
export function litPath(ways: PictureWays, id: string, most = Infinity): LitPath {
  return {
    upstream: follow(id, ways.into, ({ from }) => from, most),
    downstream: follow(id, ways.outOf, ({ to }) => to, most),
  };
}

/** How many boxes are in a part of a path. */
export function boxCount(ways: PictureWays, ids: ReadonlySet<string>): number {
  return new Set([...ids].map((id) => ways.boxOf(id))).size;
}
