import { classifyFileName, EXTENSIONS } from '../../../../shared/format/file-name.ts';
import type { StoredFolder } from '../../index/walk-event.ts';
import type { StoredName } from '../../index/write-folder.ts';

/** Of the dag-ml engine: the whole hash, and nothing else. */
const WHOLE_HASH = /^([0-9a-f]{64})\.([a-z]+)$/;

/** A name that the library gives a file until it is whole; one that was killed leaves it. */
const TEMPORARY = /^\.(.+)\.\w+\.tmp$/;

/** Digits of a hash in a name tell in which folder the file lies: the first two. */
function digitsOf(name: string): string | null {
  const [, whole, extension = ''] = WHOLE_HASH.exec(name) ?? [];
  if (whole !== undefined) return EXTENSIONS.has(extension) || extension === 'bin' ? whole : null;
  const { style, hashPrefix } = classifyFileName(name);
  return style === 'new' ? hashPrefix : null;
}

/** Whether nirs4all writes a file of this name in a folder, and the digits of the hash in it, 12 of them. */
export function storedName(folder: Pick<StoredFolder, 'path' | 'isSearched'>, name: string): StoredName {
  if (folder.path === 'arrays') return { isOurs: name.endsWith('.parquet.tmp'), hashPrefix: null };
  const whole = TEMPORARY.exec(name)?.[1];
  const digits = folder.isSearched ? digitsOf(whole ?? name) : null;
  const isOurs = digits !== null && folder.path === `artifacts/${digits.slice(0, 2)}`;
  return { isOurs, hashPrefix: isOurs && whole === undefined ? digits.slice(0, 12) : null };
}
