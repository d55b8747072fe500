import type { Scene } from '../../../../shared/graph/scene/scene.ts';
import { litPath, type PictureWays } from '../tree/picture-ways.ts';

/** What is to stand out in a picture. */
export interface Highlights {
  /** Whose path is lit; null for none. */
  readonly lit: string | null;
  /** Of the path only the first step. */
  readonly isNear: boolean;
  /** What the inspector shows, or is picked. */
  readonly chosen: ReadonlySet<string>;
  /** Where the keyboard is; null while it is elsewhere. */
  readonly focused: string | null;
  readonly found: ReadonlySet<string>;
}

/** The classes that boxes, rows and lines get for it, by their ids. */
export function paintedClasses(
  scene: Scene,
  ways: PictureWays,
  { lit, isNear, chosen, focused, found }: Highlights,
): ReadonlyMap<string, string> {
  const classes = new Map<string, string[]>();
  const give = (id: string, name: string): void => {
    const before = classes.get(id);
    if (before === undefined) classes.set(id, [name]);
    else before.push(name);
  };
  if (lit !== null) {
    const { upstream, downstream } = litPath(ways, lit, isNear ? 1 : Infinity);
    const near = new Set([lit, ...upstream.ids, ...downstream.ids]);
    // A row needs its box around it, and a box all its rows.
    const seen = new Set(
      [...near].flatMap((id) => [ways.boxOf(id), id, ...(ways.boxOf(id) === id ? ways.rowsOf(id) : [])]),
    );
    for (const box of scene.boxes) {
      for (const id of [box.id, ...box.rows.map((row) => row.id)]) if (!seen.has(id)) give(id, 'far');
    }
    for (const { id } of scene.lines) {
      give(id, upstream.lines.has(id) ? 'upstream' : downstream.lines.has(id) ? 'downstream' : 'far');
    }
  }
  for (const id of found) give(id, 'found');
  for (const id of chosen) give(id, 'chosen');
  if (focused !== null) give(focused, 'focused');
  return new Map([...classes].map(([id, names]) => [id, names.join(' ')]));
}
