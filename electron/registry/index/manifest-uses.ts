import { allRows, prepare, type WritableIndex } from './database.ts';
import type { Reference } from './each-reference.ts';

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
    const manifests = allRows<{ id: number; records: number }>(
      index,
      `SELECT m.id, (SELECT count(*) FROM record r WHERE r.manifest_id = m.id) AS records FROM manifest m
       WHERE m.state = 0`,
    );
    for (const { id, records } of manifests) {
      this.#uses.set(id, { records, files: 0, bytes: 0, exclusiveFiles: 0, exclusiveBytes: 0, lastFile: 0 });
    }
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
    const insert = prepare(index, 'INSERT INTO manifest_use VALUES (?, ?, ?, ?, ?, ?)');
    for (const [id, use] of this.#uses) {
      insert.run(id, use.records, use.files, use.bytes, use.exclusiveFiles, use.exclusiveBytes);
    }
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
