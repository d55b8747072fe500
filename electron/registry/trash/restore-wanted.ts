import type { ResultNote } from '../../../shared/domain/clean.ts';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { CleanError } from '../change/clean-error.ts';
import { lookAgain, type Cleaning } from '../change/look.ts';
import type { Cancel, CleanProgress, Skipped } from '../change/outcome.ts';
import { indexBusy } from '../clean/planning.ts';
import { restoreSome, type RestoredFile } from './restore.ts';
import { batchFiles, checkNotInterrupted } from '../change/trash.ts';
import { wantedAgain } from '../change/wanted.ts';
import { withLock } from '../change/with-lock.ts';

/** What putting back all wanted files did, over all batches. */
export interface WantedRestored {
  readonly restored: readonly RestoredFile[];
  readonly skipped: readonly Skipped[];
  readonly notes: readonly ResultNote[];
  readonly isCancelled: boolean;
}

/**
 * Puts back every file of the trash that a manifest names again: a pipeline that ran on while it was being moved, or a manifest
 * that was copied in later. Looks at the workspace first.
 */
export function* restoreWanted(
  cleaning: Cleaning,
  cancel: Cancel,
): Generator<CleanProgress, Result<WantedRestored, CleanError>> {
  const { site, workspace } = cleaning;
  return yield* withLock(site, function* work(lock) {
    const batches = batchFiles(site);
    if (!batches.ok) return batches;
    const free = checkNotInterrupted(batches.value.map(({ batch }) => batch));
    if (!free.ok) return free;
    if (!(yield* lookAgain(cleaning))) return fail(indexBusy());
    const restored: RestoredFile[] = [];
    const left: Skipped[] = [];
    const notes = new Set<ResultNote>();
    for (const { batch, files } of batches.value) {
      if (cancel.aborted) return ok({ restored, skipped: left, notes: [...notes], isCancelled: true });
      const paths = [...wantedAgain(site, workspace.index, batch, files)];
      if (paths.length === 0) continue;
      const done = yield* restoreSome(site, batch, paths, lock, cancel);
      if (!done.ok) return done;
      restored.push(...done.value.restored);
      left.push(...done.value.skipped);
      for (const note of done.value.notes) notes.add(note);
    }
    const isCancelled = left.some(({ reason }) => reason === 'cancelled');
    return ok({ restored, skipped: left, notes: [...notes], isCancelled });
  });
}
