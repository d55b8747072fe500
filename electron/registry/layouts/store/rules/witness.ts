import { basename } from 'node:path/posix';
import type { Unreadable } from '../../../../../shared/domain/manifest.ts';
import { fail, ok, type Result } from '../../../../../shared/domain/result.ts';
import type { FileSystem } from '../../../files/file-system.ts';
import type { ForeignDatabase } from '../../../index/foreign-database.ts';
import { foldName } from '../../../../../shared/format/fold-name.ts';
import type { WorkspacePath } from '../../../files/paths.ts';
import type { GoingFile, IsThere, Witness } from '../../rules.ts';
import { readStore } from '../database/open-store.ts';
import { artifactRows, runRows, type ArtifactRow } from '../read/tables.ts';

/** Digits of a hash that stand in a name, at least. */
const DIGITS = 12;

const IN_NAME = /(?:^|_)([0-9a-f]{12})[0-9a-f]*\.[a-z]+$/;

/** The first digits of a file's hash, as far as it is known; null where nothing tells. */
function digitsOf({ path, hash }: GoingFile): string | null {
  return hash?.slice(0, DIGITS) ?? IN_NAME.exec(basename(path))?.[1] ?? null;
}

/** What a database says of some files. */
interface Heard {
  /** The rows that name them, by their paths, folded. */
  readonly byPath: ReadonlyMap<WorkspacePath, readonly ArtifactRow[]>;
  /** The files that rows name, by the first digits of their hashes. */
  readonly byHash: ReadonlyMap<string, readonly WorkspacePath[]>;
  /** The folders of native results that runs name. */
  readonly results: ReadonlySet<string>;
}

/** Goes over the rows of a database once, and keeps what is of some files: of a million rows nothing else is held. */
function heardOf(database: ForeignDatabase, going: readonly GoingFile[]): Heard {
  const byPath = new Map<WorkspacePath, ArtifactRow[]>(going.map(({ path }) => [foldName(path), []]));
  const byHash = new Map<string, WorkspacePath[]>();
  for (const file of going) {
    const digits = digitsOf(file);
    if (digits !== null) byHash.set(digits, []);
  }
  for (const row of artifactRows(database)) {
    const { path, hash } = row;
    const own = `artifacts/${path}`;
    if (path !== '') byPath.get(foldName(own))?.push(row);
    if (hash !== null) byHash.get(hash.slice(0, DIGITS))?.push(own);
  }
  const results = [...runRows(database).values()].flatMap(({ nativeResults }) => nativeResults ?? []);
  return { byPath, byHash, results: new Set(results) };
}

/** What a database names, read right before files go: nothing that a row names may, whether a chain uses it or not. */
class StoreWitness implements Witness {
  readonly #heard: Heard;
  readonly #isThere: IsThere;

  constructor(heard: Heard, isThere: IsThere) {
    this.#heard = heard;
    this.#isThere = isThere;
  }

  needs(file: GoingFile): boolean {
    const { byPath, byHash, results } = this.#heard;
    if (byPath.get(foldName(file.path))?.some((row) => !this.#hasItsOwn(row)) === true) return true;
    const [top, folder] = file.path.split('/');
    if (top === 'native_results') return results.has(folder ?? '');
    const digits = top === 'artifacts' ? digitsOf(file) : null;
    if (digits === null) return false;
    // The bytes of a row may lie elsewhere than it says; where its own file is there, it needs no other.
    return byHash.get(digits)?.some((own) => !this.#isThere(own, null)) ?? false;
  }

  /** Whether a row finds its file in its place, so that it needs no other of that name: one that was written anew, of one in the trash. */
  #hasItsOwn({ path, size }: ArtifactRow): boolean {
    return this.#isThere(`artifacts/${path}`, size === 0 ? null : size);
  }
}

/** Reads the database anew; fails where it can't be read as of one moment. Null where it is gone. */
export function storeWitness(
  fs: FileSystem,
  file: string,
  going: readonly GoingFile[],
  isThere: IsThere,
): Result<Witness, Unreadable> | null {
  const read = readStore(fs, file, (database) => heardOf(database, going));
  if (read === null) return null;
  return read.ok ? ok(new StoreWitness(read.value, isThere)) : fail(read.error);
}
