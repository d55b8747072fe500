import { dirname, join, sep } from 'node:path';
import { dirname as posixDirname } from 'node:path/posix';
import type { FileSystem } from '../files/file-system.ts';
import type { UnpackedFile } from '../files/archive/staging.ts';

/** A file that may be brought in, where its bytes lie now. */
export interface BroughtFile {
  /** What people call it: a path of the system, or one in an archive behind the archive's name. */
  readonly label: string;
  /** Where its bytes are, a path of this system. */
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 in hex, where it is known already. */
  readonly sha256: string | null;
  /** When it was last changed, in milliseconds since 1970. */
  readonly mtimeMs: number | null;
  /** Whether its bytes are there: of a drop that is being sent, some are not yet. */
  readonly isSent: boolean;
}

/** Folders and files that something is brought in from: on the disk, or out of an archive. Links are never followed. */
export interface Tree {
  /** The folder around a path; null at the top. */
  around(path: string): string | null;
  /** A path below a folder, `/` between its parts. */
  below(folder: string, path: string): string;
  /** The parts of a path. */
  parts(path: string): readonly string[];
  /** The plain file at a path; null where there is none. */
  look(path: string): BroughtFile | null;
  /** The names of the plain files in a folder, sorted. */
  filesIn(folder: string): readonly string[];
}

/** What lies on the disk. */
export class DiskTree implements Tree {
  readonly #fs: FileSystem;

  constructor(fs: FileSystem) {
    this.#fs = fs;
  }

  around(path: string): string | null {
    const folder = dirname(path);
    return folder === path ? null : folder;
  }

  below(folder: string, path: string): string {
    return join(folder, ...path.split('/'));
  }

  parts(path: string): readonly string[] {
    return path.split(sep);
  }

  look(path: string): BroughtFile | null {
    const stamp = this.#fs.lstat(path);
    if (!stamp.ok || stamp.value.kind !== 'file') return null;
    const { size, mtimeNs } = stamp.value;
    return {
      label: path,
      file: path,
      size,
      sha256: null,
      mtimeMs: Number(mtimeNs / 1_000_000n),
      isSent: true,
    };
  }

  filesIn(folder: string): readonly string[] {
    const listed = this.#fs.list(folder);
    if (!listed.ok) return [];
    return listed.value.flatMap(({ name, kind }) => (kind === 'file' ? [name] : [])).toSorted();
  }
}

/** What came out of an archive. */
export class PackedTree implements Tree {
  readonly #archive: string;
  readonly #files: ReadonlyMap<string, UnpackedFile>;
  readonly #byFolder = new Map<string, string[]>();

  constructor(archive: string, files: readonly UnpackedFile[]) {
    this.#archive = archive;
    this.#files = new Map(files.map((file) => [file.path, file]));
    for (const { path } of files) {
      const folder = posixDirname(path);
      const names = this.#byFolder.get(folder) ?? [];
      names.push(path.slice(path.lastIndexOf('/') + 1));
      this.#byFolder.set(folder, names);
    }
  }

  around(path: string): string | null {
    return path === '.' ? null : posixDirname(path);
  }

  below(folder: string, path: string): string {
    return folder === '.' ? path : `${folder}/${path}`;
  }

  parts(path: string): readonly string[] {
    return path.split('/');
  }

  look(path: string): BroughtFile | null {
    const found = this.#files.get(path);
    if (found === undefined) return null;
    const { file, size, sha256, mtimeMs } = found;
    return { label: `${this.#archive}/${path}`, file, size, sha256, mtimeMs, isSent: true };
  }

  filesIn(folder: string): readonly string[] {
    return (this.#byFolder.get(folder) ?? []).toSorted();
  }
}
