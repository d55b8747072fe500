import { basename } from 'node:path/posix';
import type { Unreadable } from '../../../../../shared/domain/manifest.ts';
import { fail, ok, type Result } from '../../../../../shared/domain/result.ts';
import type { FileSystem } from '../../../files/file-system.ts';
import { foldName } from '../../../../../shared/format/fold-name.ts';
import type { WorkspacePath } from '../../../files/paths.ts';
import type { GoingFile, IsThere, Witness } from '../../rules.ts';
import { readStore } from '../database/open-store.ts';
import { artifactRows, runRows, type ArtifactRow } from '../read/tables.ts';

/** Digits of a hash that stand in a name, at least. */
const DIGITS = 12;

const IN_NAME = /(?:^|_)([0-9a-f]{12})[0-9a-f]*\.[a-z]+$/;

/** What a database names, read right before files go: nothing that a row names may, whether a chain uses it or not. */
class StoreWitness implements Witness {
  /** The rows that name a file, by its path, folded. */
  readonly #byPath: ReadonlyMap<string, readonly ArtifactRow[]>;
  /** The files that rows name, by the first 12 digits of their hashes. */
  readonly #byHash: ReadonlyMap<string, readonly WorkspacePath[]>;
  readonly #results: ReadonlySet<string>;
  readonly #isThere: IsThere;

  constructor(rows: readonly ArtifactRow[], results: ReadonlySet<string>, isThere: IsThere) {
    const byHash = new Map<string, WorkspacePath[]>();
    const byPath = new Map<string, ArtifactRow[]>();
    for (const row of rows) {
      if (row.path !== '') push(byPath, foldName(`artifacts/${row.path}`), row);
      if (row.hash !== null) push(byHash, row.hash.slice(0, DIGITS), `artifacts/${row.path}`);
    }
    this.#byPath = byPath;
    this.#byHash = byHash;
    this.#results = results;
    this.#isThere = isThere;
  }

  needs({ path, hash }: GoingFile): boolean {
    if (this.#byPath.get(foldName(path))?.some((row) => !this.#hasItsOwn(row)) === true) return true;
    const [top, folder] = path.split('/');
    if (top === 'native_results') return this.#results.has(folder ?? '');
    if (top !== 'artifacts') return false;
    const digits = hash?.slice(0, DIGITS) ?? IN_NAME.exec(basename(path))?.[1];
    if (digits === undefined) return false;
    // The bytes of a row may lie elsewhere than it says; where its own file is there, it needs no other.
    return this.#byHash.get(digits)?.some((own) => !this.#isThere(own, null)) ?? false;
  }

  /** Whether a row finds its file in its place, so that it needs no other of that name: one that was written anew, of one in the trash. */
  #hasItsOwn({ path, size }: ArtifactRow): boolean {
    return this.#isThere(`artifacts/${path}`, size === 0 ? null : size);
  }
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

/** Reads the database anew; fails where it can't be read as of one moment. Null where it is gone. */
export function storeWitness(
  fs: FileSystem,
  file: string,
  isThere: IsThere,
): Result<Witness, Unreadable> | null {
  const read = readStore(fs, file, (database) => {
    const results = [...runRows(database).values()].flatMap(({ nativeResults }) => nativeResults ?? []);
    return new StoreWitness([...artifactRows(database).values()], new Set(results), isThere);
  });
  if (read === null) return null;
  return read.ok ? ok(read.value) : fail(read.error);
}
