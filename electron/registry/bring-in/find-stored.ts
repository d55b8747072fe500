import { basename, dirname } from 'node:path/posix';
import type { ArtifactItem } from '../../../shared/domain/manifest.ts';
import { classifyFileName } from '../../../shared/format/file-name.ts';
import { hashFile } from '../change/file-bytes.ts';
import { Movable } from '../change/movable.ts';
import type { Site } from '../change/site.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { checkRealFolder, isNowhere } from '../files/trust.ts';
import { bringing, bringingRules as rules } from '../layouts/layouts.ts';
import type { StoredPlace } from '../layouts/bringing.ts';
import type { DamagedFile, ImportFile } from './import-plan.ts';
import type { BroughtFile, Tree } from './tree.ts';

/** Folders above a manifest that are looked into. */
const MOST_ABOVE = 64;

/** Where the manifest of records lies, and where it goes. */
export interface RecordsPlace {
  readonly tree: Tree;
  /** The folder of the manifest in the tree. */
  readonly folder: string;
  readonly dataset: string;
  /** The run that it goes to. */
  readonly run: string;
}

/** A file in the workspace that the right one can take the place of. */
interface Damaged {
  readonly path: WorkspacePath;
  readonly status: 'damaged';
  readonly file: DamagedFile;
}

/** Finds the stored files of records: in the workspace, then in what is brought. Each file is hashed once. */
export class StoredFinder {
  readonly #site: Site;
  readonly #movable: Movable;
  readonly #hashes = new Map<string, string | null>();
  /** Why nothing can be put into a folder of the workspace; null where it can. */
  readonly #places = new Map<WorkspacePath, string | null>();
  readonly #named = new WeakMap<Tree, Map<string, ReadonlySet<string>>>();

  constructor(site: Site) {
    this.#site = site;
    this.#movable = new Movable(site);
  }

  /** What becomes of the file of a record; null for one that names none. */
  find(item: ArtifactItem, place: RecordsPlace): ImportFile | null {
    if (item.path === '') return null;
    const { dataset, run } = place;
    const expected = rules.expectedFile({ name: item.path, dataset, run, hasId: item.artifactId !== null });
    if (expected === null) return null;
    const places = bringing.storedPlaces(item.path, dataset, run);
    const isMeant = isHashOf(item);
    let obstacle: ImportFile | null = null;
    let damaged: Damaged | null = null;
    for (const path of new Set([expected, ...places.map(({ goesTo }) => goesTo)])) {
      const there = this.#inWorkspace(path, isMeant);
      if (there?.status === 'present') return there;
      if (there?.status === 'damaged') damaged ??= there;
      else obstacle ??= there;
    }
    if (obstacle !== null) return obstacle;
    let wrong: ImportFile | null = null;
    let unsent: ImportFile | null = null;
    for (const { brought, path } of this.#candidates(item.path, expected, places, place)) {
      const { size, file, mtimeMs } = brought;
      if (!brought.isSent) {
        const goesTo = damaged?.path ?? path;
        unsent ??= { ...fileOf(goesTo, 'unsent', null), size, from: file, replaces: damaged?.file ?? null };
        continue;
      }
      const sha256 = brought.sha256 ?? this.#hash(file);
      if (sha256 !== null && isMeant(sha256)) {
        const copy = { status: 'copy', size, sha256, from: file, mtimeMs, reason: null } as const;
        return { ...copy, path: damaged?.path ?? path, replaces: damaged?.file ?? null };
      }
      wrong ??= fileOf(path, 'wrong-hash', `${brought.label} holds other bytes`);
    }
    if (unsent !== null) return unsent;
    if (damaged !== null)
      return fileOf(damaged.path, 'rejected', 'a damaged file of that name lies in the workspace');
    return wrong ?? fileOf(expected, 'missing', null);
  }

  /**
   * The stored file of a record in the workspace itself: `present`, `wrong-hash`, `missing`, or `rejected` behind a link; null for a record that
   * names none.
   */
  here(item: ArtifactItem, dataset: string, run: string): ImportFile | null {
    if (item.path === '') return null;
    const expected = rules.expectedFile({ name: item.path, dataset, run, hasId: item.artifactId !== null });
    if (expected === null) return null;
    const isMeant = isHashOf(item);
    let other: ImportFile | null = null;
    const places = bringing.storedPlaces(item.path, dataset, run);
    for (const path of new Set([expected, ...places.map(({ goesTo }) => goesTo)])) {
      const there = this.#inWorkspace(path, isMeant);
      if (there?.status === 'present') {
        const stamp = this.#site.fs.lstat(systemPath(this.#site.root, path));
        return { ...there, mtimeMs: stamp.ok ? Number(stamp.value.mtimeNs / 1_000_000n) : null };
      }
      if (there !== null) other ??= there.status === 'damaged' ? fileOf(path, 'wrong-hash', null) : there;
    }
    return other ?? fileOf(expected, 'missing', null);
  }

  /** What lies in the workspace where a file is to go; null for nothing. A stored file is trusted by its full hash alone. */
  #inWorkspace(path: WorkspacePath, isMeant: (sha256: string) => boolean): ImportFile | Damaged | null {
    const { fs, root } = this.#site;
    const file = systemPath(root, path);
    const place = this.#checkPlace(dirname(path));
    if (place !== null) return fileOf(path, 'rejected', place);
    const stamp = fs.lstat(file);
    if (!stamp.ok) {
      if (isNowhere(stamp.error)) return null;
      return fileOf(path, 'rejected', `its place can't be looked at: ${plainWords(stamp.error)}`);
    }
    if (stamp.value.kind !== 'file') return fileOf(path, 'rejected', 'a link or a folder lies in its place');
    const sha256 = this.#hash(file);
    if (sha256 === null) return fileOf(path, 'rejected', "the file in its place can't be read");
    const { size, mtimeNs, inode, device, links } = stamp.value;
    if (isMeant(sha256)) return { ...fileOf(path, 'present', null), size, sha256 };
    const { hashPrefix } = classifyFileName(basename(path));
    // Bytes whose hash begins as the name says are another file that happens to have it, and somebody's.
    const isDamaged = hashPrefix !== null && !sha256.startsWith(hashPrefix);
    if (isDamaged && this.#movable.obstacle(path, device) === null)
      return { path, status: 'damaged', file: { size, mtimeNs, inode, device, links, sha256 } };
    return fileOf(path, 'rejected', 'a file of that name with other bytes lies in the workspace');
  }

  /** Why nothing can be put into a folder: it, or one around it, is a link or can't be looked at; null where it can, or can be made. */
  #checkPlace(folder: WorkspacePath): string | null {
    let reason = this.#places.get(folder);
    if (reason === undefined) {
      reason = this.#lookAtPlace(folder);
      this.#places.set(folder, reason);
    }
    return reason;
  }

  #lookAtPlace(folder: WorkspacePath): string | null {
    const { fs, root } = this.#site;
    for (let path = folder; path !== '.'; path = dirname(path)) {
      const real = checkRealFolder(fs, systemPath(root, path));
      if (real.ok) return null;
      if (!isNowhere(real.error)) return `its place can't be used: ${plainWords(real.error)}`;
    }
    return null;
  }

  #hash(file: string): string | null {
    let known = this.#hashes.get(file);
    if (known === undefined) {
      const read = hashFile(this.#site.fs, file);
      known = read.ok ? read.value : null;
      this.#hashes.set(file, known);
    }
    return known;
  }

  /** The files that may be meant, the nearest first: beside the manifest, then in the stores of each folder around it. */
  *#candidates(
    name: string,
    expected: WorkspacePath,
    places: readonly StoredPlace[],
    { tree, folder }: RecordsPlace,
  ): Generator<{ brought: BroughtFile; path: WorkspacePath }, void> {
    const beside = this.#look(tree, folder, name);
    if (beside !== null) yield { brought: beside, path: expected };
    let around: string | null = folder;
    for (let above = 0; around !== null && above < MOST_ABOVE; above += 1) {
      for (const { folder: store, goesTo } of places) {
        const brought = this.#look(tree, tree.below(around, store), name);
        if (brought !== null) yield { brought, path: goesTo };
      }
      around = tree.around(around);
    }
  }

  /** A file in a folder. Each folder is listed once: thousands of manifests ask for the same few, most of which are not there. */
  #look(tree: Tree, folder: string, name: string): BroughtFile | null {
    let known = this.#named.get(tree);
    if (known === undefined) this.#named.set(tree, (known = new Map()));
    let names = known.get(folder);
    if (names === undefined) known.set(folder, (names = new Set(tree.filesIn(folder))));
    return names.has(name) ? tree.look(tree.below(folder, name)) : null;
  }
}

function fileOf(path: WorkspacePath, status: ImportFile['status'], reason: string | null): ImportFile {
  return { path, status, size: null, sha256: null, from: null, mtimeMs: null, reason, replaces: null };
}

/** Whether a hash is that of a record's bytes: the whole one, or for records of old versions the digits of the file's name. */
function isHashOf({ contentHash, path }: ArtifactItem): (sha256: string) => boolean {
  if (contentHash !== null) return (sha256) => sha256 === contentHash;
  const name = classifyFileName(path);
  const digits = name.hashPrefix ?? '';
  return (sha256) => digits !== '' && sha256.startsWith(digits);
}
