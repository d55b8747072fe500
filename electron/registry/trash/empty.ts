import { rulesAt } from '../layouts/layouts.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { isGone } from '../files/file-system.ts';
import { plainWords } from '../files/plain-words.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { unlinkTrusted } from '../files/trust.ts';
import { blockedBy } from '../state/blocking.ts';
import { noteEmptied, setState, trashPath, type Batch } from '../change/batch.ts';
import { freedBy, isUntouched, type TrashedFile } from '../change/batch-files.ts';
import { writeError, type CleanError } from '../change/clean-error.ts';
import { decideAll, keepDecisions } from '../change/decisions.ts';
import { lookBeforeEmptying, objectionKey, type Objection, type Objections } from '../clean/last-look.ts';
import type { Lock } from '../change/lock.ts';
import { lookAgain, type Cleaning } from '../change/look.ts';
import { skipped, type Cancel, type CleanProgress, type Skipped } from '../change/outcome.ts';
import { isStored, storedPaths, type Decision } from '../change/plan.ts';
import { blocksOver, checkHasManifests, indexBusy, isNameOf, unreadableError } from '../clean/planning.ts';
import { dropSecondNames } from './restore.ts';
import { pruneFiles, removeBatch, straysOf } from '../change/clear-away.ts';
import { settledPaths, settledWith } from '../change/settled.ts';
import {
  batchFiles,
  checkKnownId,
  checkNotInterrupted,
  damagedError,
  filesOf,
  readStates,
} from '../change/trash.ts';
import type { Site } from '../change/site.ts';
import { betterThanInPlace, wantedAgain, type BatchFiles } from '../change/wanted.ts';
import { lockLost, withLock } from '../change/with-lock.ts';

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
  /** Batches that are damaged, and were left alone. */
  readonly damaged: readonly DamagedBatch[];
  readonly isCancelled: boolean;
}

/** A batch of which nothing is touched, and why, for people. */
export interface DamagedBatch {
  readonly trash_id: string;
  readonly problem: string;
}

const NOTHING: Emptied = { removed: [], freed_bytes: 0, skipped: [], damaged: [], isCancelled: false };

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

/** What a request means: batches that can be emptied, and those that are left alone. */
export interface ToEmpty {
  readonly batches: readonly Batch[];
  readonly damaged: readonly DamagedBatch[];
  /** All batches of the trash, with their files. */
  readonly all: readonly BatchFiles[];
}

/**
 * The batches that a request means. Work that was cut off is no part of it, and refuses it. A damaged batch is left alone; where it was
 * named, or nothing else is there, that refuses the request.
 */
export function batchesToEmpty(
  { site }: Pick<Cleaning, 'site'>,
  request: EmptyRequest,
): Result<ToEmpty, CleanError> {
  const known = checkIds(site, request);
  if (!known.ok) return known;
  const all = batchFiles(site);
  if (!all.ok) return all;
  const free = checkNotInterrupted(all.value.map(({ batch }) => batch));
  if (!free.ok) return free;
  const meant = new Set(
    chosen(
      all.value.map(({ batch }) => batch),
      request,
      site.now(),
    ),
  );
  const unknown = all.value.map(({ batch }) => batch).filter(({ damage }) => damage !== null);
  const batches = [...meant].filter(({ damage }) => damage === null);
  const first = [...meant].find(({ damage }) => damage !== null);
  if (first !== undefined && (request.ids.length > 0 || batches.length === 0))
    return fail(damagedError(first));
  // Of one that is not meant it can't be known what it needs.
  const damaged = unknown.map(({ id, damage }) => ({ trash_id: id, problem: damage?.message ?? '' }));
  return ok({ batches, damaged, all: all.value });
}

/** A file that emptying would remove, or not. */
export interface EmptyCheck {
  readonly file: TrashedFile;
  /** Why it stays in the trash; null where it goes. */
  readonly reason: 'wanted-again' | 'changed' | Objection | null;
}

/** The order of removing: manifests first, so that what a crash leaves is never a pipeline without its files. */
function manifestsFirst(files: readonly TrashedFile[]): TrashedFile[] {
  const rank = ({ path }: TrashedFile): number => (rulesAt(path).isManifest(path) ? 0 : 1);
  return files.toSorted((one, other) => rank(one) - rank(other));
}

/** Which files of a batch may go for good. The index must be of the workspace as it is now. */
export function checkEmpty(
  { site, workspace }: Cleaning,
  batch: Batch,
  objections: Objections,
): Result<EmptyCheck[], CleanError> {
  const files = filesOf(site, batch);
  if (!files.ok) return files;
  const wanted = wantedAgain(site, workspace.index, batch, files.value);
  const better = betterThanInPlace(site, workspace.index, batch, files.value);
  return ok(
    manifestsFirst(files.value).map((file) => {
      if (wanted.has(file.path) || better.has(file.path)) return { file, reason: 'wanted-again' };
      if (!isUntouched(file)) return { file, reason: 'changed' };
      return { file, reason: objections.get(objectionKey(batch, file.path)) ?? null };
    }),
  );
}

/** What is known of the manifests that can't be read. */
export interface Known {
  /** What was decided just now. */
  readonly decided: readonly Decision[];
  /** Manifests that count as empty, by that or by what was decided before. */
  readonly countedEmpty: readonly WorkspacePath[];
}

/** What stands against removing files of some batches, by the bytes of all manifests, those in the other batches too. */
export function* objectionsTo(
  cleaning: Cleaning,
  batches: readonly Batch[],
  all: readonly BatchFiles[],
  { countedEmpty }: Known,
): Generator<CleanProgress, Result<Objections, CleanError>> {
  const ids = new Set(batches.map(({ id }) => id));
  const meant = all.filter(({ batch }) => ids.has(batch.id));
  const others = all.filter(({ batch }) => !ids.has(batch.id));
  return yield* lookBeforeEmptying(cleaning, meant, others, countedEmpty);
}

/**
 * Refuses while something can't be read that may name a stored file of these batches, or where no manifest is there that
 * could name one, unless the user has said that this is right. Returns what was decided by that, for the caller to keep, and what
 * counts as empty.
 */
export function checkKnown(
  cleaning: Cleaning,
  batches: readonly Batch[],
  { confirmEmpty, countEmpty, countDeleted }: Said,
): Result<Known, CleanError> {
  const { site, workspace } = cleaning;
  if (workspace.isStale) return fail(indexBusy());
  const holdsStored = batches.some(({ plan }) => plan === null || plan.entries.some(isStored));
  const seen = holdsStored ? checkHasManifests(workspace, confirmEmpty) : ok(undefined);
  if (!seen.ok) return seen;
  const { index } = workspace;
  const made = decideAll(site, index, countEmpty, countDeleted);
  if (!made.ok) return made;
  const { kept, decided } = made.value;
  const settled = settledWith(site, index, [...kept, ...decided]);
  const known: Known = { decided, countedEmpty: settledPaths(settled) };
  if (!holdsStored) return ok(known);
  const blocked = blockedBy({ index, ...settled, isNameTyped: isNameOf(workspace, confirmEmpty) });
  const blocks = batches.flatMap(({ plan }) => {
    // What a batch holds whose journal can't be read is not known.
    if (plan === null) return blocked.blocks;
    return blocksOver(blocked, storedPaths(plan.entries));
  });
  return blocks.length > 0 ? fail(unreadableError([...new Set(blocks)])) : ok(known);
}

/** Refuses like {@link checkKnown}, keeps what was decided by that, and tells what stands against removing files. */
export function* looksBeforeEmptying(
  cleaning: Cleaning,
  batches: readonly Batch[],
  all: readonly BatchFiles[],
  said: Said,
): Generator<CleanProgress, Result<Objections, CleanError>> {
  const known = checkKnown(cleaning, batches, said);
  if (!known.ok) return known;
  const kept = keepDecisions(cleaning.site, known.value.decided);
  return kept.ok ? yield* objectionsTo(cleaning, batches, all, known.value) : kept;
}

/** Empties one batch; for callers that hold the lock and have looked at the workspace. */
export function* emptyLocked(
  cleaning: Cleaning,
  batch: Batch,
  objections: Objections,
  lock: Lock,
  cancel: Cancel,
): Generator<CleanProgress, Result<Emptied, CleanError>> {
  const { site } = cleaning;
  const noted = setState(site, batch, 'emptying');
  if (!noted.ok) return fail(writeError(noted.error, site.trash));
  const current: Batch = { ...batch, state: 'emptying' };
  dropSecondNames(site, current);
  const checked = checkEmpty(cleaning, current, objections);
  if (!checked.ok) return checked;
  if (checked.value.some(({ reason }) => reason === null)) noteEmptied(site, current);
  const totalBytes = checked.value.reduce((sum, { file }) => sum + file.stamp.size, 0);
  const totalFiles = checked.value.length;
  const removed: TrashedFile[] = [];
  const left: Skipped[] = [];
  let bytes = 0;
  for (const [place, { file, reason }] of checked.value.entries()) {
    yield { phase: 'empty', files: place, total_files: totalFiles, bytes, total_bytes: totalBytes };
    if (!lock.isHeld()) return lockLost(site, batch.id);
    bytes += file.stamp.size;
    if (reason !== null || cancel.aborted) {
      left.push(skipped(file.path, reason ?? 'cancelled'));
      continue;
    }
    const unlinked = unlinkTrusted(site.fs, trashPath(site, batch.id, file.path));
    if (unlinked.ok) removed.push(file);
    else if (isGone(unlinked.error)) left.push(skipped(file.path, 'gone'));
    else left.push(skipped(file.path, 'failed', plainWords(unlinked.error)));
  }
  const isEmptied = left.every(({ reason }) => reason === 'gone');
  const isGoneNow = isEmptied && pruneFiles(site, current) && removeBatch(site, batch.id);
  if (!isGoneNow) {
    const back = setState(site, current, isEmptied ? 'restored' : 'complete');
    if (!back.ok && !isGone(back.error)) return fail(writeError(back.error, site.trash));
    left.push(...straysOf(site, current).map((path) => skipped(path, 'stray')));
  }
  return ok({
    removed: removed.map(({ path, stamp }) => ({ trash_id: batch.id, path, size: stamp.size })),
    freed_bytes: freedBy(removed),
    skipped: left,
    damaged: [],
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
    const meant = batchesToEmpty(cleaning, request);
    if (!meant.ok) return meant;
    const { batches, damaged, all } = meant.value;
    if (batches.length === 0) return ok({ ...NOTHING, damaged });
    yield* lookAgain(cleaning);
    const objections = yield* looksBeforeEmptying(cleaning, batches, all, request.said);
    if (!objections.ok) return objections;
    let total: Emptied = { ...NOTHING, damaged };
    for (const batch of batches) {
      if (cancel.aborted) {
        total = { ...total, isCancelled: true };
        break;
      }
      const done = yield* emptyLocked(cleaning, batch, objections.value, lock, cancel);
      if (!done.ok) return done;
      total = {
        removed: [...total.removed, ...done.value.removed],
        freed_bytes: total.freed_bytes + done.value.freed_bytes,
        skipped: [...total.skipped, ...done.value.skipped],
        damaged,
        isCancelled: total.isCancelled || done.value.isCancelled,
      };
    }
    return ok(total);
  });
}
