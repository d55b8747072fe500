import { isGone, type Entry, type FileError, type FileStamp, type FileSystem } from '../files/file-system.ts';
import { isInside, joinPath, systemPath, type WorkspacePath } from '../files/paths.ts';
import type { FolderTotals, LinkKind, ManifestPlace, StoredFile, WalkEvent } from './walk-event.ts';

/** What a folder of the workspace is for. */
type Role =
  | { readonly kind: 'root' }
  | { readonly kind: 'binaries'; readonly owner: string; readonly direct: boolean }
  | { readonly kind: 'run-binaries'; readonly owner: string; readonly direct: boolean }
  | { readonly kind: 'runs' }
  | { readonly kind: 'run'; readonly run: string }
  | { readonly kind: 'pipeline'; readonly run: string }
  | { readonly kind: 'elsewhere'; readonly place: ManifestPlace };

interface Folder {
  readonly path: WorkspacePath;
  readonly role: Role;
  /** How the folder was reached: its files inherit it, for behind a link lie the same bytes under another name. */
  readonly link: LinkKind;
}

/** What an entry turned out to be, links followed. */
type Look = { kind: 'folder' } | { kind: 'other' } | { kind: 'file'; file: StoredFile };

interface Mutable {
  files: number;
  bytes: number;
  newestNs: bigint;
}

const MANIFEST_NAME = 'manifest.yaml';

/** The role of the folder `name` inside a folder of role `parent`. */
function roleOfChild(parent: Role, name: string): Role {
  switch (parent.kind) {
    case 'root':
      if (name === 'binaries') return { kind: 'binaries', owner: '', direct: false };
      if (name === 'runs') return { kind: 'runs' };
      if (name === 'library') return { kind: 'elsewhere', place: 'library' };
      return { kind: 'elsewhere', place: name === 'exports' ? 'export' : 'other' };
    case 'binaries':
      if (parent.owner === '') return { kind: 'binaries', owner: name, direct: true };
      return { ...parent, direct: false };
    case 'run-binaries':
      return { ...parent, direct: false };
    case 'runs':
      return { kind: 'run', run: name };
    case 'run':
      if (name === '_binaries') return { kind: 'run-binaries', owner: parent.run, direct: true };
      return { kind: 'pipeline', run: parent.run };
    case 'pipeline':
      return { kind: 'elsewhere', place: 'other' };
    case 'elsewhere':
      return parent;
  }
}

/** Which kind of manifest a file named `manifest.yaml` in a folder of this role is. */
function placeOf(role: Role): ManifestPlace {
  if (role.kind === 'pipeline') return 'run';
  return role.kind === 'elsewhere' ? role.place : 'other';
}

function latest(stamp: FileStamp): bigint {
  return stamp.mtimeNs > stamp.ctimeNs ? stamp.mtimeNs : stamp.ctimeNs;
}

/** A name whose bytes are not UTF-8 arrives with this character; the system then can't find it by that name. */
function isUndecodable(path: string): boolean {
  return path.includes('\uFFFD');
}

/** Whether a link leads to nothing, or in a circle; any other error hides something that is there. */
function leadsNowhere(error: FileError): boolean {
  return isGone(error) || error.code === 'ELOOP';
}

/** Whether nirs4all would find the folder by this name, be it a link or not. */
function isNamedByRecords(role: Role): boolean {
  if ('direct' in role) return role.direct || role.owner === '';
  return role.kind === 'runs' || role.kind === 'run' || role.kind === 'pipeline';
}

/** On systems that ignore case nirs4all opens `Manifest.yaml` too. */
function isManifestName(name: string): boolean {
  return name.toLowerCase() === MANIFEST_NAME;
}

/** What is said of a folder or manifest that was listed and could then not be found. */
export const VANISHED = 'It was there and then gone: something is changing the workspace. Scan again.';
const LEADS_NOWHERE =
  'This link leads to nothing. Is a disk not mounted? What it stands for may hold manifests.';
const LEADS_AROUND = 'This link leads to a folder around the workspace, which can not be looked through.';
const LEADS_TO_TRASH = "This link leads into Stemma's own folder, which is not looked through.";

/** Entries of one folder between two pauses: some 2 ms of work. */
const PAUSE_EVERY = 256;

/** One walk over one workspace. */
class Walker {
  readonly #fs: FileSystem;
  readonly #root: string;
  readonly #realRoot: string;
  /** Folders outside the workspace that were entered through a link: keeps links from leading in circles. */
  readonly #entered = new Set<string>();
  readonly #unlistable: WalkEvent[] = [];

  constructor(fs: FileSystem, root: string, realRoot: string) {
    this.#fs = fs;
    this.#root = root;
    this.#realRoot = realRoot;
  }

  *walk(): Generator<WalkEvent, void> {
    const pending: Folder[] = [{ path: '', role: { kind: 'root' }, link: 'none' }];
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      if (folder.role.kind === 'pipeline') yield* this.#pipeline(folder, pending);
      else yield* this.#folder(folder, pending);
      yield* this.#unlistable.splice(0);
    }
  }

  /** Lists one folder, reports what is in it, and queues its sub-folders. */
  *#folder(folder: Folder, pending: Folder[]): Generator<WalkEvent, void> {
    const { path, role } = folder;
    const entries = this.#list(path);
    if (entries === null) return;
    const stored = role.kind === 'binaries' || role.kind === 'run-binaries';
    const files: StoredFile[] = [];
    const folders: Folder[] = [];
    for (const [number, entry] of entries.entries()) {
      if ((number + 1) % PAUSE_EVERY === 0) yield { type: 'pause' };
      if (role.kind === 'root' && entry.name === '.stemma') continue;
      const isManifest = isManifestName(entry.name);
      if (entry.kind === 'file' && !stored && !isManifest) continue;
      const child = joinPath(path, entry.name);
      // Directly below binaries/ links stand for the folders of datasets; further down for stored files.
      const mayBeBroken = stored && role.owner !== '' && !isManifest;
      const found = this.#look(child, entry, stored || isManifest, mayBeBroken);
      if (found === null) continue;
      if (found.kind === 'folder') {
        const next = this.#enter(folder, child, entry);
        if (next !== null) folders.push(next);
        continue;
      }
      if (found.kind !== 'file') continue;
      if (stored) files.push(folder.link === 'none' ? found.file : { ...found.file, link: folder.link });
      if (isManifest) {
        const { stamp } = found.file;
        yield { type: 'manifest', path: child, place: placeOf(role), run: null, stamp, folder: null };
      }
    }
    // The last is walked first: manifests before stored files, so that they can be read meanwhile.
    if (role.kind === 'root') {
      folders.sort((one, other) => Number(one.path !== 'binaries') - Number(other.path !== 'binaries'));
    }
    pending.push(...folders);
    if (stored) {
      const place = role.kind === 'binaries' ? 'binaries' : 'run';
      yield { type: 'stored-folder', path, place, owner: role.owner, direct: role.direct, files };
    }
  }

  /** A pipeline's own folder: its manifest, and the totals of all its files. Manifests further down are copies. */
  *#pipeline(folder: Folder, outer: Folder[]): Generator<WalkEvent, void> {
    const totals: Mutable = { files: 0, bytes: 0, newestNs: 0n };
    const inner: WorkspacePath[] = [folder.path];
    const copies: { path: WorkspacePath; stamp: FileStamp }[] = [];
    let primary: FileStamp | null = null;
    for (let path = inner.pop(); path !== undefined; path = inner.pop()) {
      for (const entry of this.#list(path) ?? []) {
        const child = joinPath(path, entry.name);
        const found = this.#look(child, entry, true, false);
        if (found === null || found.kind === 'other') continue;
        if (found.kind === 'folder') {
          // A link's target is not the pipeline's own: manifests in it count as copies, its bytes do not.
          const next = this.#enter(folder, child, entry);
          if (entry.kind !== 'link') inner.push(child);
          else if (next !== null) outer.push(next);
          continue;
        }
        const { stamp } = found.file;
        totals.files += 1;
        totals.bytes += stamp.size;
        if (latest(stamp) > totals.newestNs) totals.newestNs = latest(stamp);
        if (!isManifestName(entry.name)) continue;
        if (path === folder.path && entry.name === MANIFEST_NAME) primary = stamp;
        else copies.push({ path: child, stamp });
      }
    }
    const run = folder.role.kind === 'pipeline' ? folder.role.run : null;
    if (primary !== null) {
      const path = joinPath(folder.path, MANIFEST_NAME);
      const own: FolderTotals = totals;
      yield { type: 'manifest', path, place: 'run', run, stamp: primary, folder: own };
    }
    for (const { path, stamp } of copies) {
      yield { type: 'manifest', path, place: 'other', run: null, stamp, folder: null };
    }
  }

  #list(path: WorkspacePath): readonly Entry[] | null {
    const entries = this.#fs.list(systemPath(this.#root, path));
    if (entries.ok) return entries.value;
    this.#report(path, entries.error);
    return null;
  }

  /**
   * A folder that its parent listed and that is gone when it is entered may have been moved to where the walk has been:
   * its manifests would not be seen anywhere. So that too is a problem, until the next scan.
   */
  #report(path: WorkspacePath, error: FileError): void {
    const message = isGone(error) && !isUndecodable(path) ? VANISHED : error.message;
    this.#unlistable.push({ type: 'unlistable', path, message });
  }

  /**
   * What an entry is, following links; null when it is a stored file that vanished, or can't be told. A link to
   * nothing is a stored file where that may be; anywhere else it may stand for a folder on a disk that is not there now.
   */
  #look(path: WorkspacePath, entry: Entry, stampWanted: boolean, mayBeBroken: boolean): Look | null {
    if (entry.kind === 'folder' || entry.kind === 'other') return { kind: entry.kind };
    const system = systemPath(this.#root, path);
    if (entry.kind === 'file') {
      if (!stampWanted) return { kind: 'other' };
      const stamp = this.#fs.lstat(system);
      if (stamp.ok) return { kind: 'file', file: { name: entry.name, link: 'none', stamp: stamp.value } };
      const isStoredFileGone = isGone(stamp.error) && !isManifestName(entry.name) && !isUndecodable(path);
      if (!isStoredFileGone) this.#report(path, stamp.error);
      return null;
    }
    const target = this.#fs.stat(system);
    if (target.ok) {
      if (target.value.kind === 'folder') return { kind: 'folder' };
      if (target.value.kind !== 'file') return { kind: 'other' };
      return { kind: 'file', file: { name: entry.name, link: this.#linkKind(system), stamp: target.value } };
    }
    if (!leadsNowhere(target.error)) {
      this.#report(path, target.error);
      return null;
    }
    const link = this.#fs.lstat(system);
    if (link.ok && !mayBeBroken) {
      this.#unlistable.push({ type: 'unlistable', path, message: LEADS_NOWHERE });
      return null;
    }
    if (link.ok) return { kind: 'file', file: { name: entry.name, link: 'broken', stamp: link.value } };
    this.#report(path, link.error);
    return null;
  }

  #isAround(real: string, path: WorkspacePath): boolean {
    const inner = this.#fs.realPath(systemPath(this.#root, path));
    return inner.ok && isInside(real, inner.value);
  }

  #linkKind(system: string): LinkKind {
    const real = this.#fs.realPath(system);
    if (!real.ok) return 'broken';
    return isInside(this.#realRoot, real.value) ? 'inside' : 'outside';
  }

  /**
   * The folder to walk into, or null. Real folders are entered as they come. A link is followed, because a
   * manifest behind it may name live files: out of the workspace once for each target, inside not at all, for there
   * the target is walked anyway. Folders of a store, runs and pipelines are entered by each of their names, because
   * that is how nirs4all finds them.
   */
  #enter(parent: Folder, path: WorkspacePath, entry: Entry): Folder | null {
    const role = roleOfChild(parent.role, entry.name);
    if (entry.kind !== 'link') return { path, role, link: parent.link };
    const real = this.#fs.realPath(systemPath(this.#root, path));
    if (!real.ok) {
      this.#report(path, real.error);
      return null;
    }
    if (real.value === this.#realRoot) return null;
    const isAround = isInside(real.value, this.#realRoot);
    if (isAround || isInside(systemPath(this.#realRoot, '.stemma'), real.value)) {
      this.#unlistable.push({ type: 'unlistable', path, message: isAround ? LEADS_AROUND : LEADS_TO_TRASH });
      return null;
    }
    const link = isInside(this.#realRoot, real.value) ? 'inside' : 'outside';
    if (!isNamedByRecords(role) && (link === 'inside' || this.#entered.has(real.value))) return null;
    // A run or pipeline that leads back to a folder around it leads in circles, and is walked there.
    if (link === 'inside' && !('direct' in role) && this.#isAround(real.value, parent.path)) return null;
    if (link === 'outside') this.#entered.add(real.value);
    return { path, role, link };
  }
}

/**
 * Walks over a workspace and reports the folders of its stores with their files, every file named
 * `manifest.yaml` at any depth, and what can't be looked at. `.stemma/` is left out. Iterative, so that no
 * depth matters; the caller may stop between any two events. A stored file that vanishes during the walk is left out;
 * a folder or a manifest that does is reported, for it may have moved to where the walk has been.
 *
 * @param root the workspace's folder as the user named it
 * @param realRoot the same with links resolved
 */
export function walkWorkspace(fs: FileSystem, root: string, realRoot: string): Generator<WalkEvent, void> {
  return new Walker(fs, root, realRoot).walk();
}
