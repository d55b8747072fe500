import { dirname } from 'node:path/posix';
import type { SkipReason } from '../../../shared/domain/clean.ts';
import { ok, type Result } from '../../../shared/domain/result.ts';
import type { FileError } from '../files/file-system.ts';
import type { WorkspacePath } from '../files/paths.ts';
import { runningPaths } from '../state/context.ts';
import type { Batch } from '../change/batch.ts';
import { isUntouched, trashedFiles, type TrashedFile } from '../change/batch-files.ts';
import { contextOf, lookForSure, type Cleaning } from '../change/look.ts';
import { skipped, type CleanProgress, type Skipped } from '../change/outcome.ts';
import { isStored, storedPaths, type Plan } from '../change/plan.ts';
import { blocksOver } from './planning.ts';
import { putBack } from '../change/put-back.ts';
import { blockedBeside } from './second-look.ts';
import { wantedAgain } from '../change/wanted.ts';

/** What the look after the last move found. */
export interface ThirdLook {
  /** Files that went back at once. */
  readonly back: readonly Skipped[];
  /** Files that should have gone back and could not. */
  readonly stuck: readonly Skipped[];
  /** False where something could not be read, so that it may name more. */
  readonly isSure: boolean;
}

/** The folders of pipelines of which a file was written while it was moved: such a pipeline goes on living. */
function livingFolders(files: readonly TrashedFile[]): ReadonlySet<WorkspacePath> {
  const folders = files.filter((file) => !isUntouched(file)).map(({ entry }) => entry?.folder ?? null);
  return new Set(folders.filter((folder) => folder !== null));
}

/** Whether a run takes a file by its name as it is. One that is damaged makes room for the right bytes. */
function mayBeFound({ entry }: TrashedFile): boolean {
  return entry !== null && isStored(entry) && entry.reason !== 'damaged';
}

/** What the workspace says of a batch after the last move. */
interface Wanted {
  readonly wanted: ReadonlySet<WorkspacePath>;
  /** Folders whose files a run may have found that began since the second look: it takes them as they are, and writes of it at its end. */
  readonly running: ReadonlySet<WorkspacePath>;
  readonly isSure: boolean;
}

/** Looks at the workspace, and at what manifests want of a batch by then; null where it can't be looked at. */
function* wantedNow(
  cleaning: Cleaning,
  batch: Batch,
  plan: Plan,
  files: readonly TrashedFile[],
): Generator<CleanProgress, Wanted | null> {
  const looked = yield* lookForSure(cleaning);
  if (looked === null) return null;
  try {
    const context = contextOf(looked.cleaning, plan);
    const stored = storedPaths(plan.entries);
    const isBlind = blocksOver(blockedBeside(context, plan), stored).length > 0;
    const wanted = wantedAgain(cleaning.site, context.index, batch, files);
    return { wanted, running: runningPaths(context), isSure: !isBlind };
  } finally {
    looked.close();
  }
}

/**
 * Looks at the workspace after the last move: a manifest may have been written meanwhile, as nirs4all writes them, after
 * finding a file that was still there. What one names goes back at once, and so does what a run may have found that began
 * meanwhile, and a file that was written while it was moved, with the whole folder of its pipeline. A manifest among them may
 * name more: then this looks again.
 */
export function* thirdLook(
  cleaning: Cleaning,
  batch: Batch,
  plan: Plan,
): Generator<CleanProgress, Result<ThirdLook, FileError>> {
  const { site } = cleaning;
  const back: Skipped[] = [];
  const stuck = new Map<WorkspacePath, Skipped>();
  for (;;) {
    const files = trashedFiles(site, batch);
    if (!files.ok) return files;
    const looked = yield* wantedNow(cleaning, batch, plan, files.value);
    const living = livingFolders(files.value);
    let isToLookAgain = false;
    for (const file of files.value) {
      const folder = file.entry?.folder ?? null;
      let reason: SkipReason | null = folder !== null && living.has(folder) ? 'pipeline-stays' : null;
      if (mayBeFound(file) && looked?.running.has(dirname(file.path)) === true) reason = 'running';
      if (!isUntouched(file)) reason = 'changed';
      if (looked?.wanted.has(file.path) === true) reason = 'wanted-again';
      if (reason === null || stuck.has(file.path)) continue;
      const failed = putBack(site, batch.id, file.path);
      if (failed !== null) stuck.set(file.path, failed);
      else {
        back.push(skipped(file.path, reason));
        if (folder !== null) isToLookAgain = true;
      }
    }
    if (isToLookAgain) continue;
    return ok({ back, stuck: [...stuck.values()], isSure: looked?.isSure === true });
  }
}
