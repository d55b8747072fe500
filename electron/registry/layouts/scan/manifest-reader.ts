import { systemPath } from '../../files/paths.ts';
import type { FileSystem } from '../../files/file-system.ts';
import type { FoundManifest } from '../../index/walk-event.ts';
import { Packer, type PackedBatch } from '../../index/packed-batch.ts';
import type { ReadSource } from '../layout.ts';

/** Manifests of a batch: enough to make handing it over cheap, few enough to report progress often. */
export const BATCH_SIZE = 16;

/**
 * Reads the manifests that a scan finds, here or in another thread. The scan adds them as it finds them and takes
 * batches as they become ready; it owns the order in time, the reader only the reading.
 */
export interface ManifestReader {
  /** Asks for a manifest to be read. */
  add(found: FoundManifest): void;
  /** Says that no more will be added. */
  end(): void;
  /**
   * The next batch that is ready; null where none is ready yet. With `wait` it may block for a moment for one.
   * After `end`, `isDone` tells whether all have been taken.
   */
  take(wait: boolean): PackedBatch | null;
  readonly isDone: boolean;
  /** Stops reading; what was not taken is lost. */
  close(): void;
}

/** Reads up to a batch's worth of manifests. */
export function readBatch(
  readSource: ReadSource,
  fs: FileSystem,
  root: string,
  wanted: readonly FoundManifest[],
  now: () => number,
): PackedBatch {
  const packer = new Packer();
  for (const found of wanted) {
    const nowNs = BigInt(Math.floor(now())) * 1_000_000n;
    const read = readSource(fs, systemPath(root, found.path), found, nowNs);
    if (read === null) packer.addVanished(found.path);
    else for (const manifest of read) packer.add(manifest);
  }
  return packer.batch();
}

/** Reads in the calling thread, when asked to wait: nothing is ready before all have been found. */
export class ReaderHere implements ManifestReader {
  readonly #readSource: ReadSource;
  readonly #fs: FileSystem;
  readonly #root: string;
  readonly #now: () => number;
  readonly #wanted: FoundManifest[] = [];
  #next = 0;

  constructor(readSource: ReadSource, fs: FileSystem, root: string, now: () => number) {
    this.#readSource = readSource;
    this.#fs = fs;
    this.#root = root;
    this.#now = now;
  }

  get isDone(): boolean {
    return this.#next >= this.#wanted.length;
  }

  add(found: FoundManifest): void {
    this.#wanted.push(found);
  }

  end(): void {
    // Everything is read when it is taken.
  }

  take(wait: boolean): PackedBatch | null {
    if (!wait || this.isDone) return null;
    const wanted = this.#wanted.slice(this.#next, this.#next + BATCH_SIZE);
    this.#next += wanted.length;
    return readBatch(this.#readSource, this.#fs, this.#root, wanted, this.#now);
  }

  close(): void {
    this.#next = this.#wanted.length;
  }
}
