import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOwnedFolder, removeLeftFolders } from '../registry/change/left-folders.ts';
import type { ProcessTable } from '../registry/change/lock-owner.ts';

/** Where this process stages what comes in or goes out: a folder of its own in the cache, made when it is first wanted. */
export class StagingPlace {
  readonly #root: string;
  #own: Promise<string> | null = null;

  /** @param cache the cache folder */
  constructor(cache: string) {
    this.#root = join(cache, 'drops');
  }

  /** Removes what processes left here that are gone. Nothing that can't be removed is in the way of anything. */
  async removeLeftovers(table?: ProcessTable, nowMs?: number): Promise<void> {
    await removeLeftFolders(this.#root, table, nowMs);
  }

  /** A new empty folder. Rejects with the system's error. */
  async folder(): Promise<string> {
    this.#own ??= this.#make();
    try {
      return await mkdtemp(join(await this.#own, 'drop-'));
    } catch (error) {
      // Somebody may have emptied the cache: the next drop makes it again.
      this.#own = null;
      throw error;
    }
  }

  /** Removes all that this process staged. */
  async remove(): Promise<void> {
    const own = await this.#own?.catch(() => null);
    this.#own = null;
    if (typeof own === 'string') await rm(own, { recursive: true, force: true, maxRetries: 3 });
  }

  async #make(): Promise<string> {
    return makeOwnedFolder(this.#root, 'host-');
  }
}
