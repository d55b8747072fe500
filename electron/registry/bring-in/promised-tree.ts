import { basename, dirname, join, sep } from 'node:path';
import type { FileSystem } from '../files/file-system.ts';
import type { UnsentFile } from './given-source.ts';
import { DiskTree, type BroughtFile, type Tree } from './tree.ts';

/** A folder on the disk to which a drop is being sent: what did not come yet counts as lying there, without bytes. */
export class PromisedTree implements Tree {
  readonly #disk: DiskTree;
  readonly #root: string;
  readonly #promised = new Map<string, BroughtFile>();
  readonly #byFolder = new Map<string, string[]>();

  /** @param root the folder, its links resolved */
  constructor(fs: FileSystem, root: string, unsent: readonly UnsentFile[]) {
    this.#disk = new DiskTree(fs);
    this.#root = root;
    for (const { path, size } of unsent) {
      const file = join(root, ...path.split('/'));
      // A name may lead nowhere else: nothing outside of the folder is promised.
      if (!file.startsWith(root + sep)) continue;
      this.#promised.set(file, { label: file, file, size, sha256: null, mtimeMs: null, isSent: false });
      const folder = dirname(file);
      const names = this.#byFolder.get(folder) ?? [];
      names.push(basename(file));
      this.#byFolder.set(folder, names);
    }
  }

  around(path: string): string | null {
    // What lies around the folder was not dropped.
    return path === this.#root ? null : this.#disk.around(path);
  }

  below(folder: string, path: string): string {
    return this.#disk.below(folder, path);
  }

  parts(path: string): readonly string[] {
    return this.#disk.parts(path);
  }

  look(path: string): BroughtFile | null {
    return this.#disk.look(path) ?? this.#promised.get(path) ?? null;
  }

  filesIn(folder: string): readonly string[] {
    const promised = this.#byFolder.get(folder) ?? [];
    return [...new Set([...this.#disk.filesIn(folder), ...promised])].toSorted();
  }
}
