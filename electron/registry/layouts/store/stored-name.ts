import { classifyFileName, EXTENSIONS } from '../../../../shared/format/file-name.ts';
import type { StoredFolder } from '../../index/walk-event.ts';
import type { StoredName } from '../../index/write-folder.ts';

/** Of the dag-ml engine: the whole hash, and nothing else. */
const WHOLE_HASH = /^([0-9a-f]{64})\.([a-z]+)$/;

/** Digits of a hash in a name tell in which folder the file lies: the first two. */
function digitsOf(name: string): string | null {
  const [, whole, extension = ''] = WHOLE_HASH.exec(name) ?? [];
  if (whole !== undefined) return EXTENSIONS.has(extension) || extension === 'bin' ? whole : null;
  const { style, hashPrefix } = classifyFileName(name);
  return style === 'new' ? hashPrefix : null;
}

/** Whether nirs4all writes a file of this name in a folder, and the digits of the hash in it, 12 of them. */
export function storedName(folder: Pick<StoredFolder, 'path' | 'isSearched'>, name: string): StoredName {
  const digits = folder.isSearched ? digitsOf(name) : null;
  const isOurs = digits !== null && folder.path === `artifacts/${digits.slice(0, 2)}`;
  return { isOurs, hashPrefix: isOurs ? digits.slice(0, 12) : null };
}
