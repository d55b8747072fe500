import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXPORTS_PATH } from '../../../shared/api/sockets.ts';
import type { CoreHost } from '../../worker/threads/core-host.ts';
import type { StagingPlace } from '../drops/staging-place.ts';

/** More than these wait only for pages that never fetch them. */
const MOST = 8;

/** A file that a page may fetch, once. */
export interface Download {
  readonly file: string;
  /** As the browser is to call it. */
  readonly name: string;
}

/** What is exported for pages in a browser: written to the cache, and gone once it was fetched. */
export class Downloads {
  readonly #core: Pick<CoreHost, 'givePlace'>;
  readonly #place: StagingPlace;
  readonly #waiting = new Map<string, Download>();

  constructor(core: Pick<CoreHost, 'givePlace'>, place: StagingPlace) {
    this.#core = core;
    this.#place = place;
  }

  /** A place for a file, by an id that nobody can guess. Rejects with the system's error where nothing can be staged. */
  async begin(name: string): Promise<{ readonly place: string; readonly url: string }> {
    const id = randomUUID();
    const folder = await this.#place.folder();
    const file = join(folder, 'export');
    this.#waiting.set(id, { file, name });
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > MOST && oldest !== undefined) this.forget(oldest);
    this.#core.givePlace(id, file);
    return { place: id, url: `${EXPORTS_PATH}${id}` };
  }

  /** The file of an id, once: whoever takes it removes it. Null where there is none. */
  take(id: string): Download | null {
    const download = this.#waiting.get(id) ?? null;
    if (!this.#waiting.delete(id)) return null;
    this.#core.givePlace(id, null);
    return download;
  }

  /** Removes what was written for a page, if it was not fetched. */
  forget(id: string): void {
    const download = this.take(id);
    if (download !== null) rmSync(dirname(download.file), { recursive: true, force: true });
  }
}
