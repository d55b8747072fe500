import { classifyFileName } from '../../../shared/format/file-name.ts';
import type { StoredFolder } from './walk-event.ts';

/** Numbers of `file.style`. */
export const STYLES = ['foreign', 'new', 'old'] as const;

/**
 * Which of nirs4all's names a file has where it lies: new-style names belong in `binaries/<dataset>`, old-style
 * ones in a run's `_binaries`; anything else, and anything in a sub-folder, is foreign.
 */
export function styleOf(
  folder: Pick<StoredFolder, 'direct' | 'place'>,
  name: string,
): { readonly style: number; readonly hashPrefix: string | null } {
  const { style, hashPrefix } = classifyFileName(name);
  const fits = folder.direct && style === (folder.place === 'binaries' ? 'new' : 'old');
  return fits ? { style: STYLES.indexOf(style), hashPrefix } : { style: 0, hashPrefix: null };
}
