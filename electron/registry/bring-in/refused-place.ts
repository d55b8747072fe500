import { basename, dirname, join, relative, sep } from 'node:path';
import { OWN_FOLDER, type Site } from '../change/site.ts';
import { isInside } from '../files/paths.ts';
import { plainWords } from '../files/plain-words.ts';
import { LIBRARY_FOLDERS } from '../layouts/layouts.ts';

/** Folders of a workspace that hold what manifests name. */
const OWNED: ReadonlySet<string> = new Set([...LIBRARY_FOLDERS, OWN_FOLDER]);

/** Why nothing is written to a place. */
export type RefusedPlace =
  /** It can't be looked at; the reason is the end of a sentence. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** It lies in a folder of the workspace that nirs4all or Stemma alone writes to: manifests look there. */
  | { readonly kind: 'owned'; readonly top: string }
  /** A folder lies where a file is to go. */
  | { readonly kind: 'folder' }
  /** Something lies there, and may not be replaced; or it is the workspace itself. */
  | { readonly kind: 'taken' };

/** What is to be written. */
export interface Writing {
  readonly makes: 'file' | 'folder';
  /** Whether a file that lies there may be replaced. */
  readonly replaces: boolean;
}

/**
 * Why nothing may be written to a place; null where it may. The one answer for all that is taken out of a workspace, found out before anything is read.
 *
 * @param path of this system, absolute
 */
export function refusedPlace(
  { fs, root }: Pick<Site, 'fs' | 'root'>,
  path: string,
  { makes, replaces }: Writing,
): RefusedPlace | null {
  const around = fs.realPath(dirname(path));
  if (!around.ok) return { kind: 'unreachable', reason: plainWords(around.error) };
  const place = join(around.value, basename(path));
  if (place === root) return { kind: 'taken' };
  const [top = ''] = relative(root, place).split(sep);
  if (isInside(root, place) && OWNED.has(top)) return { kind: 'owned', top };
  if (makes === 'folder') return null;
  const there = fs.lstat(place);
  if (!there.ok) return null;
  if (there.value.kind === 'folder') return { kind: 'folder' };
  return replaces ? null : { kind: 'taken' };
}

/** The same for people, as the end of a sentence. */
export function refusedPlaceText(refused: RefusedPlace): string {
  switch (refused.kind) {
    case 'unreachable':
      return refused.reason;
    case 'owned':
      return `it lies in the workspace's own ${refused.top}/, where only nirs4all writes`;
    case 'folder':
      return 'a folder lies there';
    case 'taken':
      return 'something lies there already';
  }
}
