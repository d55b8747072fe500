import { readFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { BugLog } from '../worker/serve-channel.ts';

/**
 * A small file of ours with JSON in it. It is written beside its place and renamed, so that it is whole whenever it is
 * read; writes follow each other, and of several that wait only the last is done.
 */
export class JsonFile {
  readonly #path: string;
  readonly #log: BugLog;
  #waiting: { readonly value: unknown } | null = null;
  #writing: Promise<void> | null = null;

  /** @param log told when the file can't be read or written: what it holds is a convenience, never worth a failure */
  constructor(path: string, log: BugLog) {
    this.#path = path;
    this.#log = log;
  }

  /** What the file holds; undefined where there is none yet, or nothing that can be read. */
  read(): unknown {
    try {
      return JSON.parse(readFileSync(this.#path, 'utf8')) as unknown;
    } catch (error) {
      const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!isAbsent) this.#log(`${this.#path} can't be read, and is started afresh`, error);
      return undefined;
    }
  }

  /** Writes a value soon. */
  write(value: unknown): void {
    this.#waiting = { value };
    this.#writing ??= this.#writeAll();
  }

  /** Resolves when nothing is left to write. */
  async flush(): Promise<void> {
    await this.#writing;
  }

  async #writeAll(): Promise<void> {
    for (let next = this.#waiting; next !== null; next = this.#waiting) {
      this.#waiting = null;
      try {
        await this.#replace(`${JSON.stringify(next.value, null, 2)}\n`);
      } catch (error) {
        this.#log(`${this.#path} can't be written`, error);
      }
    }
    this.#writing = null;
  }

  async #replace(text: string): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    const beside = `${this.#path}.${process.pid}.tmp`;
    try {
      const file = await open(beside, 'w');
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(beside, this.#path);
    } catch (error) {
      await rm(beside, { force: true });
      throw error;
    }
  }
}
