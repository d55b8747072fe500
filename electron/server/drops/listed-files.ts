import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { archiveKind } from '../../registry/files/archive/archive-kind.ts';
import { isPassedOver } from '../../registry/files/archive/entry-names.ts';
import { ListedNames } from '../../registry/files/archive/listed-names.ts';
import { bringing } from '../../registry/layouts/layouts.ts';

/** A file as the page lists it. */
export interface NamedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly mtimeMs: number;
}

/** A file that may go up. */
export interface ListedFile extends NamedFile {
  /** Bytes of it that are here, from its start. */
  received: number;
  /** Whether it lies under its name. */
  isWhole: boolean;
}

/** Folders that nobody brings in; neither do those who read them from a disk. */
const OWN_FOLDERS = /(?:^|\/)(?:\.stemma|\.git)\//;

const BUNDLE = /\.n4a(?:\.py)?$/i;
const YAML = /\.ya?ml$/i;

/** Bytes; nirs4all writes some hundred. */
const LARGEST_PIPELINE_FILE = 1024 * 1024;

/** Whether a preview needs the bytes of a file: manifests, what lies beside them for nirs4all, and what is looked into. */
function goesFirst({ path, size }: NamedFile): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (bringing.isManifestName(name) || BUNDLE.test(name)) return true;
  if (name === bringing.pipelineFile) return size <= LARGEST_PIPELINE_FILE;
  // What was named by itself is a manifest under any name, or an archive.
  return !path.includes('/') && (YAML.test(name) || archiveKind(name) !== null);
}

/** The files of a drop, numbered as the page lists them. Their names are judged as those of archives are. */
export class ListedFiles {
  /** By number; null for those that are not taken. */
  readonly #files: (ListedFile | null)[] = [];
  readonly #names = new ListedNames();
  readonly #most: number;
  readonly #top = new Set<string>();
  readonly left: { readonly path: string; readonly reason: string }[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Names right below the drop. */
  get top(): readonly string[] {
    return [...this.#top];
  }

  /** Takes more of the list, and answers the numbers of those that are wanted first. Fails where there are too many. */
  add(named: readonly NamedFile[]): Result<number[], 'too-many'> {
    if (this.#files.length + named.length > this.#most) return fail('too-many');
    const first: number[] = [];
    for (const each of named) {
      const file = this.#judged(each);
      if (file !== null && goesFirst(file)) first.push(this.#files.length);
      this.#files.push(file);
    }
    return ok(first);
  }

  find(number: number): ListedFile | null {
    return this.#files[number] ?? null;
  }

  /** All that did not come whole. */
  unsent(): ListedFile[] {
    return this.#files.filter((file): file is ListedFile => file !== null && !file.isWhole);
  }

  /** What is passed over without a word is null too. */
  #judged(named: NamedFile): ListedFile | null {
    if (isPassedOver(named.path) || OWN_FOLDERS.test(named.path)) return null;
    const path = this.#names.judge(named.path);
    if (!path.ok) {
      this.left.push({ path: named.path, reason: path.error.message });
      return null;
    }
    this.#top.add(path.value.split('/', 1)[0] ?? '');
    return { ...named, path: path.value, received: 0, isWhole: false };
  }
}
