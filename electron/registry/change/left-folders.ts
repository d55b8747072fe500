import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeFileSystem, type FileError } from '../files/file-system.ts';
import {
  isSurelyDead,
  ownerHere,
  parseOwner,
  thisMachine,
  type LockOwner,
  type ProcessTable,
} from './lock-owner.ts';

/** Folders that are older than this belong to nobody, whatever they say: in milliseconds. */
const OLDEST_MS = 7 * 24 * 3_600_000;

/** Says in a folder which process it is of. */
const OWNER = 'owner.json';

/** Whether what an owner put there can go. Less is at stake than with a lock: these are copies of what people still have. */
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

/**
 * Removes the folders below one of the cache that processes left that are gone. Nothing that can't be removed is in the way of anything.
 *
 * @param root a folder of the cache that holds only such as {@link makeOwnedFolder} makes; it need not be there
 */
export async function removeLeftFolders(
  root: string,
  table: ProcessTable = thisMachine(nodeFileSystem),
  nowMs: number = Date.now(),
): Promise<void> {
  const names = await readdir(root).catch(() => []);
  for (const name of names) {
    const folder = join(root, name);
    try {
      if (await isLeftOver(folder, table, nowMs)) await rm(folder, { recursive: true, force: true });
    } catch (error) {
      // Another one that starts removes it at this moment, or the system keeps it.
      if (!isSystemError(error)) throw error;
    }
  }
}

/** A new folder below one of the cache that says which process it is of. Throws the system's error. */
export function makeOwnedFolder(root: string, prefix: string): string {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const own = mkdtempSync(join(root, prefix));
  const owner = ownerHere(thisMachine(nodeFileSystem), '', Date.now());
  writeFileSync(join(own, OWNER), JSON.stringify(owner));
  return own;
}
