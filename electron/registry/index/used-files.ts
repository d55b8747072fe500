import { GIVES_SPACE } from '../files/gives-space.ts';
import { allTuples, run, type ReadableIndex, type WritableIndex } from './database.ts';
import { countRows, eachById } from './each-by-id.ts';
import { RowInserter } from './row-inserter.ts';
import { slotOf } from './slot-of.ts';

/** All stored files as columns of numbers, in the order of their ids. */
export interface FileColumns {
  readonly id: Int32Array;
  readonly folder: Int32Array;
  readonly size: Float64Array;
  /** 1 where deleting it gives its space back: one name, not behind a link, and no missing record may mean it. */
  readonly frees: Uint8Array;
  /** 1 where a missing record may mean it. */
  readonly claimed: Uint8Array;
  /** 1 for another name of a file that counts elsewhere. */
  readonly alias: Uint8Array;
}

/** Reads them; wants the temporary tables `claimed_file` and `alias_file` of `derive`. */
export function readFiles(index: ReadableIndex): FileColumns {
  const count = countRows(index, 'file');
  const files = {
    id: new Int32Array(count),
    folder: new Int32Array(count),
    size: new Float64Array(count),
    frees: new Uint8Array(count),
    claimed: new Uint8Array(count),
    alias: new Uint8Array(count),
  };
  let slot = 0;
  eachById<readonly [number, number, number, number]>(
    index,
    'file',
    `SELECT f.id, f.folder_id, f.size, ${GIVES_SPACE} FROM file f WHERE f.id BETWEEN :from AND :to ORDER BY f.id`,
    ([id, folder, size, frees]) => {
      files.id[slot] = id;
      files.folder[slot] = folder;
      files.size[slot] = size;
      files.frees[slot] = frees;
      slot += 1;
    },
  );
  for (const [id] of allTuples<[number]>(index, 'SELECT id FROM claimed_file')) {
    const claimed = slotOf(files.id, id);
    files.claimed[claimed] = 1;
    files.frees[claimed] = 0;
  }
  for (const [id] of allTuples<[number]>(index, 'SELECT id FROM alias_file')) {
    files.alias[slotOf(files.id, id)] = 1;
  }
  return files;
}

/** How many records mean each file: one row a file, used or not. */
export class FileUses {
  readonly #files: FileColumns;
  readonly #records: Int32Array;
  readonly #primary: Int32Array;
  /** 1 where something uses it. */
  readonly #isUsed: Uint8Array;
  readonly #unused: ReadonlySet<number>;

  /** @param unused numbers of what stands for records that no chain uses */
  constructor(files: FileColumns, unused: ReadonlySet<number>) {
    this.#files = files;
    this.#unused = unused;
    this.#isUsed = new Uint8Array(files.id.length);
    this.#records = new Int32Array(files.id.length);
    this.#primary = new Int32Array(files.id.length);
  }

  /** Counts a reference: of the file in a slot, whether nirs4all finds it there, whether the record is a pipeline's own. */
  add({
    slot,
    exact,
    isPrimary,
    manifest,
  }: {
    readonly slot: number;
    readonly manifest: number;
    readonly exact: number;
    readonly isPrimary: number;
  }): void {
    this.#records[slot] = (this.#records[slot] ?? 0) + 1;
    if (!this.#unused.has(manifest)) this.#isUsed[slot] = 1;
    this.#primary[slot] = (this.#primary[slot] ?? 0) + exact * isPrimary;
  }

  /** Writes the table, after the last reference. Nearly all files have the usual row, which SQLite writes by itself. */
  write(index: WritableIndex): void {
    run(index, 'INSERT INTO file_use SELECT id, 1, 1, 0, 0, 0 FROM file ORDER BY id');
    const others = new RowInserter(index, 'file_use', '(?, ?, ?, ?, ?, ?)', 'INSERT OR REPLACE');
    const { id, claimed, alias } = this.#files;
    for (let slot = 0; slot < id.length; slot += 1) {
      const kept = this.#records[slot] !== 0 && this.#isUsed[slot] !== 1 ? 1 : 0;
      const records = this.#records[slot] ?? 0;
      const primary = this.#primary[slot] ?? 0;
      const isClaimed = claimed[slot] ?? 0;
      const isAlias = alias[slot] ?? 0;
      if (records !== 1 || primary !== 1 || isClaimed + isAlias + kept > 0)
        others.add([id[slot] ?? 0, records, primary, isClaimed, isAlias, kept]);
    }
    others.flush();
  }
}
