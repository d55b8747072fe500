import { isGone, type FileError, type FileStamp } from '../files/file-system.ts';
import { checkRealPlace, isBehindLink } from '../files/trust.ts';
import type { WritableFileSystem } from '../files/writable-file-system.ts';
import { NO_LINKS } from './no-links.ts';

/** What became of one move. */
export type Move =
  | { readonly kind: 'moved'; readonly byRename: boolean }
  /** There is nothing at the place it was to be moved from. */
  | { readonly kind: 'gone' }
  /** It is not the file that was meant, or no plain file. */
  | { readonly kind: 'changed' }
  /** Something else lies where it was to go. */
  | { readonly kind: 'taken' }
  /** One of its two folders is a link, or lies behind one. */
  | { readonly kind: 'link' }
  | { readonly kind: 'failed'; readonly error: FileError };

/** Says whether a file is the one that is meant. */
export type IsMeant = (stamp: FileStamp) => boolean;

/** Whether two stamps are of one file: one inode of one device, whatever its names. */
export function isSameFile(one: FileStamp, other: FileStamp): boolean {
  return one.inode === other.inode && one.device === other.device;
}

function failed(error: FileError): Move {
  return isGone(error) ? { kind: 'gone' } : { kind: 'failed', error };
}

/** Takes the old name away, if it still is a name of the file that has its new name by now. */
function dropOldName(fs: WritableFileSystem, from: string, moved: FileStamp): Move {
  const there = fs.lstat(from);
  if (!there.ok) return isGone(there.error) ? { kind: 'moved', byRename: false } : failed(there.error);
  // Somebody wrote another file there in between: that one stays, and so does what was meant under its new name.
  if (!isSameFile(there.value, moved)) return { kind: 'moved', byRename: false };
  const removed = fs.unlink(from);
  if (removed.ok || isGone(removed.error)) return { kind: 'moved', byRename: false };
  // A file server may have done what it says has failed.
  const left = fs.lstat(from);
  if (!left.ok && isGone(left.error)) return { kind: 'moved', byRename: false };
  return { kind: 'failed', error: removed.error };
}

/** Takes the new name away again, as long as the file still has its old one: its last name is never taken. */
function takeBack(fs: WritableFileSystem, from: string, to: string): void {
  const there = fs.lstat(to);
  if (!there.ok) return;
  const here = fs.lstat(from);
  if (here.ok && isSameFile(here.value, there.value)) fs.unlink(to);
}

/** Moves by renaming, where files can't have two names. Between looking and renaming lies a moment that nothing closes. */
function moveByRename(fs: WritableFileSystem, from: string, to: string, before: FileStamp): Move {
  const there = fs.lstat(to);
  if (there.ok) return { kind: 'taken' };
  if (!isGone(there.error)) return { kind: 'failed', error: there.error };
  const renamed = fs.rename(from, to);
  if (renamed.ok) return { kind: 'moved', byRename: true };
  const after = fs.lstat(to);
  if (after.ok && isSameFile(after.value, before)) return { kind: 'moved', byRename: true };
  return failed(renamed.error);
}

/** Makes sure that both folders are real ones, right before anything is moved between them; null where they are. */
function checkPlaces(fs: WritableFileSystem, from: string, to: string): Move | null {
  for (const path of [from, to]) {
    const place = checkRealPlace(fs, path);
    if (place.ok) continue;
    if (isBehindLink(place.error)) return { kind: 'link' };
    return path === from ? failed(place.error) : { kind: 'failed', error: place.error };
  }
  return null;
}

/**
 * Moves one file without ever replacing another: a second name, then the first one away. A crash between leaves one file
 * under two names; moving it again drops the old one. A failure leaves the file where it was, under its old name alone if
 * that can be had.
 */
export function moveFile(fs: WritableFileSystem, from: string, to: string, isMeant: IsMeant): Move {
  const place = checkPlaces(fs, from, to);
  if (place !== null) return place;
  const before = fs.lstat(from);
  if (!before.ok) return failed(before.error);
  if (before.value.kind !== 'file' || !isMeant(before.value)) return { kind: 'changed' };
  const linked = fs.link(from, to);
  if (!linked.ok && NO_LINKS.has(linked.error.code)) return moveByRename(fs, from, to, before.value);
  if (!linked.ok && linked.error.code !== 'EEXIST') {
    takeBack(fs, from, to);
    // That something is not there may be said of the folder that the file was to go to.
    return isGone(linked.error) && fs.lstat(from).ok
      ? { kind: 'failed', error: linked.error }
      : failed(linked.error);
  }
  const after = fs.lstat(to);
  if (!after.ok) {
    if (linked.ok) takeBack(fs, from, to);
    return { kind: 'failed', error: after.error };
  }
  if (!isSameFile(before.value, after.value)) {
    // Taken by another file; or ours was replaced or rewritten right before it got its second name, which then goes.
    if (linked.ok) takeBack(fs, from, to);
    return { kind: linked.ok ? 'changed' : 'taken' };
  }
  if (linked.ok && !isMeant(after.value)) {
    takeBack(fs, from, to);
    return { kind: 'changed' };
  }
  const dropped = dropOldName(fs, from, after.value);
  if (dropped.kind === 'failed' && linked.ok) takeBack(fs, from, to);
  return dropped;
}
