import { dirname, relative, sep } from 'node:path';
import { OWN_FOLDER, type Site } from '../change/site.ts';
import { isInside } from '../files/paths.ts';
import { plainWords } from '../files/plain-words.ts';
import { LIBRARY_FOLDERS } from '../layouts/layouts.ts';

/** Folders of a workspace that hold what manifests name. */
const OWNED: ReadonlySet<string> = new Set([...LIBRARY_FOLDERS, OWN_FOLDER]);

/** The folder of a workspace that a place lies in and that nirs4all or Stemma alone writes to; null where it lies in none. Both real paths. */
export function ownFolderAt(root: string, folder: string): string | null {
  const [top = ''] = relative(root, folder).split(sep);
  return isInside(root, folder) && OWNED.has(top) ? top : null;
}

/** Why nothing is written to a place, the end of a sentence: only nirs4all writes where manifests look. Null where it may be. */
export function refusedPlace({ fs, root }: Site, file: string): string | null {
  const folder = fs.realPath(dirname(file));
  if (!folder.ok) return plainWords(folder.error);
  const top = ownFolderAt(root, folder.value);
  return top === null ? null : `it lies in the workspace's own ${top}/, where only nirs4all writes`;
}
