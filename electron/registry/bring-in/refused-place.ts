import { dirname, relative, sep } from 'node:path';
import { OWN_FOLDER, type Site } from '../change/site.ts';
import { isInside } from '../files/paths.ts';
import { plainWords } from '../files/plain-words.ts';
import { LIBRARY_FOLDERS } from '../layouts/layouts.ts';

/** Folders of a workspace that hold what manifests name. */
const OWNED: ReadonlySet<string> = new Set([...LIBRARY_FOLDERS, OWN_FOLDER]);

/** Why nothing is written to a place, the end of a sentence: only nirs4all writes where manifests look. Null where it may be. */
export function refusedPlace({ fs, root }: Site, file: string): string | null {
  const folder = fs.realPath(dirname(file));
  if (!folder.ok) return plainWords(folder.error);
  const [top = ''] = relative(root, folder.value).split(sep);
  if (!isInside(root, folder.value) || !OWNED.has(top)) return null;
  return `it lies in the workspace's own ${top}/, where only nirs4all writes`;
}
