import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeOwnedFolder, removeLeftFolders } from '../change/left-folders.ts';

/** Where archives are unpacked for a preview, below the cache folder. */
function rootIn(cache: string): string {
  return join(cache, 'unpacked');
}

/** A new empty folder for what comes out of an archive, and the folder that goes when nobody wants that any more. Throws the system's error. */
export function makeUnpacked(cache: string): { readonly files: string; readonly folder: string } {
  const folder = makeOwnedFolder(rootIn(cache), 'of-');
  const files = join(folder, 'files');
  mkdirSync(files);
  return { files, folder };
}

/** Removes what was unpacked for a plan. */
export function removeUnpacked(folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Removes what processes left that were killed with a preview. */
export function removeLeftUnpacked(cache: string): Promise<void> {
  return removeLeftFolders(rootIn(cache));
}
