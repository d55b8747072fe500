import { ok, type Result } from '../../../shared/domain/result.ts';
import { isBlocked } from '../query/context.ts';
import type { FileError } from '../files/file-system.ts';
import type { Batch } from './batch.ts';
import { isUntouched, trashedFiles } from './batch-files.ts';
import { contextOf, lookAgain, type Cleaning } from './look.ts';
import { skipped, type CleanProgress, type Skipped } from './outcome.ts';
import { isStored, type Plan } from './plan.ts';
import { putBack } from './put-back.ts';
import { wantedAgain } from './wanted.ts';

/** What the look after the last move found. */
export interface ThirdLook {
  /** Files that went back at once. */
  readonly back: readonly Skipped[];
  /** Files that should have gone back and could not. */
  readonly stuck: readonly Skipped[];
  /** False where something could not be read, so that it may name more. */
  readonly isSure: boolean;
}

/**
 * Looks at the workspace after the last move: a manifest may have been written meanwhile, as nirs4all writes them, after
 * finding a file that was still there. What one names goes back at once, and so does a file that was written while it was moved.
 */
export function* thirdLook(
  cleaning: Cleaning,
  batch: Batch,
  plan: Plan,
): Generator<CleanProgress, Result<ThirdLook, FileError>> {
  const { site, workspace } = cleaning;
  const isCurrent = yield* lookAgain(cleaning);
  const files = trashedFiles(site, batch);
  if (!files.ok) return files;
  const context = contextOf(cleaning, plan);
  const isSure =
    isCurrent && !(plan.entries.some(isStored) && isBlocked(context.index, context.countedEmpty));
  const wanted = wantedAgain(site, workspace.index, batch, files.value);
  const back: Skipped[] = [];
  const stuck: Skipped[] = [];
  for (const file of files.value) {
    const isWanted = wanted.has(file.path);
    if (!isWanted && isUntouched(file)) continue;
    const failed = putBack(site, batch.id, file.path);
    if (failed === null) back.push(skipped(file.path, isWanted ? 'wanted-again' : 'changed'));
    else stuck.push(failed);
  }
  return ok({ back, stuck, isSure });
}
