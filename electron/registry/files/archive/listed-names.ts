import { fail, ok, type Result } from '../../../../shared/domain/result.ts';
import { EntryNames } from './entry-names.ts';
import { ARCHIVE_LIMITS } from './limits.ts';
import { Refused, type ArchiveRefusal } from './refusal.ts';

/**
 * Judges the names of files that somebody lists before their bytes come: as untrusted as those in an archive, and by the same rules. One
 * that is refused keeps out nothing but itself.
 */
export class ListedNames {
  readonly #names = new EntryNames(ARCHIVE_LIMITS);

  /**
   * The path of a file, of plain parts, or why it is left out.
   *
   * @param name a path with `/` between its parts; only one without any may be an archive, which is unpacked by itself
   */
  judge(name: string): Result<string, ArchiveRefusal> {
    try {
      return ok(this.#names.file(name, !name.includes('/')));
    } catch (error) {
      if (error instanceof Refused) return fail(error.refusal);
      throw error;
    }
  }
}
