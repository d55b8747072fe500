import { constants } from 'node:fs';
import { mkdir, open, rename, rm, utimes, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Result } from '../../../shared/domain/result.ts';
import { writableNodeFileSystem } from '../../registry/files/writable-file-system.ts';
import type { DropLimits } from './drop-limits.ts';
import { ListedFiles, type ListedFile, type NamedFile } from './listed-files.ts';
import type { DroppedName, StagedDrop } from './staged-drop.ts';

/** What became of a part of a file that was sent. `received` counts the bytes of the file that are here, from its start. */
export type Receipt =
  | { readonly kind: 'received'; readonly received: number }
  /** It does not begin where the last one ended: send from there. */
  | { readonly kind: 'elsewhere'; readonly received: number }
  /** No such file was listed, or it is not taken. */
  | { readonly kind: 'not-listed' }
  /** More than was listed, or than all drops together may have. */
  | { readonly kind: 'too-much' }
  | { readonly kind: 'no-space' }
  | { readonly kind: 'cannot-write'; readonly reason: string };

/** The bytes of a part as they come. */
export interface PartBody {
  /** As it was announced. */
  readonly length: number;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Ends the chunks, from whatever side. */
  readonly breakOff: () => void;
}

/** What all drops have staged, in bytes. */
export interface StagedBytes {
  staged: number;
}

/** A file that is being received. */
interface Receiving {
  readonly breakOff: () => void;
  readonly ended: Promise<unknown>;
}

const CREATE = constants.O_CREAT | constants.O_WRONLY | constants.O_NOFOLLOW;

function isNoSpace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}

/** What the system says of a failed call; what is no error of it is a bug. */
function refusedBy(error: unknown): Receipt {
  if (isNoSpace(error)) return { kind: 'no-space' };
  if (!(error instanceof Error) || !('code' in error)) throw error;
  return { kind: 'cannot-write', reason: error.message };
}

async function writeAll(file: FileHandle, chunk: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at + done);
    done += bytesWritten;
  }
}

/**
 * One drop: the list of its files, and a folder of its own. A file is received under its number and gets its name once it is whole, so that
 * nothing under a name is ever half a file.
 */
export class HostedDrop implements StagedDrop {
  readonly id: string;
  readonly folder: string;
  readonly #place: string;
  readonly #limits: DropLimits;
  readonly #files: ListedFiles;
  readonly #all: StagedBytes;
  readonly #receiving = new Map<number, Receiving>();
  #own = 0;
  #isOver = false;

  /** @param place an empty folder that is nobody else's */
  constructor(id: string, place: string, limits: DropLimits, all: StagedBytes) {
    this.id = id;
    this.folder = join(place, 'files');
    this.#place = place;
    this.#limits = limits;
    this.#files = new ListedFiles(limits.files);
    this.#all = all;
  }

  get top(): readonly string[] {
    return this.#files.top;
  }

  get name(): string {
    const { top } = this;
    return top.length === 1 ? (top[0] ?? '') : `${top.length} items`;
  }

  unsent(): readonly DroppedName[] {
    return this.#files.unsent();
  }

  left(): readonly { readonly path: string; readonly reason: string }[] {
    return this.#files.left;
  }

  /** See {@link ListedFiles.add}. */
  list(named: readonly NamedFile[]): Result<number[], 'too-many'> {
    return this.#files.add(named);
  }

  /**
   * Takes a part of a file. Two parts of one file at a time mean that the connection of the first broke, which this side may learn late: the
   * second wins.
   *
   * @param from where in the file it begins
   */
  async receive(number: number, from: number, body: PartBody): Promise<Receipt> {
    const file = this.#files.find(number);
    if (file === null || this.#isOver) return { kind: 'not-listed' };
    for (
      let before = this.#receiving.get(number);
      before !== undefined;
      before = this.#receiving.get(number)
    ) {
      before.breakOff();
      await before.ended;
    }
    if (this.#isOver) return { kind: 'not-listed' };
    const refusal = this.#judge(file, from, body.length);
    if (refusal !== null) return refusal;
    const ended = this.#take(file, number, body);
    this.#receiving.set(number, { breakOff: body.breakOff, ended });
    try {
      return await ended;
    } finally {
      this.#receiving.delete(number);
    }
  }

  /** Removes all of it, once nothing is being received any more. */
  async remove(): Promise<void> {
    this.#isOver = true;
    const receiving = [...this.#receiving.values()];
    for (const { breakOff } of receiving) breakOff();
    await Promise.allSettled(receiving.map(({ ended }) => ended));
    this.#all.staged -= this.#own;
    this.#own = 0;
    await rm(this.#place, { recursive: true, force: true, maxRetries: 3 });
  }

  /** Why a part is not taken; null where it is. */
  #judge(file: ListedFile, from: number, length: number): Receipt | null {
    if (file.isWhole || from !== file.received) return { kind: 'elsewhere', received: file.received };
    const { partBytes, bytes, reserveBytes } = this.#limits;
    if (length > partBytes || from + length > file.size) return { kind: 'too-much' };
    if (this.#all.staged + length > bytes) return { kind: 'too-much' };
    const free = writableNodeFileSystem.freeBytes(this.#place);
    return free.ok && free.value - reserveBytes < length ? { kind: 'no-space' } : null;
  }

  async #take(file: ListedFile, number: number, body: PartBody): Promise<Receipt> {
    const part = join(this.#place, 'parts', String(number));
    try {
      await mkdir(dirname(part), { recursive: true, mode: 0o700 });
      const handle = await open(part, CREATE, 0o600);
      try {
        const refusal = await this.#write(handle, file, body);
        if (refusal !== null) return refusal;
      } finally {
        await handle.close();
      }
      if (file.received === file.size && !this.#isOver) await this.#name(file, part);
    } catch (error) {
      return refusedBy(error);
    }
    return { kind: 'received', received: file.received };
  }

  /** Writes what comes until it ends or breaks off: what came until then counts. */
  async #write(handle: FileHandle, file: ListedFile, { length, chunks }: PartBody): Promise<Receipt | null> {
    const end = file.received + length;
    const coming = chunks[Symbol.asyncIterator]();
    for (;;) {
      // A connection that breaks is an error of the stream, and of nobody else.
      const next = await coming.next().catch(() => null);
      if (next === null || next.done === true) return null;
      if (file.received + next.value.length > end) return { kind: 'too-much' };
      await writeAll(handle, next.value, file.received);
      file.received += next.value.length;
      this.#own += next.value.length;
      this.#all.staged += next.value.length;
    }
  }

  /** Gives a file that is whole its name, and the time that it had. */
  async #name(file: ListedFile, part: string): Promise<void> {
    const path = join(this.folder, ...file.path.split('/'));
    await utimes(part, new Date(), new Date(file.mtimeMs));
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(part, path);
    file.isWhole = true;
  }
}
