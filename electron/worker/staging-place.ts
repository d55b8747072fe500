import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  isSurelyDead,
  ownerHere,
  parseOwner,
  thisMachine,
  type LockOwner,
  type ProcessTable,
} from '../registry/change/lock-owner.ts';
import { nodeFileSystem, type FileError } from '../registry/files/file-system.ts';

/** Folders that are older than this belong to nobody, whatever they say: in milliseconds. */
const OLDEST_MS = 7 * 24 * 3_600_000;

const OWNER = 'owner.json';

/** Whether what an owner staged can go. Less is at stake than with a lock: these are copies of what people still have. */
function isOver(owner: LockOwner, table: ProcessTable): boolean {
  if (isSurelyDead(owner, table)) return true;
  if (owner.host !== table.host || owner.pid_namespace !== table.pidNamespace) return false;
  return owner.boot_id !== table.bootId || table.stateOf(owner.pid) === 'dead';
}

/** Whether it is an error of the system, such as a full disk. */
export function isSystemError(error: unknown): error is FileError {
  return error instanceof Error && 'code' in error;
}

async function isLeftOver(folder: string, table: ProcessTable, nowMs: number): Promise<boolean> {
  const bytes = await readFile(join(folder, OWNER)).catch(() => null);
  const owner = bytes === null ? null : parseOwner(bytes);
  if (owner !== null && isOver(owner, table)) return true;
  return nowMs - (await stat(folder)).mtimeMs > OLDEST_MS;
}

/** Where this process stages what comes in or goes out: a folder of its own in the cache, made when it is first wanted. */
export class StagingPlace {
  readonly #root: string;
  #own: Promise<string> | null = null;

  /** @param cache the cache folder */
  constructor(cache: string) {
    this.#root = join(cache, 'drops');
  }

  /** Removes what processes left here that are gone. Nothing that can't be removed is in the way of anything. */
  async removeLeftovers(
    table: ProcessTable = thisMachine(nodeFileSystem),
    nowMs = Date.now(),
  ): Promise<void> {
    const names = await readdir(this.#root).catch(() => []);
    for (const name of names) {
      const folder = join(this.#root, name);
      try {
        if (await isLeftOver(folder, table, nowMs)) await rm(folder, { recursive: true, force: true });
      } catch (error) {
        // Another one that starts removes it at this moment, or the system keeps it.
        if (!isSystemError(error)) throw error;
      }
    }
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
    await mkdir(this.#root, { recursive: true, mode: 0o700 });
    const own = await mkdtemp(join(this.#root, 'host-'));
    const owner = ownerHere(thisMachine(nodeFileSystem), '', Date.now());
    await writeFile(join(own, OWNER), JSON.stringify(owner));
    return own;
  }
}
