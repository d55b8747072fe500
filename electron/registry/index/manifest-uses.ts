import { allTuples, type WritableIndex } from './database.ts';
import type { Reference, SummedRecord } from './each-reference.ts';
import { RowInserter } from './row-inserter.ts';

interface Use {
  records: number;
  files: number;
  bytes: number;
  exclusiveFiles: number;
  exclusiveBytes: number;
  /** The file that it was last noted for: references come in the order of their files. */
  lastFile: number;
}

/**
 * What each manifest uses, and what deleting it alone would free: files that no other manifest names, copies
 * included. A file with several hard links, or one behind a link, frees nothing; one with several names through links counts once.
 */
export class ManifestUses {
  readonly #uses = new Map<number, Use>();
  #file: Pick<Reference, 'file' | 'alias' | 'size' | 'frees'> = { file: 0, alias: 0, size: 0, frees: 0 };
  /** The manifests that use it. */
  #users: Use[] = [];

  constructor(index: WritableIndex) {
    for (const [id] of allTuples<[number]>(index, 'SELECT id FROM manifest WHERE state = 0')) {
      this.#uses.set(id, {
        records: 0,
        files: 0,
        bytes: 0,
        exclusiveFiles: 0,
        exclusiveBytes: 0,
        lastFile: 0,
      });
    }
  }

  /** Adds a record, once. */
  addRecord({ manifest }: SummedRecord): void {
    const use = this.#uses.get(manifest);
    if (use !== undefined) use.records += 1;
  }

  /** Adds a reference; those of one file come behind each other. */
  add(reference: Reference): void {
    if (reference.file !== this.#file.file) {
      this.#finishFile();
      this.#file = reference;
    }
    const use = this.#uses.get(reference.manifest);
    if (use === undefined || use.lastFile === reference.file) return;
    use.lastFile = reference.file;
    this.#users.push(use);
  }

  /** Writes the table, after the last reference. */
  write(index: WritableIndex): void {
    this.#finishFile();
    const rows = new RowInserter(index, 'manifest_use', '(?, ?, ?, ?, ?, ?)');
    for (const [id, use] of this.#uses) {
      rows.add([id, use.records, use.files, use.bytes, use.exclusiveFiles, use.exclusiveBytes]);
    }
    rows.flush();
  }

  #finishFile(): void {
    const { alias, size, frees } = this.#file;
    const isExclusive = this.#users.length === 1 && frees === 1;
    for (const use of alias === 1 ? [] : this.#users) {
      use.files += 1;
      use.bytes += size;
      if (!isExclusive) continue;
      use.exclusiveFiles += 1;
      use.exclusiveBytes += size;
    }
    this.#users = [];
  }
}
