import { prepare, type WritableIndex } from './database.ts';
import type { Reference } from './each-reference.ts';

interface Use {
  files: number;
  bytes: number;
}

/** By who uses them: copies alone, one pipeline, several, or none, since only a record names it that no chain uses. */
type Parts = readonly [Use, Use, Use, Use];

/** How much of each folder is used by copies alone, by one pipeline, by several, or kept by a record that no chain uses. */
export class FolderUses {
  /** By folder, and in folders of no dataset by that of the first pipeline that uses a file; 0 for none. */
  readonly #folders = new Map<number, Map<number, Parts>>();
  #dataset = 0;
  #isExact = false;
  #file: Pick<Reference, 'file' | 'folder' | 'alias' | 'size'> = { file: 0, folder: 0, alias: 1, size: 0 };
  /** The only pipeline that uses the file; 0 while there is none. */
  #pipeline = 0;
  #part: 0 | 1 | 2 | 3 = 3;
  readonly #unused: ReadonlySet<number>;
  readonly #parts: ReadonlySet<number>;
  readonly #shared: ReadonlySet<number>;

  /**
   * @param unused numbers of what stands for records that no chain uses
   * @param parts numbers of the pipelines of databases
   * @param shared numbers of folders that all datasets share
   */
  constructor(unused: ReadonlySet<number>, parts: ReadonlySet<number>, shared: ReadonlySet<number>) {
    this.#unused = unused;
    this.#parts = parts;
    this.#shared = shared;
  }

  /** Adds a reference; those of one file come behind each other. */
  add(reference: Reference): void {
    if (reference.file !== this.#file.file) {
      this.#finishFile();
      this.#file = reference;
    }
    if (this.#unused.has(reference.manifest)) return;
    if (this.#part === 3) this.#part = 0;
    const isFirst = this.#dataset === 0 || (reference.exact === 1 && !this.#isExact);
    if (reference.isPrimary === 1 && isFirst && this.#shared.has(reference.folder)) {
      this.#dataset = reference.dataset;
      this.#isExact = reference.exact === 1;
    }
    // Of a record that several pipelines use, that of the first alone is primary; the others use the file as well.
    const isPipelines = reference.isPrimary === 1 || this.#parts.has(reference.manifest);
    if (!isPipelines || reference.manifest === this.#pipeline) return;
    this.#part = this.#part === 0 ? 1 : 2;
    this.#pipeline = reference.manifest;
  }

  /** Writes the table, after the last reference. */
  write(index: WritableIndex): void {
    this.#finishFile();
    const insert = prepare(index, 'INSERT INTO folder_use VALUES (?, ?, ?, ?, ?)');
    for (const [folder, datasets] of this.#folders) {
      for (const [dataset, parts] of datasets) {
        for (const [part, { files, bytes }] of parts.entries()) {
          if (files > 0) insert.run(folder, part, dataset, files, bytes);
        }
      }
    }
  }

  #finishFile(): void {
    const { folder, alias, size } = this.#file;
    if (alias === 0) {
      let datasets = this.#folders.get(folder);
      if (datasets === undefined) this.#folders.set(folder, (datasets = new Map<number, Parts>()));
      let parts = datasets.get(this.#dataset);
      if (parts === undefined) {
        parts = [
          { files: 0, bytes: 0 },
          { files: 0, bytes: 0 },
          { files: 0, bytes: 0 },
          { files: 0, bytes: 0 },
        ];
        datasets.set(this.#dataset, parts);
      }
      const use = parts[this.#part];
      use.files += 1;
      use.bytes += size;
    }
    this.#pipeline = 0;
    this.#part = 3;
    this.#dataset = 0;
    this.#isExact = false;
  }
}
