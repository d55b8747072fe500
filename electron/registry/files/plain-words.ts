import { systemWords, type FileError } from './file-system.ts';

/** What the codes of the system mean to somebody who wants to write or read a file. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EPERM', 'not allowed'],
  ['ENOSPC', 'no space is left on the disk'],
  ['EDQUOT', 'your share of the disk (quota) is used up'],
  ['EROFS', 'the disk is read-only'],
  ['EIO', 'the disk could not do it: it may be failing, or was taken away'],
  ['ENOENT', 'it is not there'],
  ['ENOTDIR', 'something in its path is no folder'],
  ['EISDIR', 'it is a folder'],
  ['EEXIST', 'something of that name is there already'],
  ['ENOTEMPTY', 'the folder is not empty'],
  ['ELOOP', 'links lead in a circle, or are not followed'],
  ['ENAMETOOLONG', 'the path would be longer than this system allows'],
  ['EFBIG', 'it is larger than this disk takes'],
  ['EBUSY', 'another program is using it'],
  ['ETXTBSY', 'another program is using it'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open on this computer'],
  ['EXDEV', 'it lies on another disk'],
  ['ESTALE', 'the file server does not know it any more'],
  ['ETIMEDOUT', 'the file server did not answer in time'],
  ['EHOSTDOWN', 'the file server does not answer'],
]);

/**
 * What the system said, in plain words and with its code in brackets, to be searched for: `permission denied (EACCES)`. Without the
 * path, which its own words end with: the sentence around says what it was about.
 */
export function plainWords(error: FileError): string {
  return `${WORDS.get(error.code) ?? systemWords(error)} (${error.code})`;
}
