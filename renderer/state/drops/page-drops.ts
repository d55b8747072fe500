import type { HostClient } from '../../../shared/api/client.ts';
import { failureOf, isLostCall, type Failure } from '../../../shared/api/failure.ts';
import { MOST_LISTED } from '../../../shared/api/import/drop-procedures.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { backOff } from '../connection/back-off.ts';
import type { Connection } from '../connection/connection.ts';
import type { Part } from './put-part.ts';
import {
  Sending,
  type FileToSend,
  type PartAnswer,
  type SendFailure,
  type SendProgress,
} from './send-files.ts';
import type { TakenFiles } from './take-transfer.ts';
import { EntryWalk, type FoundFile } from './walk-entries.ts';

/** Files of a drop, more of which the host does not take either. */
const MOST_FILES = 200_000;

/** Why nothing, or not all, was taken of a drop. */
export type DropFailure =
  | SendFailure
  /** Nothing that can be read was dropped. */
  | { readonly kind: 'nothing' }
  /** None of it lies on a disk: it was dragged out of a page or a mail. */
  | { readonly kind: 'not-on-disk'; readonly names: readonly string[] }
  | { readonly kind: 'too-many'; readonly most: number }
  /** The host said why. */
  | { readonly kind: 'failure'; readonly failure: Failure };

/** A drop of which a preview can be made. */
export interface BegunDrop {
  readonly drop: string;
  /** Paths that the system did not let the browser read. */
  readonly unreadable: readonly string[];
}

/** How sending is followed, and given up. */
export interface Following {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SendProgress) => void;
}

/** What drops need from around them. */
export interface PageDropsOptions {
  readonly host: HostClient;
  /** The connection over which the host knows that this page is there. */
  readonly connection: Pick<Connection, 'state' | 'subscribe'>;
  readonly put: (part: Part, signal: AbortSignal) => Promise<PartAnswer>;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** The paths of picked files: in an input for folders they are told, elsewhere a file has but its name. */
const found = (file: File): FoundFile => ({ path: file.webkitRelativePath || file.name, file });

/**
 * What was dropped onto this page in a browser. The page alone can read it, and keeps it for as long as it lives: the host is told names and
 * sizes, and is sent the bytes that it asks for.
 */
export class PageDrops {
  readonly #options: PageDropsOptions;
  readonly #kept = new Map<string, readonly FileToSend[]>();
  #generation: number;

  constructor(options: PageDropsOptions) {
    this.#options = options;
    this.#generation = options.connection.state().generation;
    options.connection.subscribe(() => this.#onConnection());
  }

  /** Begins a drop: lists its files, and sends those that a preview needs. */
  async begin(taken: TakenFiles, following: Following): Promise<Result<BegunDrop, DropFailure>> {
    const walked = await this.#walk(taken, following.signal);
    if (!walked.ok) return walked;
    const { files, unreadable } = walked.value;
    try {
      const { drop } = await this.#options.host.drops.begin();
      const first = await this.#list(drop, files, following.signal);
      const failure =
        first === null ? { kind: 'cancelled' as const } : await this.#send(drop, first, following);
      if (failure === null) return ok({ drop, unreadable });
      void this.forget(drop);
      return fail(failure);
    } catch (error) {
      const failure = failureOf(error);
      if (failure !== null) return fail({ kind: 'failure', failure });
      if (isLostCall(error)) return fail({ kind: 'lost' });
      throw error;
    }
  }

  /** Sends files of a drop by their paths; paths that it does not hold are passed over. `gone` where this page does not hold the drop. */
  async send(drop: string, paths: readonly string[], following: Following): Promise<DropFailure | null> {
    const kept = this.#kept.get(drop);
    if (kept === undefined) return { kind: 'gone' };
    const wanted = new Set(paths);
    const files = kept.filter(({ path }) => wanted.has(path));
    return await this.#send(drop, files, following);
  }

  /** Forgets a drop, here and there. */
  async forget(drop: string): Promise<void> {
    this.#kept.delete(drop);
    try {
      await this.#options.host.drops.forget({ drop });
    } catch (error) {
      // The host forgets the drops of pages that it does not hear of any more.
      if (!isLostCall(error)) throw error;
    }
  }

  async #walk(
    { entries, files }: TakenFiles,
    signal: AbortSignal,
  ): Promise<
    Result<{ readonly files: readonly FoundFile[]; readonly unreadable: readonly string[] }, DropFailure>
  > {
    const walked =
      entries.length > 0
        ? await new EntryWalk(MOST_FILES, signal).run(entries)
        : { files: files.map(found), unreadable: [] };
    if (walked === 'cancelled') return fail({ kind: 'cancelled' });
    if (walked === 'too-many' || walked.files.length > MOST_FILES)
      return fail({ kind: 'too-many', most: MOST_FILES });
    return walked.files.length === 0 ? fail({ kind: 'nothing' }) : ok(walked);
  }

  /** Tells the host of files, some at a time, and answers those that it wants first; null where it was given up. */
  async #list(drop: string, files: readonly FoundFile[], signal: AbortSignal): Promise<FileToSend[] | null> {
    const numbered = files.map(({ path, file }, number) => ({ number, path, file }));
    this.#kept.set(drop, numbered);
    const wanted: FileToSend[] = [];
    for (let start = 0; start < files.length; start += MOST_LISTED) {
      if (signal.aborted) {
        void this.forget(drop);
        return null;
      }
      const part = files.slice(start, start + MOST_LISTED).map(({ path, file }) => ({
        path,
        size_bytes: file.size,
        mtime_ms: file.lastModified,
      }));
      const { first } = await this.#options.host.drops.list({ drop, files: part });
      for (const number of first) {
        const file = numbered[number];
        if (file !== undefined) wanted.push(file);
      }
    }
    return wanted;
  }

  async #send(
    drop: string,
    files: readonly FileToSend[],
    { signal, onProgress }: Following,
  ): Promise<SendFailure | null> {
    const { put, wait } = this.#options;
    const place = {
      put: (number: number, from: number, bytes: Blob, ending: AbortSignal) =>
        put({ drop, number, from, bytes }, ending),
      comeBack: async (times: number) => {
        await wait(backOff(times - 1));
        return await this.#keep(drop);
      },
    };
    return await new Sending(files, place, signal, onProgress).run();
  }

  /** A page that came back says that it is still there. */
  #onConnection(): void {
    const { phase, generation } = this.#options.connection.state();
    if (phase !== 'open' || generation === this.#generation) return;
    this.#generation = generation;
    for (const drop of this.#kept.keys()) void this.#keep(drop);
  }

  /** False where the host has forgotten the drop. */
  async #keep(drop: string): Promise<boolean> {
    try {
      await this.#options.host.drops.keep({ drop });
      return true;
    } catch (error) {
      // Lost once more: whoever sends tries again.
      if (isLostCall(error)) return true;
      if (failureOf(error)?.code !== 'UNKNOWN') throw error;
      this.#kept.delete(drop);
      return false;
    }
  }
}
