/** A file that was found in what was dropped. */
export interface FoundFile {
  /** Its path in the drop, `/` between its parts. */
  readonly path: string;
  readonly file: File;
}

/** What a walk found. */
export interface Walked {
  readonly files: readonly FoundFile[];
  /** Paths of folders and files that the system did not let the browser read. */
  readonly unreadable: readonly string[];
}

/** Why a walk came to nothing. */
export type WalkFailure = 'too-many' | 'cancelled';

/** Folders that nobody brings in; the host passes over them too. */
const PASSED_OVER: ReadonlySet<string> = new Set(['.git', '.stemma', '__MACOSX']);

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;
const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** Everything in a folder: `readEntries` gives a hundred at a time, and nothing at the end. Links are left out by the browser. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return all;
    for (const entry of part) all.push(entry);
  }
}

/** Walks over what was dropped, folder by folder; the files of a folder are asked for together. */
export class EntryWalk {
  readonly #most: number;
  readonly #signal: AbortSignal;
  readonly #files: FoundFile[] = [];
  readonly #unreadable: string[] = [];

  /** @param most files, more of which are no results that somebody carries home */
  constructor(most: number, signal: AbortSignal) {
    this.#most = most;
    this.#signal = signal;
  }

  async run(entries: readonly FileSystemEntry[]): Promise<Walked | WalkFailure> {
    const pending: { readonly path: string; readonly folder: FileSystemDirectoryEntry }[] = [];
    const enter = (path: string, found: readonly FileSystemEntry[]): void => {
      for (const entry of found)
        if (isFolder(entry) && !PASSED_OVER.has(entry.name))
          pending.push({ path: `${path}${entry.name}`, folder: entry });
    };
    enter('', entries);
    await this.#take('', entries);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (this.#signal.aborted) return 'cancelled';
      const { path, folder } = next;
      const found = await this.#read(path, () => entriesOf(folder));
      if (found === null) continue;
      enter(`${path}/`, found);
      await this.#take(`${path}/`, found);
      if (this.#files.length > this.#most) return 'too-many';
    }
    return { files: this.#files, unreadable: this.#unreadable };
  }

  async #take(path: string, entries: readonly FileSystemEntry[]): Promise<void> {
    const taken = await Promise.all(
      entries.filter(isFile).map(async (entry) => {
        const file = await this.#read(`${path}${entry.name}`, () => fileOf(entry));
        return file === null ? null : { path: `${path}${entry.name}`, file };
      }),
    );
    for (const each of taken) if (each !== null) this.#files.push(each);
  }

  async #read<Read>(path: string, read: () => Promise<Read>): Promise<Read | null> {
    try {
      return await read();
    } catch (error) {
      // It is gone since, or the system refuses; anything else is a bug.
      if (!(error instanceof DOMException)) throw error;
      this.#unreadable.push(path);
      return null;
    }
  }
}
