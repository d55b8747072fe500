import {
  isGone,
  systemWords,
  type Entry,
  type FileError,
  type FileSystem,
} from '../../../files/file-system.ts';
import { isInside, systemPath, type WorkspacePath } from '../../../files/paths.ts';
import { VANISHED } from '../../scan/vanished.ts';
import { isManifestName } from './manifest-name.ts';
import { isNamedByRecords, roleOfChild, type Role } from './role.ts';
import { isSystemFolder } from './system-folder.ts';
import type { LinkKind, ProblemCode, StoredFile, Unlistable } from '../../../index/walk-event.ts';

/** A folder to be walked. */
export interface Folder {
  readonly path: WorkspacePath;
  readonly role: Role;
  /** How the folder was reached: its files inherit it, for behind a link lie the same bytes under another name. */
  readonly link: LinkKind;
  /** Whether its own entry is a link. */
  readonly isLink: boolean;
}

/** What an entry turned out to be, links followed. */
export type Look =
  | { readonly kind: 'folder' }
  | { readonly kind: 'other' }
  | { readonly kind: 'file'; readonly file: StoredFile };

const LEADS_NOWHERE =
  'This link leads to nothing. Is a disk not mounted? What it stands for may hold manifests.';
const LEADS_AROUND = 'This link leads to a folder around the workspace, which can not be looked through.';
const LEADS_TO_TRASH = "This link leads into Stemma's own folder, which is not looked through.";

/** Whether a link leads to nothing, or in a circle; any other error hides something that is there. */
function leadsNowhere(error: FileError): boolean {
  return isGone(error) || error.code === 'ELOOP';
}

/** Looks at folders and entries of one workspace for a walk over it, and keeps what can't be looked at. */
export class Looker {
  readonly #fs: FileSystem;
  readonly #root: string;
  readonly #realRoot: string;
  /** Folders outside the workspace that were entered through a link: keeps links from leading in circles. */
  readonly #entered = new Set<string>();
  readonly #problems: Unlistable[] = [];

  constructor(fs: FileSystem, root: string, realRoot: string) {
    this.#fs = fs;
    this.#root = root;
    this.#realRoot = realRoot;
  }

  /** What could not be looked at since the last call. */
  problems(): readonly Unlistable[] {
    return this.#problems.splice(0);
  }

  list(path: WorkspacePath): readonly Entry[] | null {
    const entries = this.#fs.list(systemPath(this.#root, path));
    if (entries.ok) return entries.value;
    this.#report(path, entries.error);
    return null;
  }

  /** Notes that something may hold manifests and can't be looked at. */
  note(path: WorkspacePath, code: ProblemCode, message: string, identity?: string): void {
    // What systems keep at the top of a disk is closed to users, and nothing of nirs4all's.
    const [top = ''] = path.split('/', 1);
    if (code === 'UNLISTABLE' && isSystemFolder(top)) return;
    this.#problems.push({
      type: 'unlistable',
      path: path.toWellFormed(),
      code,
      message,
      identity: identity ?? this.#identityOf(path),
    });
  }

  /** The entry itself: which thing on which disk. A disk that is mounted there instead is another one. */
  #identityOf(path: WorkspacePath): string | null {
    const stamp = this.#fs.lstat(systemPath(this.#root, path));
    return stamp.ok ? `${stamp.value.device}:${stamp.value.inode}` : null;
  }

  /**
   * A folder that its parent listed and that is gone when it is entered may have been moved to where the walk has been:
   * its manifests would not be seen anywhere. So that too is a problem, until the next scan.
   */
  #report(path: WorkspacePath, error: FileError): void {
    this.note(
      path,
      'UNLISTABLE',
      isGone(error) ? VANISHED : `It can't be looked into: ${systemWords(error)}.`,
    );
  }

  /**
   * What an entry is, following links; null when it is a stored file that vanished, or can't be told. A link to
   * nothing is a stored file where that may be; anywhere else it may stand for a folder on a disk that is not there now.
   */
  look(path: WorkspacePath, entry: Entry, stampWanted: boolean, mayBeBroken: boolean): Look | null {
    if (entry.kind === 'folder' || entry.kind === 'other') return { kind: entry.kind };
    const system = systemPath(this.#root, path);
    if (entry.kind === 'file') {
      if (!stampWanted) return { kind: 'other' };
      const stamp = this.#fs.lstat(system);
      if (stamp.ok) return { kind: 'file', file: { name: entry.name, link: 'none', stamp: stamp.value } };
      if (!isGone(stamp.error) || isManifestName(entry.name)) this.#report(path, stamp.error);
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
      this.note(path, 'UNLISTABLE', LEADS_NOWHERE);
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
  enter(parent: Folder, path: WorkspacePath, entry: Entry): Folder | null {
    const role = roleOfChild(parent.role, entry.name);
    if (entry.kind !== 'link') return { path, role, link: parent.link, isLink: false };
    const real = this.#fs.realPath(systemPath(this.#root, path));
    if (!real.ok) {
      this.#report(path, real.error);
      return null;
    }
    if (real.value === this.#realRoot) return null;
    const isAround = isInside(real.value, this.#realRoot);
    if (isAround || isInside(systemPath(this.#realRoot, '.stemma'), real.value)) {
      this.note(path, 'UNLISTABLE', isAround ? LEADS_AROUND : LEADS_TO_TRASH);
      return null;
    }
    const link = isInside(this.#realRoot, real.value) ? 'inside' : 'outside';
    if (!isNamedByRecords(role) && (link === 'inside' || this.#entered.has(real.value))) return null;
    // A run or pipeline that leads back to a folder around it leads in circles, and is walked there.
    if (link === 'inside' && !('direct' in role) && this.#isAround(real.value, parent.path)) return null;
    if (link === 'outside') this.#entered.add(real.value);
    return { path, role, link, isLink: true };
  }
}
