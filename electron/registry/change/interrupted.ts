import type { BatchWork } from '../../../shared/domain/clean.ts';
import { isDeepStrictEqual } from 'node:util';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { UnfinishedWork } from '../../../shared/api/deletion/trash-parts.ts';
import type { ReadableIndex } from '../index/database.ts';
import { systemPath, type WorkspacePath } from '../files/paths.ts';
import { trashPath, type Batch } from './batch.ts';
import type { CleanError } from './clean-error.ts';
import { heldLock, type HeldLock } from './held-lock.ts';
import { locked } from './lock.ts';
import type { Site } from './site.ts';
import { filesOf, findSoundBatch, isInterrupted, listTrash, readStates, type ShownBatch } from './trash.ts';

/** Work on the trash that is not finished, and who holds the lock: both of one moment. */
export interface Unfinished {
  readonly work: readonly UnfinishedWork[];
  readonly lock: HeldLock | null;
}

/** Each look that differs from the one before is a change that somebody else made meanwhile: so many don't follow each other. */
const MOST_LOOKS = 10;

function look(site: Site): Result<Unfinished, CleanError> {
  const states = readStates(site);
  if (!states.ok) return states;
  const work = states.value.flatMap(({ id, state }) =>
    isInterrupted(state) ? [{ trash_id: id, work: state }] : [],
  );
  const lock = heldLock(site);
  return lock.ok ? ok({ work, lock: lock.value }) : lock;
}

/**
 * All work on the trash that is not finished. Can be asked at any time. Whoever finishes it between looking at the trash and at the lock
 * would leave what looks like work that was cut off, so both are looked at until two looks are the same.
 */
export function unfinishedWork(site: Site): Result<Unfinished, CleanError> {
  let seen = look(site);
  for (let looks = 1; looks < MOST_LOOKS && seen.ok && seen.value.work.length > 0; looks += 1) {
    const before = seen;
    seen = look(site);
    if (seen.ok && isSame(before.value, seen.value)) break;
  }
  return seen;
}

function isSame(one: Unfinished, other: Unfinished): boolean {
  return isDeepStrictEqual(one.work, other.work) && one.lock?.mark === other.lock?.mark;
}

/** What of batches that were looked at is not finished. */
export function unfinishedAmong(
  batches: readonly Pick<ShownBatch, 'trash_id' | 'interrupted'>[],
): UnfinishedWork[] {
  return batches.flatMap(({ trash_id, interrupted }) =>
    interrupted === null ? [] : [{ trash_id, work: interrupted }],
  );
}

/** The batches of the trash, and what of them is not finished. */
export interface TrashNow {
  readonly batches: readonly ShownBatch[];
  readonly unfinished: Unfinished;
}

/** Both of one moment, as far as that can be had: who ends work between two looks leaves a batch that looks cut off and is not. */
export function trashNow(site: Site, index: ReadableIndex): Result<TrashNow, CleanError> {
  for (let looks = 1; ; looks += 1) {
    const batches = listTrash(site, index);
    if (!batches.ok) return batches;
    const unfinished = unfinishedWork(site);
    if (!unfinished.ok) return unfinished;
    if (looks === MOST_LOOKS || isDeepStrictEqual(unfinishedAmong(batches.value), unfinished.value.work))
      return ok({ batches: batches.value, unfinished: unfinished.value });
  }
}

/** Whether somebody is at the work that is not finished: then it was not cut off. */
export function isGoingOn({ lock }: Unfinished): boolean {
  return lock !== null && !lock.isDead;
}

/**
 * Refuses what looks at the trash without a lock while another Stemma is at work on it: of that nothing can be said that holds a moment
 * later, and it was not cut off.
 */
export function checkNobodyAtWork(site: Site): Result<void, CleanError> {
  const unfinished = unfinishedWork(site);
  if (!unfinished.ok) return unfinished;
  const { work, lock } = unfinished.value;
  return work.length > 0 && isGoingOn(unfinished.value)
    ? fail(locked(site, lock?.owner ?? null))
    : ok(undefined);
}

/** Files of the workspace with their sizes in bytes. */
export interface Rest {
  readonly trash_id: string;
  readonly work: BatchWork;
  readonly files: readonly { readonly path: WorkspacePath; readonly size: number }[];
}

function movable(site: Site, { plan }: Batch): Rest['files'] {
  return (plan?.entries ?? []).filter(({ path }) => site.fs.lstat(systemPath(site.root, path)).ok);
}

/** What finishing work that was cut off has still to see to. */
export function restOf(site: Site, id: string): Result<Rest, CleanError> {
  const batch = findSoundBatch(site, id);
  if (!batch.ok) return batch;
  const { state } = batch.value;
  if (!isInterrupted(state)) {
    return fail({ code: 'NOT_FOUND', message: `The work on ${id} is finished.`, name: id });
  }
  if (state === 'moving') {
    const files = movable(site, batch.value).filter(
      ({ path }) => !site.fs.lstat(trashPath(site, id, path)).ok,
    );
    return ok({ trash_id: id, work: state, files });
  }
  const files = filesOf(site, batch.value);
  if (!files.ok) return files;
  return ok({
    trash_id: id,
    work: state,
    files: files.value.map(({ path, stamp }) => ({ path, size: stamp.size })),
  });
}
