import { rulesAt } from '../layouts/layouts.ts';
import { dirname } from 'node:path/posix';
import { sep } from 'node:path';
import type { ResultNote } from '../../../shared/domain/clean.ts';
import { makeFolders } from '../files/durable-file.ts';
import { fileSystemKind } from '../files/file-system-kind.ts';
import type { FileError, FileStamp } from '../files/file-system.ts';
import { plainWords } from '../files/plain-words.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import type { Done } from '../files/writable-file-system.ts';
import { filesFolder, trashPath } from './batch.ts';
import type { Lock } from './lock.ts';
import { moveFile } from './move.ts';
import { skipped, type Cancel, type CleanProgress, type Skipped } from './outcome.ts';
import type { PlanEntry } from './plan.ts';
import type { Site } from './site.ts';

/** What moving came to. */
export interface Moved {
  readonly moved: readonly PlanEntry[];
  readonly skipped: readonly Skipped[];
  /** Why any had to be renamed; null where all got a second name first. */
  readonly byRename: Extract<ResultNote, 'MOVED_BY_RENAME' | 'RENAMED_OF_OTHERS'> | null;
  /** Whether somebody took the lock meanwhile: nothing more may be done then. */
  readonly lostLock: boolean;
}

/** The distinct folders of some files, each after those above it. */
export function foldersOf(paths: readonly WorkspacePath[]): WorkspacePath[] {
  return [...new Set(paths.map((path) => dirname(path)))].toSorted();
}

/** Makes the folders of the batch that its files go to; before the first move, so that a full disk shows then. */
export function makeTrashFolders(site: Site, id: string, entries: readonly PlanEntry[]): Done {
  const base = filesFolder(site, id);
  const root = site.trash + sep + id;
  let made: Done = makeFolders(site.fs, root, ['files'], sep);
  for (const folder of foldersOf(entries.map(({ path }) => path))) {
    if (!made.ok) return made;
    if (folder === '.') continue;
    const below = makeFolders(site.fs, base, folder.split('/'), sep);
    // A path that does not fit is in the way of its own files alone, which then can't be moved.
    if (below.ok || below.error.code !== 'ENAMETOOLONG') made = below;
  }
  return made;
}

function isPlanned({ size, mtimeNs, inode, device }: PlanEntry): (stamp: FileStamp) => boolean {
  return (stamp) =>
    stamp.size === size && stamp.mtimeNs === mtimeNs && stamp.inode === inode && stamp.device === device;
}

/**
 * Why a file was renamed: Linux lets nobody give a second name to a file of somebody else (`fs.protected_hardlinks`), on any file
 * system; else there are no second names.
 */
function whyRenamed({ fs, root }: Site, file: string): NonNullable<Moved['byRename']> {
  const own = fs.isOwn(file);
  const isOfOthers = own.ok && !own.value && fileSystemKind(fs, root).links;
  return isOfOthers ? 'RENAMED_OF_OTHERS' : 'MOVED_BY_RENAME';
}

/** Errors after which nothing else can be moved either. */
function endsAll({ code }: FileError): boolean {
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS';
}

/**
 * Moves files into a batch, in their order. A file that can't be moved stays, and with a manifest all that its pipeline
 * alone used; stops after the current file where it is cancelled.
 */
export function* moveEntries(
  site: Site,
  id: string,
  entries: readonly PlanEntry[],
  lock: Lock,
  cancel: Cancel,
): Generator<CleanProgress, Moved> {
  const moved: PlanEntry[] = [];
  const left: Skipped[] = [];
  const totalBytes = entries.reduce((sum, { size }) => sum + size, 0);
  let bytes = 0;
  let stop: Skipped['reason'] | null = null;
  let message: string | null = null;
  let byRename: Moved['byRename'] = null;
  const staying = new Set<WorkspacePath>();
  for (const [place, entry] of entries.entries()) {
    yield { phase: 'move', files: place, total_files: entries.length, bytes, total_bytes: totalBytes };
    if (!lock.isHeld()) return { moved, skipped: left, byRename, lostLock: true };
    bytes += entry.size;
    if (stop === null && cancel.aborted) stop = 'cancelled';
    if (stop !== null) {
      left.push(skipped(entry.path, stop, message));
      continue;
    }
    if (staying.size > 0 && (entry.folder === null ? entry.reason !== 'orphan' : staying.has(entry.folder))) {
      left.push(skipped(entry.path, 'pipeline-stays'));
      continue;
    }
    const from = systemPath(site.root, entry.path);
    const move = moveFile(site.fs, from, trashPath(site, id, entry.path), isPlanned(entry));
    if (move.kind === 'moved') {
      moved.push(entry);
      if (move.byRename && byRename !== 'MOVED_BY_RENAME')
        byRename = whyRenamed(site, trashPath(site, id, entry.path));
      continue;
    }
    left.push(skipped(entry.path, move.kind, move.kind === 'failed' ? plainWords(move.error) : null));
    if (entry.folder !== null && rulesAt(entry.path).isManifest(entry.path)) staying.add(entry.folder);
    if (move.kind === 'failed' && endsAll(move.error)) {
      stop = 'failed';
      message = plainWords(move.error);
    }
  }
  return { moved, skipped: left, byRename, lostLock: false };
}

/** Waits until the folders that files were moved between are on the disk; false where the disk did not say so. */
export function syncMoved(site: Site, id: string, moved: readonly PlanEntry[]): boolean {
  let isSynced = true;
  for (const folder of foldersOf(moved.map(({ path }) => path))) {
    const here = systemPath(site.root, folder === '.' ? '' : folder);
    const there = systemPath(filesFolder(site, id), folder === '.' ? '' : folder);
    for (const path of [there, here]) if (!site.fs.syncFolder(path).ok) isSynced = false;
  }
  return isSynced;
}
