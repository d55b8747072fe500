import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { finishMoving, type Applied } from '../clean/apply.ts';
import { trashPath, type Batch } from '../change/batch.ts';
import { writeError, type CleanError } from '../change/clean-error.ts';
import { decideAll, keepDecisions } from '../change/decisions.ts';
import { emptyLocked, looksBeforeEmptying, NOTHING_SAID, type Emptied, type Said } from './empty.ts';
import { looksBeforeMoving } from '../clean/last-look.ts';
import type { Lock } from '../change/lock.ts';
import { lookAgain, type Cleaning } from '../change/look.ts';
import { makeTrashFolders } from '../change/move-entries.ts';
import { skipped, type Cancel, type CleanProgress } from '../change/outcome.ts';
import type { Plan } from '../change/plan.ts';
import { indexBusy } from '../clean/planning.ts';
import { dropSecondNames, restoreLocked, secondNames, type Restored } from './restore.ts';
import {
  batchFiles,
  checkKnownId,
  checkNothingInterrupted,
  findSoundBatch,
  isInterrupted,
} from '../change/trash.ts';
import { mayWake } from '../change/taken-locks.ts';
import { withLock } from '../change/with-lock.ts';

/** What finishing interrupted work did. */
export type Resumed =
  | { readonly kind: 'moving'; readonly done: Applied }
  | { readonly kind: 'restoring'; readonly done: Restored }
  | { readonly kind: 'emptying'; readonly done: Emptied };

/** Goes on moving: what is in the trash stays there, the rest is looked at again like the first time. */
function* resumeMoving(
  cleaning: Cleaning,
  batch: Batch,
  plan: Plan,
  lock: Lock,
  { countEmpty, countDeleted }: Said,
  cancel: Cancel,
): Generator<CleanProgress, Result<Applied, CleanError>> {
  const { site, workspace } = cleaning;
  dropSecondNames(site, batch);
  if (!(yield* lookAgain(cleaning))) return fail(indexBusy());
  const made = decideAll(site, workspace.index, countEmpty, countDeleted);
  const kept = made.ok ? keepDecisions(site, made.value.decided) : made;
  if (!kept.ok) return kept;
  const remaining = plan.entries.filter(({ path }) => !site.fs.lstat(trashPath(site, batch.id, path)).ok);
  const both = mayWake(site) ? secondNames(site, batch) : [];
  const looked = yield* looksBeforeMoving(cleaning, plan, remaining);
  if (!looked.ok) return looked;
  const folders = makeTrashFolders(site, batch.id, looked.value.entries);
  if (!folders.ok) return fail(writeError(folders.error, site.trash));
  const done = yield* finishMoving(cleaning, batch, plan, looked.value.entries, lock, cancel);
  if (!done.ok) return done;
  const left = both.map((path) => skipped(path, 'second-name'));
  return ok({ ...done.value, skipped: [...left, ...looked.value.skipped, ...done.value.skipped] });
}

function* resumeLocked(
  cleaning: Cleaning,
  id: string,
  lock: Lock,
  said: Said,
  cancel: Cancel,
): Generator<CleanProgress, Result<Resumed, CleanError>> {
  const { site } = cleaning;
  const free = checkNothingInterrupted(site, id);
  if (!free.ok) return free;
  const found = findSoundBatch(site, id);
  if (!found.ok) return found;
  const batch = found.value;
  const { state, plan } = batch;
  if (!isInterrupted(state)) {
    return fail({ code: 'NOT_FOUND', message: `The work on ${id} is finished.`, name: id });
  }
  if (plan === null) {
    const message = `The journal of ${id} can't be read, so nobody knows what is left to do. Put its files back: trash restore ${id}`;
    return fail({ code: 'CANNOT_WRITE', message, path: site.trash });
  }
  switch (state) {
    case 'moving': {
      const done = yield* resumeMoving(cleaning, batch, plan, lock, said, cancel);
      return done.ok ? ok({ kind: state, done: done.value }) : done;
    }
    case 'restoring': {
      const done = yield* restoreLocked(site, batch, lock, cancel);
      return done.ok ? ok({ kind: state, done: done.value }) : done;
    }
    case 'emptying': {
      yield* lookAgain(cleaning);
      const all = batchFiles(site);
      if (!all.ok) return all;
      const objections = yield* looksBeforeEmptying(cleaning, [batch], all.value, said);
      if (!objections.ok) return objections;
      const done = yield* emptyLocked(cleaning, batch, objections.value, lock, cancel);
      return done.ok ? ok({ kind: state, done: done.value }) : done;
    }
  }
}

/** Finishes work on a batch that was cut off. */
export function* resumeBatch(
  cleaning: Cleaning,
  id: string,
  cancel: Cancel,
  said: Said = NOTHING_SAID,
): Generator<CleanProgress, Result<Resumed, CleanError>> {
  const known = checkKnownId(cleaning.site, id);
  if (!known.ok) return known;
  return yield* withLock(cleaning.site, (lock) => resumeLocked(cleaning, id, lock, said, cancel));
}
