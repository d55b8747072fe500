import { basename } from 'node:path/posix';
import type { ArtifactItem, Manifest } from '../../../../../shared/domain/manifest.ts';
import { classifyFileName, foldName } from '../../../../../shared/format/file-name.ts';
import type { WorkspacePath } from '../../../files/paths.ts';
import type { GoingFile, IsThere, Witness } from '../../rules.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import { looksAt } from './places.ts';

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
export class ManifestWitness implements Witness {
  readonly #bytes: Buffer;
  readonly #run: string | null;
  readonly #path: WorkspacePath;
  readonly #isThere: IsThere;
  #manifest: Manifest | 'foreign' | 'unreadable' | null = null;

  constructor(bytes: Uint8Array, path: WorkspacePath, isThere: IsThere) {
    this.#bytes = asBuffer(bytes);
    this.#path = path;
    this.#isThere = isThere;
    this.#run = PRIMARY.exec(path)?.[1] ?? null;
  }

  /** Whether it needs the file, as its bytes say and nothing else does. In doubt it does. */
  needs(going: GoingFile): boolean {
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

  #misses(item: ArtifactItem, { dataset, uid }: Manifest, going: GoingFile): boolean {
    const isBroken = going.broken.some(
      (known) => known.manifest === this.#path && known.uid === uid && known.position === item.position,
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
  #mayMean({ path, contentHash }: ArtifactItem, going: GoingFile): boolean {
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
