import type { WorkspacePath } from '../files/paths.ts';
import type { WritableIndex } from './database.ts';

/** The name of the layout of a source or folder, by its path. */
export type LayoutOf = (path: WorkspacePath) => string;

/** How the records of a layout find their files; each part works on all of it that the index holds, and from nothing. */
export interface Linking {
  /** Works out which dataset each folder of stored files belongs to (`folder`), and whose files can't be looked at (`hidden_dataset`). */
  settleFolders(index: WritableIndex): void;
  /** Fills `reference` with the files that records find. */
  refer(index: WritableIndex): void;
  /**
   * Adds to `reference` what records may mean which find no file, and to `claimed_file` the files whose names say that they are
   * theirs. The former are in the temporary table `missing`.
   */
  referMissing(index: WritableIndex): void;
  /** Adds those of `missing` to `unwritten` whose file was never meant to be there, once `reference` is complete. */
  tellUnwritten(index: WritableIndex): void;
}
