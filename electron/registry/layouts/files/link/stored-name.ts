import { classifyFileName } from '../../../../../shared/format/file-name.ts';
import type { StoredFolder } from '../../../index/walk-event.ts';
import type { StoredName } from '../../../index/write-folder.ts';

/**
 * Whether nirs4all writes a file of this name in a folder, and the digits of the hash in it: new-style names belong in
 * `binaries/<dataset>`, old-style ones in a run's `_binaries`; anything else, and anything in a sub-folder, is foreign.
 */
export function storedName(folder: Pick<StoredFolder, 'isSearched' | 'run'>, name: string): StoredName {
  const { style, hashPrefix } = classifyFileName(name);
  const isOurs = folder.isSearched && style === (folder.run === null ? 'new' : 'old');
  return { isOurs, hashPrefix: isOurs ? hashPrefix : null };
}
