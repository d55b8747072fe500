import type { CDPSession, Page } from '@playwright/test';

/** Copying, in the mask of what a drag allows. */
const COPY = 1;

/** A drag of files over a page, as the system tells Chromium of one: by their real paths. */
export class Drag {
  readonly #session: CDPSession;
  readonly #files: readonly string[];

  private constructor(session: CDPSession, files: readonly string[]) {
    this.#session = session;
    this.#files = files;
  }

  /** @param files paths of files and folders on the disk */
  static async of(page: Page, files: readonly string[]): Promise<Drag> {
    return new Drag(await page.context().newCDPSession(page), files);
  }

  /** Comes over a point of the page, from outside of it. */
  async enter(x = 400, y = 300): Promise<void> {
    await this.#tell('dragEnter', x, y);
  }

  async over(x = 400, y = 300): Promise<void> {
    await this.#tell('dragOver', x, y);
  }

  async drop(x = 400, y = 300): Promise<void> {
    await this.#tell('drop', x, y);
  }

  /** Leaves the page, or is given up outside of it. */
  async cancel(x = 400, y = 300): Promise<void> {
    await this.#tell('dragCancel', x, y);
  }

  /** The whole of it. */
  async dropAt(x = 400, y = 300): Promise<void> {
    await this.enter(x, y);
    await this.over(x, y);
    await this.drop(x, y);
  }

  async #tell(type: 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel', x: number, y: number): Promise<void> {
    const data = { items: [], files: [...this.#files], dragOperationsMask: COPY };
    await this.#session.send('Input.dispatchDragEvent', { type, x, y, data });
  }
}

/**
 * Lets the double of Electron tell paths of files by their names: Chromium, whose pages are its windows, has no `webUtils`. Real Electron is
 * asked for the paths themselves.
 */
export async function tellPaths(page: Page, paths: readonly string[]): Promise<void> {
  const byName = Object.fromEntries(paths.map((path) => [path.slice(path.lastIndexOf('/') + 1), path]));
  await page.evaluate(`globalThis.electronDoublePaths = ${JSON.stringify(byName)}`);
}
