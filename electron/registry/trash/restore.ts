import { rulesAt } from '../layouts/layouts.ts';
import { dirname } from 'node:path/posix';
import type { ResultNote } from '../../../shared/domain/clean.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { isNowhere, unlinkTrusted } from '../files/trust.ts';
import { isPartlyEmptied, setState, settleWithoutPlan, trashPath, type Batch } from '../change/batch.ts';
import type { TrashedFile } from '../change/batch-files.ts';
import { chosenFiles } from './chosen-files.ts';
import { chooseTargets, placeOf, targetOf, type Targets } from './restore-targets.ts';
import { writeError, type CleanError } from '../change/clean-error.ts';
import type { Lock } from '../change/lock.ts';
import type { Cleaning } from '../change/look.ts';
import { isSameFile } from '../change/move.ts';
import { foldersOf } from '../change/move-entries.ts';
import { skipped, type Cancel, type CleanProgress, type Skipped } from '../change/outcome.ts';
import { putBack } from '../change/put-back.ts';
import { pruneFiles, removeBatch } from '../change/clear-away.ts';
import {
  batchFiles,
  checkKnownId,
  checkNothingInterrupted,
  filesOf,
  findSoundBatch,
} from '../change/trash.ts';
import type { Site } from '../change/site.ts';
import { mayWake } from '../change/taken-locks.ts';
import { lockLost, withLock } from '../change/with-lock.ts';

/** A file that went back. */
export interface RestoredFile {
  /** Where it was. */
  readonly path: WorkspacePath;
  /** Where it is: elsewhere only for a pipeline whose folder was taken meanwhile. */
  readonly target: WorkspacePath;
  readonly size: number;
}

/** What putting back did. */
export interface Restored {
  readonly trash_id: string;
  readonly restored: readonly RestoredFile[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly ResultNote[];
  readonly isCancelled: boolean;
}

/** Manifests come last: none is there before its files are. */
function manifestsLast(files: readonly TrashedFile[]): TrashedFile[] {
  const rank = ({ path, entry }: TrashedFile): number => {
    if (entry !== null && entry.folder === null) return 0;
    return rulesAt(path).isManifest(path) ? 2 : 1;
  };
  return files.toSorted((one, other) => rank(one) - rank(other));
}

/** The files of a batch that lie in the workspace and in the trash, one file under two names. */
export function secondNames(site: Site, { id, plan }: Batch): WorkspacePath[] {
  const both: WorkspacePath[] = [];
  for (const { path } of plan?.entries ?? []) {
    const there = site.fs.lstat(trashPath(site, id, path));
    if (!there.ok || there.value.links < 2) continue;
    const here = site.fs.lstat(systemPath(site.root, path));
    if (here.ok && isSameFile(here.value, there.value)) both.push(path);
  }
  return both;
}

/**
 * A crash between the two halves of a move leaves a file under both names; the one in the trash goes. Where the process that moved it may
 * still wake, and take the other away, both stay: they are one file, which counts as in its place.
 */
export function dropSecondNames(site: Site, batch: Batch): void {
  if (mayWake(site)) return;
  for (const path of secondNames(site, batch)) unlinkTrusted(site.fs, trashPath(site, batch.id, path));
}

/**
 * The files of a batch that are nowhere: neither in the trash, there or in another batch, nor in their places. Somebody took them out by
 * hand. Of a batch that was put back before nobody says so again: what became of its files since is no longer its own. Nor of one that was emptied in part.
 */
function lostOf(site: Site, batch: Batch, files: readonly TrashedFile[], targets: Targets): WorkspacePath[] {
  const { id, plan } = batch;
  if (plan === null || batch.state === 'restored' || isPartlyEmptied(site, batch)) return [];
  const inTrash = new Set(files.map(({ path }) => path));
  const isInPlace = (path: WorkspacePath): boolean => {
    const there = site.fs.lstat(systemPath(site.root, path));
    return there.ok || !isNowhere(there.error);
  };
  const lost = plan.entries.filter((entry) => {
    const { path } = entry;
    if (inTrash.has(path) || isInPlace(path)) return false;
    return !isInPlace(placeOf(targets, path, entry));
  });
  if (lost.length === 0) return [];
  const all = batchFiles(site);
  const others = all.ok ? all.value.filter((other) => other.batch.id !== id) : [];
  const elsewhere = new Set(others.flatMap((other) => other.files.map(({ path }) => path)));
  return lost.map(({ path }) => path).filter((path) => !elsewhere.has(path));
}

function* putAllBack(
  site: Site,
  batch: Batch,
  files: readonly TrashedFile[],
  targets: Targets,
  lock: Lock,
  cancel: Cancel,
): Generator<CleanProgress, Result<Restored, CleanError>> {
  const totalBytes = files.reduce((sum, { stamp }) => sum + stamp.size, 0);
  const restored: RestoredFile[] = [];
  const left: Skipped[] = [];
  let bytes = 0;
  for (const [place, file] of manifestsLast(files).entries()) {
    yield { phase: 'restore', files: place, total_files: files.length, bytes, total_bytes: totalBytes };
    if (!lock.isHeld()) return lockLost(site, batch.id);
    if (cancel.aborted) {
      left.push(skipped(file.path, 'cancelled'));
      continue;
    }
    const target = targetOf(targets, file);
    const failed = putBack(site, batch.id, file.path, target);
    bytes += file.stamp.size;
    if (failed === null) restored.push({ path: file.path, target, size: file.stamp.size });
    else left.push(failed);
  }
  let isSynced = true;
  for (const folder of foldersOf(restored.map(({ target }) => target))) {
    const path = systemPath(site.root, folder === '.' ? '' : folder);
    if (!site.fs.syncFolder(path).ok) isSynced = false;
  }
  return ok({
    trash_id: batch.id,
    restored,
    skipped: left,
    notes: [
      ...(isSynced ? [] : (['NOT_SYNCED'] as const)),
      ...(isOneAboveCount(site, restored, files) ? (['NUMBER_ABOVE_COUNT'] as const) : []),
    ],
    isCancelled: left.some(({ reason }) => reason === 'cancelled'),
  });
}

/** Whether a pipeline that went back is one that a later run of nirs4all may overwrite. */
function isOneAboveCount(
  site: Site,
  restored: readonly RestoredFile[],
  files: readonly TrashedFile[],
): boolean {
  const inFolders = new Set(
    files.filter(({ entry }) => (entry?.folder ?? null) !== null).map(({ path }) => path),
  );
  const manifests = restored.filter(
    ({ path, target }) => inFolders.has(path) && rulesAt(target).isManifest(target),
  );
  return manifests.some(({ target }) => rulesAt(target).mayBeOverwritten(site, dirname(target)));
}

/** Puts a whole batch back, and notes how far that got; for callers that hold the lock. */
export function* restoreLocked(
  site: Site,
  batch: Batch,
  lock: Lock,
  cancel: Cancel,
): Generator<CleanProgress, Result<Restored, CleanError>> {
  const files = filesOf(site, batch);
  if (!files.ok) return files;
  const targets = chooseTargets(site, batch.id, files.value);
  if (!targets.ok) return fail(writeError(targets.error, site.trash));
  const lost = lostOf(site, batch, files.value, targets.value);
  let current = batch;
  if (batch.plan !== null) {
    const noted = setState(site, batch, 'restoring');
    if (!noted.ok) return fail(writeError(noted.error, site.trash));
    current = { ...batch, state: 'restoring' };
  }
  dropSecondNames(site, current);
  const done = yield* putAllBack(site, current, files.value, targets.value, lock, cancel);
  if (!done.ok) return done;
  const rest = filesOf(site, current);
  if (!rest.ok) return rest;
  const isBack = rest.value.length === 0;
  if (isBack) pruneFiles(site, current);
  if (batch.plan === null && isBack && removeBatch(site, batch.id)) return done;
  const noted =
    batch.plan === null
      ? settleWithoutPlan(site, batch)
      : setState(site, current, isBack ? 'restored' : 'complete');
  if (!noted.ok) return fail(writeError(noted.error, site.trash));
  const gone = lost.map((path) => skipped(path, 'gone'));
  return ok({ ...done.value, skipped: [...done.value.skipped, ...gone] });
}

/** Puts some files of a batch back; for callers that hold the lock. */
export function* restoreSome(
  site: Site,
  batch: Batch,
  paths: readonly WorkspacePath[],
  lock: Lock,
  cancel: Cancel,
): Generator<CleanProgress, Result<Restored, CleanError>> {
  const files = filesOf(site, batch);
  if (!files.ok) return files;
  const named = chosenFiles(site, batch.id, files.value, paths);
  if (!named.ok) return named;
  const chosen = named.value;
  const targets = chooseTargets(site, batch.id, chosen);
  if (!targets.ok) return fail(writeError(targets.error, site.trash));
  const done = yield* putAllBack(site, batch, chosen, targets.value, lock, cancel);
  if (!done.ok || chosen.length < files.value.length) return done;
  const rest = filesOf(site, batch);
  if (!rest.ok) return rest;
  if (rest.value.length > 0) return done;
  pruneFiles(site, batch);
  const noted = setState(site, batch, 'restored');
  return noted.ok ? done : fail(writeError(noted.error, site.trash));
}

/**
 * Undoes a clean-up: puts all files of a batch back where they were, or those of some paths. Each file goes by itself, so
 * that some files can go back without a journal: a crash leaves each of them either here or there. Interrupted work
 * on the batch is rolled back so; while any other is interrupted this is refused.
 */
export function* restoreBatch(
  { site }: Pick<Cleaning, 'site'>,
  id: string,
  paths: readonly WorkspacePath[],
  cancel: Cancel,
): Generator<CleanProgress, Result<Restored, CleanError>> {
  const known = checkKnownId(site, id);
  if (!known.ok) return known;
  return yield* withLock(site, function* work(lock) {
    const free = checkNothingInterrupted(site, paths.length === 0 ? id : null);
    if (!free.ok) return free;
    const batch = findSoundBatch(site, id);
    if (!batch.ok) return batch;
    if (paths.length > 0) return yield* restoreSome(site, batch.value, paths, lock, cancel);
    return yield* restoreLocked(site, batch.value, lock, cancel);
  });
}
