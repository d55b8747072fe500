import { randomUUID } from 'node:crypto';

/** More than one is waiting only when a page never asks for what was dropped. */
const MOST = 16;

/** What was dropped onto a window, until the page asks for it to be opened: the page itself never holds a path. */
export class Drops {
  readonly #paths = new Map<string, readonly string[]>();

  /** Keeps the paths of a drop, and answers an id that nobody can guess. Throws where nothing lies on a disk. */
  keep(paths: readonly string[]): string {
    if (paths.length === 0) throw new Error('Nothing of what was dropped lies on a disk');
    const id = randomUUID();
    this.#paths.set(id, paths);
    const [oldest] = this.#paths.keys();
    if (this.#paths.size > MOST && oldest !== undefined) this.#paths.delete(oldest);
    return id;
  }

  /** The paths of a drop, which stays; null where there are none under this id. */
  find(id: string): readonly string[] | null {
    return this.#paths.get(id) ?? null;
  }

  /** The paths of a drop, once; null where there are none under this id. */
  take(id: string): readonly string[] | null {
    const paths = this.#paths.get(id) ?? null;
    this.#paths.delete(id);
    return paths;
  }
}
