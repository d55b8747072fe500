import { systemPath } from '../../files/paths.ts';
import type { FileSystem } from '../../files/file-system.ts';
import type { FoundManifest } from '../../index/walk-event.ts';
import type { KnownDigests, PackedBatch } from '../../index/packed-batch.ts';
import { Packer } from '../../index/packer.ts';
import type { ReadSource } from '../layout.ts';

/** Manifests of a batch: enough to make handing it over cheap, few enough to report progress often. */
export const BATCH_SIZE = 16;

/** A source to read, with what is known of the pipelines in it. */
export interface Wanted {
  readonly found: FoundManifest;
  readonly known: KnownDigests;
}

/**
 * Reads the manifests that a scan finds, here or in another thread. The scan adds them as it finds them and takes
 * batches as they become ready; it owns the order in time, the reader only the reading.
 */
export interface ManifestReader {
  /** Asks for a manifest to be read, or the pipelines of a source of which some are known. */
  add(found: FoundManifest, known: KnownDigests): void;
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

/** Reads some manifests, as many as make a batch; of a database there are more in each, and a batch is read when it is asked for. */
export function* readBatches(
  readSource: ReadSource,
  fs: FileSystem,
  root: string,
  wanted: readonly Wanted[],
  now: () => number,
): Generator<PackedBatch, void> {
  let packer = new Packer(null);
  for (const { found, known } of wanted) {
    const nowNs = BigInt(Math.floor(now())) * 1_000_000n;
    let isThere = false;
    for (const manifest of readSource(fs, systemPath(root, found.path), found, nowNs, known)) {
      isThere = true;
      packer.add(manifest);
      if (!packer.isFull) continue;
      yield packer.batch();
      packer = new Packer(packer.last);
    }
    if (!isThere) packer.addVanished(found.path);
  }
  yield packer.batch();
}

/** Reads in the calling thread, when asked to wait: nothing is ready before all have been found. */
export class ReaderHere implements ManifestReader {
  readonly #readSource: ReadSource;
  readonly #fs: FileSystem;
  readonly #root: string;
  readonly #now: () => number;
  readonly #wanted: Wanted[] = [];
  #next = 0;
  /** What is being read. */
  #open: Generator<PackedBatch, void> | null = null;

  constructor(readSource: ReadSource, fs: FileSystem, root: string, now: () => number) {
    this.#readSource = readSource;
    this.#fs = fs;
    this.#root = root;
    this.#now = now;
  }

  get isDone(): boolean {
    return this.#open === null && this.#next >= this.#wanted.length;
  }

  add(found: FoundManifest, known: KnownDigests): void {
    this.#wanted.push({ found, known });
  }

  end(): void {
    // Everything is read when it is taken.
  }

  take(wait: boolean): PackedBatch | null {
    if (!wait || this.isDone) return null;
    this.#open ??= this.#readOn();
    const step = this.#open.next();
    if (step.done !== true) return step.value;
    this.#open = null;
    return null;
  }

  close(): void {
    this.#next = this.#wanted.length;
    this.#open?.return();
    this.#open = null;
  }

  #readOn(): Generator<PackedBatch, void> {
    const wanted = this.#wanted.slice(this.#next, this.#next + BATCH_SIZE);
    this.#next += wanted.length;
    return readBatches(this.#readSource, this.#fs, this.#root, wanted, this.#now);
  }
}
