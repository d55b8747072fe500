import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { nodeFileSystem } from '../registry/files/file-system.ts';
import { recogniseLayouts } from '../registry/layouts/layouts.ts';

/** Looking into more would make people wait for a hint. */
const MOST = 500;

/**
 * The folders in a folder that are workspaces, by name: a hint for who opened the folder around them. Answers none where
 * the folder can't be listed, for then there is no hint to give. Others may work between two folders.
 */
export async function workspaceChildren(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.slice(0, MOST)) {
    if (!entry.isDirectory() && !entry.isSymbolicLink()) continue;
    await setImmediate();
    if (recogniseLayouts(nodeFileSystem, join(folder, entry.name)) !== null) found.push(entry.name);
  }
  return found.sort();
}
