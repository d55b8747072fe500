import { basename } from 'node:path/posix';
import type { ArtifactItem, Manifest } from '../../../shared/domain/manifest.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { classifyFileName, foldName } from '../../../shared/format/file-name.ts';
import { isGone, type FileError, type FileSystem } from '../files/file-system.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { LARGEST_READ } from '../files/plain-file.ts';
import { readManifest } from '../layouts/files/manifest/read-manifest.ts';
import { Needles, type Sought } from './needles.ts';
import type { CleanProgress } from './outcome.ts';
import type { BrokenRecord } from './plan.ts';
import { looksAt } from './wanted.ts';

/** A file that is to go, or to go for good. */
export interface Going extends Sought {
  /** Records that the user agreed to leave without it. */
  readonly broken: readonly BrokenRecord[];
  /** The SHA-256 of its bytes in hex, null where they can't be read: asked where only the first digits are known. Without it those decide. */
  readonly hashNow?: () => string | null;
}

/** A manifest that is asked: in the workspace, or in the trash. */
export interface Source {
  /** Where it lies, or lay, in the workspace. */
  readonly path: WorkspacePath;
  /** Where it lies now, on this system. */
  readonly file: string;
}

/** Whether a file of the workspace is there, and stays: what goes itself is not. `size` in bytes; null for any. */
export type IsThere = (path: WorkspacePath, size: number | null) => boolean;

/** The path of a primary manifest: of its run, and of its pipeline in it. */
const PRIMARY = /^runs\/([^/]+)\/[^/]+\/manifest\.yaml$/;

const DATASET_KEY = Buffer.from('\ndataset:');

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** The dataset that a manifest names, where a look at its bytes tells: a plain word that stands there once. */
function plainDataset(bytes: Buffer): string | null {
  const start = bytes.indexOf(DATASET_KEY);
  if (start < 0 || bytes.includes(DATASET_KEY, start + 1)) return null;
  const line = bytes.toString('utf8', start + DATASET_KEY.length, start + 512).split('\n')[0] ?? '';
  return /^ ["']?([a-z][\w-]*)["']?\s*$/i.exec(line)?.[1] ?? null;
}

/** One manifest, and what it says of files that are to go. */
class Witness {
  readonly #bytes: Buffer;
  readonly #run: string | null;
  readonly #source: Source;
  readonly #isThere: IsThere;
  #manifest: Manifest | 'foreign' | 'unreadable' | null = null;

  constructor(bytes: Uint8Array, source: Source, isThere: IsThere) {
    this.#bytes = asBuffer(bytes);
    this.#source = source;
    this.#isThere = isThere;
    this.#run = PRIMARY.exec(source.path)?.[1] ?? null;
  }

  /** Whether it needs the file, as its bytes say and nothing else does. In doubt it does. */
  needs(going: Going): boolean {
    const name = basename(going.path);
    if (this.#findsItself(name, plainDataset(this.#bytes), null, going.path) && this.#bytes.includes(name)) {
      return false;
    }
    const manifest = this.#read();
    if (typeof manifest === 'string') return manifest === 'unreadable';
    const items = manifest.items.filter((item) => this.#mayMean(item, going));
    if (items.length === 0) return this.#bytes.includes(name);
    return items.some((item) => this.#misses(item, manifest, going));
  }

  #misses(item: ArtifactItem, { dataset, uid }: Manifest, going: Going): boolean {
    const isBroken = going.broken.some(
      (known) =>
        known.manifest === this.#source.path && known.uid === uid && known.position === item.position,
    );
    if (isBroken) return false;
    const size = item.sizeBytes === 0 ? null : item.sizeBytes;
    return !this.#findsItself(item.path, dataset, size, going.path);
  }

  /** Whether nirs4all finds the file of a record in its own place, so that it needs no other of that name. */
  #findsItself(name: string, dataset: string | null, size: number | null, path: WorkspacePath): boolean {
    if (dataset !== null && this.#isThere(`binaries/${dataset}/${name}`, size)) return true;
    // Of two of that name, nirs4all takes the one below binaries/.
    if (path.startsWith('binaries/') && foldName(basename(path)) === foldName(name)) return false;
    return this.#run !== null && this.#isThere(`runs/${this.#run}/_binaries/${name}`, size);
  }

  /** Whether a record may mean the file: by its name, in any dataset, or by the digits of its hash. */
  #mayMean({ path, contentHash }: ArtifactItem, going: Going): boolean {
    const name = basename(going.path);
    if (path !== '' && foldName(path) === foldName(name)) {
      return classifyFileName(name).style !== 'foreign' || looksAtPath(this.#run, going.path);
    }
    if (contentHash === null) return false;
    if (going.hash !== null) return going.hash === contentHash;
    const { hashPrefix } = classifyFileName(name);
    if (hashPrefix === null || !contentHash.startsWith(hashPrefix)) return false;
    return going.hashNow === undefined || [null, contentHash].includes(going.hashNow());
  }

  #read(): Manifest | 'foreign' | 'unreadable' {
    if (this.#manifest === null) {
      const content = readManifest(this.#bytes, this.#run !== null);
      if (!content.ok) this.#manifest = 'unreadable';
      else this.#manifest = content.value.kind === 'foreign' ? 'foreign' : content.value.manifest;
    }
    return this.#manifest;
  }
}

/** Whether nirs4all would look at a path for a record of any dataset. */
function looksAtPath(run: string | null, path: WorkspacePath): boolean {
  return looksAt({ isPrimary: run !== null, run, dataset: null }, foldName(path));
}

/** Manifests between two signs of life. */
const YIELD_EVERY = 16;

/** A manifest that could not be read. */
export interface Unheard {
  readonly path: WorkspacePath;
  readonly error: FileError;
}

/**
 * Asks the bytes of manifests, right before files go, which of them are named: a witness beside the index, which is a cache and may
 * be wrong. Returns for the place of each file that is needed the manifest that names it; fails where a manifest can't be read.
 */
export function* askWitnesses(
  fs: FileSystem,
  files: readonly Going[],
  sources: readonly Source[],
  isThere: IsThere,
): Generator<CleanProgress, Result<ReadonlyMap<number, WorkspacePath>, Unheard>> {
  const named = new Map<number, WorkspacePath>();
  if (files.length === 0) return ok(named);
  const needles = new Needles(files);
  let bytes = 0;
  for (const [number, source] of sources.entries()) {
    if (number % YIELD_EVERY === 0) {
      yield { phase: 'look', files: number, total_files: sources.length, bytes, total_bytes: bytes };
    }
    const read = fs.read(source.file, LARGEST_READ);
    if (!read.ok) {
      // One that went away since the last look names nothing any more; the next look sees where it went.
      if (isGone(read.error)) continue;
      return fail({ path: source.path, error: read.error });
    }
    bytes += read.value.length;
    const found = needles.in(read.value);
    if (found.size === 0) continue;
    const witness = new Witness(read.value, source, isThere);
    for (const place of found) {
      const file = files[place];
      if (file !== undefined && !named.has(place) && witness.needs(file)) named.set(place, source.path);
    }
  }
  return ok(named);
}
