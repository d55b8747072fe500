import { checkBareName } from '../../../../shared/format/bare-name.ts';
import { foldName } from '../../../../shared/format/fold-name.ts';
import { isCleanPath } from '../trust.ts';
import { archiveKind } from './archive-kind.ts';
import type { ArchiveLimits } from './limits.ts';
import { Refused } from './refusal.ts';

/** What systems put beside the files of an archive, and nobody misses. */
const PASSED_OVER = /(?:^|\/)(?:__MACOSX(?:\/|$)|\.DS_Store$)/;

/** Bytes of a path: more than systems allow. */
const LONGEST = 4096;

/** Whether an entry is passed over without a word. */
export function isPassedOver(name: string): boolean {
  return PASSED_OVER.test(name);
}

/** The path of an entry with plain parts only, without the `./` that tar begins with. Throws {@link Refused} where a part leads anywhere else. */
function checkedPath(name: string): string {
  const path = name.replace(/^(?:\.\/)+/, '').replace(/\/$/, '');
  if (path === '' || path === '.') return '';
  if (path.length > LONGEST) throw new Refused('UNSAFE_NAME', name.slice(0, LONGEST), 'its path is too long');
  if (path.startsWith('/')) throw new Refused('UNSAFE_NAME', name, 'its path is an absolute one');
  if (path.includes('\uFFFD')) throw new Refused('UNSAFE_NAME', name, 'its name is no valid text');
  for (const part of path.split('/')) {
    const reason = part === '' ? 'a part of its path is empty' : checkBareName(part);
    if (reason !== null) throw new Refused('UNSAFE_NAME', name, reason);
  }
  if (!isCleanPath(path)) throw new Refused('UNSAFE_NAME', name, "it lies in Stemma's own folder");
  return path;
}

/**
 * Judges the names of an archive's entries, in their order: which are clean, and that no two are one file on a system which ignores
 * case or composes accents.
 */
export class EntryNames {
  readonly #limits: ArchiveLimits;
  /** By the folded path: whether it is a folder that only others named, one of its own entry, or a file. */
  readonly #seen = new Map<string, 'around' | 'folder' | 'file'>();
  #count = 0;

  constructor(limits: ArchiveLimits) {
    this.#limits = limits;
  }

  /** Counts an entry. Throws {@link Refused} where there are too many. */
  count(): void {
    this.#count += 1;
    if (this.#count > this.#limits.entries)
      throw new Refused('TOO_MANY', null, `it has more than ${this.#limits.entries} entries`);
  }

  /** The path of a folder's entry, empty for the top. Throws {@link Refused}. */
  folder(name: string): string {
    const path = checkedPath(name);
    if (path === '') return path;
    this.#enter(path, name);
    const key = foldName(path);
    if (this.#seen.get(key) === 'file')
      throw new Refused('DUPLICATE', name, 'a file of that name is there too');
    this.#seen.set(key, 'folder');
    return path;
  }

  /** The path of a file's entry, which may be an archive where that is said. Throws {@link Refused}. */
  file(name: string, mayBeArchive = false): string {
    if (name.endsWith('/')) throw new Refused('UNSAFE_NAME', name, 'it has the name of a folder, and bytes');
    const path = checkedPath(name);
    if (path === '') throw new Refused('UNSAFE_NAME', name, 'it has no name');
    if (!mayBeArchive && archiveKind(path) !== null)
      throw new Refused('ARCHIVE_INSIDE', name, 'it is an archive itself: unpack it first');
    this.#enter(path, name);
    const key = foldName(path);
    if (this.#seen.has(key))
      throw new Refused(
        'DUPLICATE',
        name,
        'another entry has the same name, or one that some systems take for the same',
      );
    this.#seen.set(key, 'file');
    return path;
  }

  /** Notes the folders around an entry. */
  #enter(path: string, name: string): void {
    for (let end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      const key = foldName(path.slice(0, end));
      const there = this.#seen.get(key);
      if (there === 'file') throw new Refused('DUPLICATE', name, 'it lies below an entry that is a file');
      if (there === undefined) this.#seen.set(key, 'around');
    }
  }
}
