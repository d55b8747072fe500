import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { StagingPlace } from './staging-place.ts';
import type { CoreHost } from './threads/core-host.ts';

/** More than these wait only for pages that never fetch them, or for nobody any more. */
const MOST = 8;

/** A file that was written to be fetched, or dragged away. */
export interface StagedExport {
  readonly file: string;
  /** As it is to be called. */
  readonly name: string;
}

/** What is exported to a place in the cache, from where a browser fetches it or the system takes it. */
export class StagedExports {
  readonly #core: Pick<CoreHost, 'givePlace'>;
  readonly #place: StagingPlace;
  readonly #waiting = new Map<string, StagedExport>();

  constructor(core: Pick<CoreHost, 'givePlace'>, place: StagingPlace) {
    this.#core = core;
    this.#place = place;
  }

  /**
   * A place for a file of a name that every system takes, by an id that nobody can guess. Rejects with the system's error where nothing
   * can be staged.
   */
  async begin(name: string): Promise<string> {
    const id = randomUUID();
    const file = join(await this.#place.folder(), name);
    this.#waiting.set(id, { file, name });
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > MOST && oldest !== undefined) this.forget(oldest);
    this.#core.givePlace(id, file);
    return id;
  }

  /** The file of an id, which stays; null where there is none. */
  find(id: string): StagedExport | null {
    return this.#waiting.get(id) ?? null;
  }

  /** The file of an id, once: whoever takes it removes it. Null where there is none. */
  take(id: string): StagedExport | null {
    const staged = this.find(id);
    if (!this.#waiting.delete(id)) return null;
    this.#core.givePlace(id, null);
    return staged;
  }

  /** Removes what was staged, if it was not taken. */
  forget(id: string): void {
    const staged = this.take(id);
    if (staged !== null) rmSync(dirname(staged.file), { recursive: true, force: true });
  }
}
