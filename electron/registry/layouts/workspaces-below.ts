import { join } from 'node:path';
import type { FileSystem } from '../files/file-system.ts';
import { recogniseLayouts } from './layouts.ts';

/** Looking into more would make people wait for a hint. */
const MOST = 500;

/** The folders in a folder that are workspaces, by name: a hint for whoever named the folder around them. */
export function workspacesBelow(fs: FileSystem, folder: string): string[] {
  const listed = fs.list(folder);
  if (!listed.ok) return [];
  return listed.value
    .filter(({ kind }) => kind === 'folder' || kind === 'link')
    .slice(0, MOST)
    .map(({ name }) => name)
    .filter((name) => recogniseLayouts(fs, join(folder, name)) !== null)
    .toSorted();
}
