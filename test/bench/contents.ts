import { hash } from 'node:crypto';
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Random } from './random.ts';

/** How many digits of a hash stand in a name, of the newer style and of the older. */
export const DIGITS = [12, 6] as const;

const [NEW_DIGITS, OLD_DIGITS] = DIGITS;

/** One stored file and who names it. */
export interface Content {
  readonly dataset: string;
  /** Path from the workspace. */
  readonly file: string;
  readonly name: string;
  readonly hash: string;
  /** The first digits of the hash, as they stand in the name. */
  readonly digits: string;
  /** Size that the records state. */
  readonly size: number;
  /** Bytes on disk: null when the file is missing. */
  readonly stored: number | null;
  /** Records under `runs/` that name it, and records of copies. */
  runRecords: number;
  copyRecords: number;
}

export interface ContentOptions {
  readonly workspace: string;
  readonly seed: number;
  /** Share of the records that reuse a stored file. */
  readonly sharing: number;
  /** Share of the files that are not written. */
  readonly missing: number;
  /** Whether files are created without their bytes. */
  readonly emptyFiles: boolean;
}

/** Any file of an orphan is older than every grace period. */
const ORPHAN_DATES = { first: Date.UTC(2024, 0, 1), days: 500 };

const POOL_BYTES = 1 << 16;
const EXTENSIONS = new Map([['LGBMRegressor', 'pkl']]);

/** Writes the files of a workspace, and keeps the list of them that the summary is made from. */
export class Contents {
  readonly all: Content[] = [];
  readonly #options: ContentOptions;
  readonly #random: Random;
  readonly #pool = Buffer.alloc(POOL_BYTES);
  readonly #shareable = new Map<string, Content[]>();
  readonly #taken = new Set<string>();
  readonly #folders = new Set<string>();
  #counter = 0;

  constructor(random: Random, options: ContentOptions) {
    this.#random = random;
    this.#options = options;
    for (let i = 0; i < POOL_BYTES; i += 4) this.#pool.writeUInt32LE(random.integer(0, 0xffffffff), i);
  }

  /** The file of an artifact: one that the dataset already has, or a new one. */
  take(dataset: string, type: string, className: string): Content {
    return this.#take(dataset, `binaries/${dataset}`, `${type}_${className}`, className, NEW_DIGITS);
  }

  /** The file of an item without an id, in the `_binaries` of its run. */
  takeOldStyle(dataset: string, run: string, className: string): Content {
    return this.#take(dataset, `runs/${run}/_binaries`, className, className, OLD_DIGITS);
  }

  /** A file that no manifest names, of an old date. `run` puts it among that run's old-style files. */
  orphan(dataset: string, type: string, className: string, run: string | null): void {
    const content =
      run === null
        ? this.#create(dataset, `binaries/${dataset}`, `${type}_${className}`, className, NEW_DIGITS, false)
        : this.#create(dataset, `runs/${run}/_binaries`, className, className, OLD_DIGITS, false);
    const days = this.#random.next() * ORPHAN_DATES.days;
    const date = new Date(ORPHAN_DATES.first + Math.floor(days * 86_400_000));
    utimesSync(path.join(this.#options.workspace, content.file), date, date);
  }

  #take(dataset: string, folder: string, prefix: string, className: string, digits: number): Content {
    const key = `${folder}/${prefix}`;
    let shareable = this.#shareable.get(key);
    if (shareable === undefined) this.#shareable.set(key, (shareable = []));
    if (shareable.length > 0 && this.#random.chance(this.#options.sharing))
      return this.#random.pick(shareable);
    const isMissing = this.#random.chance(this.#options.missing);
    const content = this.#create(dataset, folder, prefix, className, digits, isMissing);
    shareable.push(content);
    return content;
  }

  #create(
    dataset: string,
    folder: string,
    prefix: string,
    className: string,
    digits: number,
    isMissing: boolean,
  ): Content {
    for (;;) {
      const bytes = this.#bytes();
      const digest = hash('sha256', bytes, 'hex');
      const name = `${prefix}_${digest.slice(0, digits)}.${EXTENSIONS.get(className) ?? 'joblib'}`;
      const file = `${folder}/${name}`;
      // Six digits collide now and then: one name must not stand for two contents.
      if (this.#taken.has(file)) continue;
      this.#taken.add(file);
      const stored = isMissing ? null : this.#write(folder, file, bytes);
      const content = {
        dataset,
        file,
        name,
        hash: digest,
        digits: digest.slice(0, digits),
        size: bytes.length,
        stored,
        runRecords: 0,
        copyRecords: 0,
      };
      this.all.push(content);
      return content;
    }
  }

  #write(folder: string, file: string, bytes: Buffer): number {
    const { workspace, emptyFiles } = this.#options;
    if (!this.#folders.has(folder)) {
      mkdirSync(path.join(workspace, folder), { recursive: true });
      this.#folders.add(folder);
    }
    const written = emptyFiles ? Buffer.alloc(0) : bytes;
    writeFileSync(path.join(workspace, file), written);
    return written.length;
  }

  /** 100 to 2,000 bytes that occur only once: a slice of random ones with a counter in front. */
  #bytes(): Buffer {
    const size = this.#random.integer(100, 2000);
    const start = this.#random.integer(0, POOL_BYTES - size);
    const bytes = this.#pool.subarray(start, start + size);
    bytes.writeUInt32LE(this.#counter++, 0);
    bytes.writeUInt32LE(this.#options.seed >>> 0, 4);
    return bytes;
  }
}
