import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { isGone } from '../files/file-system.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { blockedBy } from '../query/blocking.ts';
import { setState, trashPath, type Batch } from './batch.ts';
import { freedBy, isUntouched, type TrashedFile } from './batch-files.ts';
import { writeError, type CleanError } from './clean-error.ts';
import { decideAll, keepDecisions } from './decisions.ts';
import type { Lock } from './lock.ts';
import { lookAgain, type Cleaning } from './look.ts';
import { skipped, type Cancel, type CleanProgress, type Skipped } from './outcome.ts';
import type { Decision } from './plan.ts';
import { blocksOver, checkHasManifests, indexBusy, isNameOf, unreadableError } from './planning.ts';
import { dropSecondNames } from './restore.ts';
import { settledWith } from './settled.ts';
import {
  checkKnownId,
  checkNotInterrupted,
  filesOf,
  pruneFiles,
  readBatches,
  readStates,
  removeBatch,
} from './trash.ts';
import type { Site } from './site.ts';
import { betterThanInPlace, wantedAgain } from './wanted.ts';
import { lockLost, withLock } from './with-lock.ts';

/** A file that is gone for good. */
export interface RemovedFile {
  readonly trash_id: string;
  readonly path: WorkspacePath;
  readonly size: number;
}

/** What emptying did. */
export interface Emptied {
  readonly removed: readonly RemovedFile[];
  /** Bytes that the disk got back: files with other names left give none. */
  readonly freed_bytes: number;
  readonly skipped: readonly Skipped[];
  readonly isCancelled: boolean;
}

const NOTHING: Emptied = { removed: [], freed_bytes: 0, skipped: [], isCancelled: false };

/** Which batches: by their ids, or all that are older than a time. */
export interface EmptyRequest {
  /** None means all. */
  readonly ids: readonly string[];
  /** Milliseconds; null for any age. */
  readonly olderThanMs: number | null;
  readonly said: Said;
}

/** What a user says of a workspace that does not tell all that it needs. */
export interface Said {
  /** The name of its folder as it was typed, where it holds no manifest; null where it was not. */
  readonly confirmEmpty: string | null;
  /** Manifests that can't be read and are to count as empty, besides those that were decided before. */
  readonly countEmpty: readonly WorkspacePath[];
  /** Datasets whose pipelines were deleted, besides those that were decided before. */
  readonly countDeleted: readonly string[];
}

/** Nothing. */
export const NOTHING_SAID: Said = { confirmEmpty: null, countEmpty: [], countDeleted: [] };

function chosen(all: readonly Batch[], { ids, olderThanMs }: EmptyRequest, nowMs: number): Batch[] {
  return all.filter(({ id, plan }) => {
    if (ids.length > 0 && !ids.includes(id)) return false;
    return olderThanMs === null || (plan !== null && nowMs - plan.timeMs > olderThanMs);
  });
}

/** Refuses where a request names a batch that is not there. */
function checkIds(site: Site, { ids }: EmptyRequest): Result<void, CleanError> {
  for (const id of ids) {
    const known = checkKnownId(site, id);
    if (!known.ok) return known;
  }
  return ok(undefined);
}

/** The batches that a request means. Interrupted work is no part of it, and refused when it is named. */
export function batchesToEmpty(
  { site }: Pick<Cleaning, 'site'>,
  request: EmptyRequest,
): Result<Batch[], CleanError> {
  const known = checkIds(site, request);
  if (!known.ok) return known;
  const all = readBatches(site);
  return all.ok ? ok(chosen(all.value, request, site.now())) : all;
}

/** A file that emptying would remove, or not. */
export interface EmptyCheck {
  readonly file: TrashedFile;
  /** Why it stays in the trash; null where it goes. */
  readonly reason: 'wanted-again' | 'changed' | null;
}

/** The order of removing: manifests first, so that what a crash leaves is never a pipeline without its files. */
function manifestsFirst(files: readonly TrashedFile[]): TrashedFile[] {
  const rank = ({ path }: TrashedFile): number => (path.endsWith('/manifest.yaml') ? 0 : 1);
  return files.toSorted((one, other) => rank(one) - rank(other));
}

/** Which files of a batch may go for good. The index must be of the workspace as it is now. */
export function checkEmpty({ site, workspace }: Cleaning, batch: Batch): Result<EmptyCheck[], CleanError> {
  const files = filesOf(site, batch);
  if (!files.ok) return files;
  const wanted = wantedAgain(site, workspace.index, batch, files.value);
  const better = betterThanInPlace(site, workspace.index, batch, files.value);
  return ok(
    manifestsFirst(files.value).map((file) => {
      if (wanted.has(file.path) || better.has(file.path)) return { file, reason: 'wanted-again' };
      return { file, reason: isUntouched(file) ? null : 'changed' };
    }),
  );
}

/**
 * Refuses while something can't be read that may name a stored file of these batches, or where no manifest is there that
 * could name one, unless the user has said that this is right. Returns what was decided by that, for the caller to keep.
 */
export function checkKnown(
  cleaning: Cleaning,
  batches: readonly Batch[],
  { confirmEmpty, countEmpty, countDeleted }: Said,
): Result<readonly Decision[], CleanError> {
  const { site, workspace } = cleaning;
  if (workspace.isStale) return fail(indexBusy());
  const holdsStored = batches.some(
    ({ plan }) => plan === null || plan.entries.some(({ folder }) => folder === null),
  );
  const seen = holdsStored ? checkHasManifests(workspace, confirmEmpty) : ok(undefined);
  if (!seen.ok) return seen;
  const { index } = workspace;
  const made = decideAll(site, index, countEmpty, countDeleted);
  if (!made.ok) return made;
  const { kept, decided } = made.value;
  if (!holdsStored) return ok(decided);
  const isNameTyped = isNameOf(workspace, confirmEmpty);
  const blocked = blockedBy({ index, ...settledWith(site, index, [...kept, ...decided]), isNameTyped });
  const blocks = batches.flatMap(({ plan }) => {
    // What a batch holds whose journal can't be read is not known.
    if (plan === null) return blocked.blocks;
    const stored = plan.entries.filter(({ folder }) => folder === null).map(({ path }) => path);
    return blocksOver(blocked, stored);
  });
  return blocks.length > 0 ? fail(unreadableError([...new Set(blocks)])) : ok(decided);
}

/** Empties one batch; for who holds the lock and has looked at the workspace. */
export function* emptyLocked(
  cleaning: Cleaning,
  batch: Batch,
  lock: Lock,
  cancel: Cancel,
): Generator<CleanProgress, Result<Emptied, CleanError>> {
  const { site } = cleaning;
  const noted = setState(site, batch, 'emptying');
  if (!noted.ok) return fail(writeError(noted.error, site.trash));
  const current: Batch = { ...batch, state: 'emptying' };
  dropSecondNames(site, current);
  const checked = checkEmpty(cleaning, current);
  if (!checked.ok) return checked;
  const totalBytes = checked.value.reduce((sum, { file }) => sum + file.stamp.size, 0);
  const totalFiles = checked.value.length;
  const removed: TrashedFile[] = [];
  const left: Skipped[] = [];
  let bytes = 0;
  for (const [place, { file, reason }] of checked.value.entries()) {
    yield { phase: 'empty', files: place, totalFiles, bytes, totalBytes };
    if (!lock.isHeld()) return lockLost(site, batch.id);
    bytes += file.stamp.size;
    if (reason !== null || cancel.aborted) {
      left.push(skipped(file.path, reason ?? 'cancelled'));
      continue;
    }
    const unlinked = site.fs.unlink(trashPath(site, batch.id, file.path));
    if (unlinked.ok) removed.push(file);
    else if (isGone(unlinked.error)) left.push(skipped(file.path, 'gone'));
    else left.push(skipped(file.path, 'failed', unlinked.error.message));
  }
  const isEmptied = left.every(({ reason }) => reason === 'gone');
  const isGoneNow = isEmptied && pruneFiles(site, batch.id) && removeBatch(site, batch.id);
  if (!isGoneNow) {
    const back = setState(site, current, isEmptied ? 'restored' : 'complete');
    if (!back.ok && !isGone(back.error)) return fail(writeError(back.error, site.trash));
  }
  return ok({
    removed: removed.map(({ path, stamp }) => ({ trash_id: batch.id, path, size: stamp.size })),
    freed_bytes: freedBy(removed),
    skipped: left,
    isCancelled: left.some(({ reason }) => reason === 'cancelled'),
  });
}

/**
 * Removes files from the trash for good: the only thing that frees space, and can't be undone. Looks at the workspace before;
 * what a manifest names again stays in the trash.
 */
export function* emptyTrash(
  cleaning: Cleaning,
  request: EmptyRequest,
  cancel: Cancel,
): Generator<CleanProgress, Result<Emptied, CleanError>> {
  const { site } = cleaning;
  const states = readStates(site);
  const known = states.ok ? checkIds(site, request) : states;
  if (!known.ok) return known;
  if (states.ok && states.value.length === 0) return ok(NOTHING);
  return yield* withLock(site, function* work(lock) {
    const all = readBatches(site);
    if (!all.ok) return all;
    const free = checkNotInterrupted(all.value);
    if (!free.ok) return free;
    const batches = chosen(all.value, request, site.now());
    if (batches.length === 0) return ok(NOTHING);
    yield* lookAgain(cleaning);
    const sure = checkKnown(cleaning, batches, request.said);
    const kept = sure.ok ? keepDecisions(site, sure.value) : sure;
    if (!kept.ok) return kept;
    let total = NOTHING;
    for (const batch of batches) {
      if (cancel.aborted) {
        total = { ...total, isCancelled: true };
        break;
      }
      const done = yield* emptyLocked(cleaning, batch, lock, cancel);
      if (!done.ok) return done;
      total = {
        removed: [...total.removed, ...done.value.removed],
        freed_bytes: total.freed_bytes + done.value.freed_bytes,
        skipped: [...total.skipped, ...done.value.skipped],
        isCancelled: total.isCancelled || done.value.isCancelled,
      };
    }
    return ok(total);
  });
}
