import { sep } from 'node:path';
import { isGone, type Entry } from '../files/file-system.ts';
import { joinPath, type WorkspacePath } from '../files/paths.ts';
import { checkRealFolder, unlinkTrusted } from '../files/trust.ts';
import { BATCH_STATES, batchFolder, filesFolder, readBatch, type Batch } from './batch.ts';
import { filesBelow } from '../files/folder-files.ts';
import type { Site } from './site.ts';
import { forgetDeadLocks } from './taken-locks.ts';

/** What systems leave in any folder that somebody looks into, and nobody misses. */
const LITTER = /^(?:\.DS_Store|\._.*|\.directory|\.localized|(?:eh)?thumbs\.db|desktop\.ini)$/is;

/**
 * Removes folders without files below one, and itself, as far as that goes; false where something is left. `ours` are the files
 * that were moved here: what has the name of litter and is none of them goes too.
 */
function pruneFolder(
  site: Site,
  folder: WorkspacePath,
  path: string,
  ours: ReadonlySet<WorkspacePath>,
): boolean {
  const listed = site.fs.list(path);
  if (!listed.ok) return isGone(listed.error);
  let isEmpty = true;
  for (const { name, kind } of listed.value) {
    const child = joinPath(folder, name);
    const isLitter = kind === 'file' && LITTER.test(name) && !ours.has(child);
    const isRemoved = isLitter
      ? unlinkTrusted(site.fs, path + sep + name).ok
      : kind === 'folder' && pruneFolder(site, child, path + sep + name, ours);
    if (!isRemoved) isEmpty = false;
  }
  return isEmpty && site.fs.removeFolder(path).ok;
}

/** Removes the empty folders that the files of a batch lay in; false where something lies in them still. */
export function pruneFiles(site: Site, { id, plan }: Batch): boolean {
  const folder = filesFolder(site, id);
  const real = checkRealFolder(site.fs, folder);
  if (!real.ok) return isGone(real.error);
  // Without a journal nobody knows what was moved here: all that lies here counts.
  if (plan === null && !hasNoFiles(site, folder)) return false;
  return pruneFolder(site, '', folder, new Set(plan?.entries.map(({ path }) => path)));
}

function hasNoFiles(site: Site, folder: string): boolean {
  const below = filesBelow(site.fs, folder, '');
  return below.ok && below.value.length === 0;
}

/** What lies in the folder of a batch and is none of its files, by the path that it would have in the workspace. */
export function straysOf(site: Site, { id, plan }: Batch): WorkspacePath[] {
  const listed = site.fs.list(batchFolder(site, id));
  const beside = listed.ok ? listed.value.filter((entry) => entry.name !== 'files' && !isOurs(entry)) : [];
  const below = plan === null ? null : filesBelow(site.fs, filesFolder(site, id), '');
  const ours = new Set(plan?.entries.map(({ path }) => path));
  const files = below?.ok === true ? below.value.map(({ path }) => path) : [];
  return [...beside.map(({ name }) => name), ...files.filter((path) => !ours.has(path))];
}

/** Names that we give to what lies beside the files of a batch. */
const BESIDE_FILES = new RegExp(
  `^(?:(?:${BATCH_STATES.join('|')})\\.journal|beside|emptied)(?:\\.[\\da-z]+\\.tmp)?$`,
);

/** Whether something in the folder of a batch may be thrown away with it; what has a name of ours may be of any kind. */
function isOurs({ name, kind }: Entry): boolean {
  return BESIDE_FILES.test(name) || (kind === 'file' && LITTER.test(name));
}

/**
 * Removes all that is left of a batch without files: what we wrote beside them, and its folder. False where that can't be, or where
 * somebody put something there: that is not ours to remove.
 */
export function removeBatch(site: Site, id: string): boolean {
  const folder = batchFolder(site, id);
  const listed = site.fs.list(folder);
  if (!listed.ok) return isGone(listed.error);
  if (!listed.value.every(isOurs)) return false;
  // The journal goes last: without it nobody knows what the rest is.
  const ordered = listed.value.toSorted((one, other) => Number(isJournal(one)) - Number(isJournal(other)));
  const isEmpty = ordered.every(({ name, kind }) => {
    const path = folder + sep + name;
    return kind === 'folder' ? pruneFolder(site, '', path, NONE) : unlinkTrusted(site.fs, path).ok;
  });
  return isEmpty && site.fs.removeFolder(folder).ok;
}

const NONE: ReadonlySet<WorkspacePath> = new Set();

function isJournal({ name }: Entry): boolean {
  return name.endsWith('.journal');
}

/** Names that we give to what is thrown away or renamed a moment later; only a crash leaves them. */
const LEFT_OVER = /^(?:lock\.[0-9a-z]+|(?:decisions\.json|register)\.[0-9a-z]+\.tmp)$/;

/** How old it is before it is taken for that, in milliseconds: another Stemma may be about to use it. */
const LEFT_OVER_AFTER_MS = 60_000;

function isOld({ fs, now }: Site, path: string): boolean {
  const stamp = fs.lstat(path);
  return stamp.ok && now() - Number(stamp.value.mtimeNs / 1_000_000n) > LEFT_OVER_AFTER_MS;
}

/** Removes what crashes left before anything was moved. To be called with the lock held. */
export function sweep(site: Site): void {
  forgetDeadLocks(site);
  const own = site.fs.list(site.own);
  if (own.ok) {
    for (const { name, kind } of own.value) {
      const path = site.own + sep + name;
      if (kind === 'file' && LEFT_OVER.test(name) && isOld(site, path)) unlinkTrusted(site.fs, path);
    }
  }
  const listed = site.fs.list(site.trash);
  if (!listed.ok) return;
  for (const { name, kind } of listed.value) {
    if (kind !== 'folder') continue;
    const batch = readBatch(site, name);
    if (batch.ok && batch.value === null) removeBatch(site, name);
  }
}
