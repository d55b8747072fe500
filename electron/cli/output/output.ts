import { once } from 'node:events';
import { plainWords } from '../../registry/files/plain-words.ts';
import type { Chunk } from '../answer.ts';

/** A stream of the process, written no faster than its reader takes it. */
export class Output {
  readonly #stream: NodeJS.WriteStream;
  #isClosed = false;
  #problem: string | null = null;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#isClosed = true;
      // EPIPE: the reader has seen enough (`| head`). EIO: the terminal is gone. Nobody is left to tell.
      if (error.code !== 'EPIPE' && error.code !== 'EIO')
        this.#problem = plainWords({ code: error.code ?? 'unknown', message: error.message });
    });
  }

  /** Whether nothing more arrives where it goes. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Why not all of it could be written; null where all was, or the reader did not want more. */
  get problem(): string | null {
    return this.#problem;
  }

  get isTerminal(): boolean {
    // The types say it is never missing; on a pipe it is.
    return this.#stream.isTTY ?? false;
  }

  get columns(): number | undefined {
    return this.isTerminal ? this.#stream.columns : undefined;
  }

  /** Writes, and waits where the reader is slower. */
  async write(chunk: Chunk): Promise<void> {
    if (this.#isClosed || this.#stream.write(chunk)) return;
    const waiting = new AbortController();
    const over = ['drain', 'close'].map((event) => once(this.#stream, event, { signal: waiting.signal }));
    try {
      await Promise.race(over);
    } catch (error) {
      if (!this.#isClosed) throw error;
    } finally {
      waiting.abort();
      await Promise.allSettled(over);
    }
  }

  /** Writes a short text without waiting. */
  say(text: string): void {
    if (!this.#isClosed) this.#stream.write(text);
  }

  /** Waits until what was written has left the process. */
  async flush(): Promise<void> {
    if (this.#isClosed) return;
    await new Promise<void>((done) => {
      this.#stream.write('', () => done());
    });
  }
}
