import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { sep } from 'node:path';
import type { FileError } from '../file-system.ts';
import { plainWords } from '../plain-words.ts';
import type { WritableFileSystem } from '../writable-file-system.ts';
import type { ArchiveLimits } from './limits.ts';
import { Refused } from './refusal.ts';

/** A file that came out of an archive. */
export interface UnpackedFile {
  /** Its path in the archive, checked: plain parts only. A label; nothing is ever written there. */
  readonly path: string;
  /** Where its bytes lie: a path of this system below the staging folder. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 of its bytes in hex. */
  readonly sha256: string;
  /** When it was last changed, in milliseconds since 1970; null where the archive does not say. */
  readonly mtimeMs: number | null;
}

/** How far unpacking is. */
export interface UnpackProgress {
  readonly files: number;
  /** That came out. */
  readonly bytes: number;
}

/** What staging is bound by. */
export interface StagingBounds {
  readonly limits: ArchiveLimits;
  /** Bytes of the archive. */
  readonly archiveSize: number;
  readonly cancel: { readonly aborted: boolean };
  readonly onProgress: (progress: UnpackProgress) => void;
}

/** Space that is left free in any case, in bytes. */
const RESERVE = 64 * 1024 * 1024;

function refusedBy(error: FileError, name: string): Refused {
  const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  return new Refused(
    isFull ? 'NO_SPACE' : 'CANNOT_WRITE',
    name,
    `it can't be unpacked: ${plainWords(error)}`,
  );
}

/** Takes what comes out of an archive into files that we name, and counts bytes: those that came out, not those that headers promise. */
export class Staging {
  readonly files: UnpackedFile[] = [];
  readonly #fs: WritableFileSystem;
  readonly #folder: string;
  readonly #most: number;
  readonly #free: number;
  readonly #bounds: StagingBounds;
  #bytes = 0;

  constructor(fs: WritableFileSystem, folder: string, bounds: StagingBounds) {
    this.#fs = fs;
    this.#folder = folder;
    this.#bounds = bounds;
    this.#most = Math.min(bounds.limits.bytes, bounds.archiveSize * bounds.limits.growth);
    const free = fs.freeBytes(folder);
    this.#free = free.ok ? free.value - RESERVE : Number.POSITIVE_INFINITY;
  }

  /** Counts bytes that came out, of files or not. Throws {@link Refused} where they are too many. */
  count(bytes: number, name: string | null): void {
    this.#bytes += bytes;
    if (this.#bounds.cancel.aborted) throw new Refused('CANCELLED', null, 'it was cancelled');
    if (this.#bytes > this.#most)
      throw new Refused(
        'TOO_LARGE',
        name,
        `more than ${this.#most} bytes come out of it, far more than it has itself`,
      );
    if (this.#bytes > this.#free)
      throw new Refused('NO_SPACE', name, `there is no space for more than ${this.#free} bytes of it`);
  }

  /** Takes the bytes of one entry. Throws {@link Refused}, and what the stream throws. */
  async take(
    entry: { readonly path: string; readonly name: string; readonly mtimeMs: number | null },
    bytes: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly size: number; readonly crc: number }> {
    const { path, name, mtimeMs } = entry;
    const file = `${this.#folder}${sep}${this.files.length}`;
    const created = this.#fs.create(file);
    if (!created.ok) throw refusedBy(created.error, name);
    const hash = createHash('sha256');
    let size = 0;
    let crc = 0;
    try {
      for await (const chunk of bytes) {
        this.count(chunk.length, name);
        size += chunk.length;
        hash.update(chunk);
        crc = crc32(chunk, crc);
        this.#write(created.value, chunk, name);
      }
    } finally {
      this.#fs.close(created.value);
    }
    this.files.push({ path, file, size, sha256: hash.digest('hex'), mtimeMs });
    this.#bounds.onProgress({ files: this.files.length, bytes: this.#bytes });
    return { size, crc };
  }

  #write(descriptor: number, chunk: Uint8Array, name: string): void {
    for (let written = 0; written < chunk.length;) {
      const part = this.#fs.write(descriptor, chunk.subarray(written));
      if (!part.ok) throw refusedBy(part.error, name);
      if (part.value === 0) throw refusedBy({ code: 'EIO', message: 'EIO: nothing could be written' }, name);
      written += part.value;
    }
  }
}
