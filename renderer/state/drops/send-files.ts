/** Bytes of a part of a file: small enough that one which is lost is soon sent again, and below what the host takes. */
export const PART_BYTES = 4 * 1024 * 1024;

/** Files that are sent at a time. */
const AT_A_TIME = 4;

/** How often a part is tried again before it counts as lost, while nothing of the file goes up. */
const TRIES = 8;

/** A file to send, by its number in the list of its drop. */
export interface FileToSend {
  readonly number: number;
  readonly path: string;
  readonly file: Blob;
}

/** How far sending is. */
export interface SendProgress {
  readonly files: number;
  readonly total_files: number;
  readonly bytes: number;
  readonly total_bytes: number;
}

/** What the host said to a part. `received` counts the bytes of the file that it has. */
export type PartAnswer =
  | { readonly kind: 'received'; readonly received: number }
  /** It takes no more of it; the reason is for people, the end of a sentence. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** It does not know the drop (any more). */
  | { readonly kind: 'gone' };

/** What sending needs from around it. */
export interface SendingPlace {
  /** Sends a part of a file. Rejects where the connection breaks, or the file can't be read. */
  readonly put: (number: number, from: number, part: Blob, signal: AbortSignal) => Promise<PartAnswer>;
  /** Waits for the connection after it broke so many times; false where the drop is gone. */
  readonly comeBack: (times: number) => Promise<boolean>;
}

/** Why not all was sent. */
export type SendFailure =
  | { readonly kind: 'gone' | 'lost' | 'cancelled' }
  | { readonly kind: 'refused'; readonly path: string; readonly reason: string }
  /** The file changed or vanished since it was dropped. */
  | { readonly kind: 'unreadable'; readonly path: string };

async function isReadable(file: Blob): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

/** Sends files, a few at a time, each part by part from where the host has it. */
export class Sending {
  readonly #place: SendingPlace;
  readonly #onProgress: (progress: SendProgress) => void;
  /** Ends what is being sent: the user gave it up, or one of the files failed. */
  readonly #end: AbortController;
  readonly #signal: AbortSignal;
  readonly #files: readonly FileToSend[];
  #next = 0;
  #progress: SendProgress;
  #failure: SendFailure | null = null;

  constructor(
    files: readonly FileToSend[],
    place: SendingPlace,
    signal: AbortSignal,
    onProgress: (progress: SendProgress) => void,
  ) {
    this.#files = files;
    this.#place = place;
    this.#onProgress = onProgress;
    this.#end = new AbortController();
    this.#signal = AbortSignal.any([signal, this.#end.signal]);
    const bytes = files.reduce((sum, { file }) => sum + file.size, 0);
    this.#progress = { files: 0, total_files: files.length, bytes: 0, total_bytes: bytes };
  }

  /** Null where all went up. */
  async run(): Promise<SendFailure | null> {
    this.#onProgress(this.#progress);
    await Promise.all(Array.from({ length: AT_A_TIME }, () => this.#sendSome()));
    if (this.#failure !== null) return this.#failure;
    return this.#signal.aborted ? { kind: 'cancelled' } : null;
  }

  async #sendSome(): Promise<void> {
    for (let file = this.#files[this.#next++]; file !== undefined; file = this.#files[this.#next++]) {
      if (this.#signal.aborted) return;
      const failure = await this.#sendOne(file);
      if (failure !== null) {
        this.#failure ??= failure;
        this.#end.abort();
        return;
      }
      this.#tell({ files: 1, bytes: 0 });
    }
  }

  async #sendOne({ number, path, file }: FileToSend): Promise<SendFailure | null> {
    let received = 0;
    let failed = 0;
    for (;;) {
      const part = file.slice(received, received + PART_BYTES);
      const answer = await this.#put(number, received, part);
      if (this.#signal.aborted) return { kind: 'cancelled' };
      if (answer === 'broken') {
        if (!(await isReadable(file))) return { kind: 'unreadable', path };
        failed += 1;
        if (failed > TRIES) return { kind: 'lost' };
        if (!(await this.#place.comeBack(failed))) return { kind: 'gone' };
        continue;
      }
      if (answer.kind === 'gone') return { kind: 'gone' };
      if (answer.kind === 'refused') return { kind: 'refused', path, reason: answer.reason };
      if (answer.received > received) failed = 0;
      this.#tell({ files: 0, bytes: answer.received - received });
      received = answer.received;
      if (received >= file.size) return null;
    }
  }

  async #put(number: number, from: number, part: Blob): Promise<PartAnswer | 'broken'> {
    try {
      return await this.#place.put(number, from, part, this.#signal);
    } catch (error) {
      // So `fetch` says that a connection broke, that a file can't be read, and that it was given up.
      if (error instanceof TypeError || error instanceof DOMException) return 'broken';
      throw error;
    }
  }

  #tell({ files, bytes }: { readonly files: number; readonly bytes: number }): void {
    const now = this.#progress;
    this.#progress = { ...now, files: now.files + files, bytes: now.bytes + bytes };
    this.#onProgress(this.#progress);
  }
}
