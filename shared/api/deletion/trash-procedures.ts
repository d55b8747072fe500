import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { workId, workProgress, workResult } from './clean-work.ts';
import { errors } from '../errors.ts';
import { part, procedure, workspace } from '../procedure.ts';
import { trashBatch, trashFilePage, trashTotals, unfinished } from './trash-parts.ts';

const { NOT_FOUND, SCAN_FAILED, BUSY, LOCKED, INTERRUPTED_WORK, UNREADABLE, BREAKS } = errors;
const { NO_MANIFESTS, NOT_DECIDABLE, NO_SPACE, CANNOT_WRITE, INDEX_BUSY, WORK_STOPPED } = errors;

const look = procedure.errors({ CANNOT_WRITE, WORK_STOPPED });

/** Work on the trash: progress, then the result. Aborting and `clean.cancel` stop it after the current file. */
const work = procedure
  .meta({ changesWorkspace: true })
  .errors({ BUSY, LOCKED, INTERRUPTED_WORK, NO_SPACE, CANNOT_WRITE, INDEX_BUSY, WORK_STOPPED })
  .errors({ NOT_FOUND, SCAN_FAILED, UNREADABLE, BREAKS, NO_MANIFESTS });

const worked = eventIterator(workProgress, workResult);

const batch = workspace.extend({ trash: z.string() });

/** What was cleaned up: looking at it, putting it back, deleting it for good. */
export const trashProcedures = {
  /** Answered at once, from names of files alone: what the window asks first of all. */
  unfinished: procedure.errors({ CANNOT_WRITE }).input(workspace).output(unfinished),
  /** As the last scan or work found it. */
  totals: look.input(workspace).output(trashTotals),
  /** The batches, the newest first. */
  list: look.input(workspace).output(z.object({ batches: z.array(trashBatch).readonly() })),
  /** The files of a batch that lie in the trash now, by path. */
  files: look.errors({ NOT_FOUND }).input(batch.extend(part.shape)).output(trashFilePage),
  /** Puts a batch back, or some files of it; all of an interrupted one rolls it back. */
  restore: work
    .input(
      batch.extend({ files: z.array(z.string()).min(1).max(10_000).readonly().optional(), work_id: workId }),
    )
    .output(worked),
  /** Puts back all files that a manifest names again. */
  restoreWanted: work.input(workspace.extend({ work_id: workId })).output(worked),
  /** Deletes for good: some batches, or all, or all that are older. What a manifest names again stays. */
  empty: work
    .input(
      workspace.extend({
        trash: z.array(z.string()).min(1).max(1000).readonly().optional(),
        older_than_days: z.number().nonnegative().optional(),
        /** The name of the workspace's folder as it was typed, for one without any manifest. */
        confirm_empty: z.string().optional(),
        work_id: workId,
      }),
    )
    .output(worked),
  /**
   * Finishes work that was cut off. What is said of the workspace by that holds as for a plan: manifests that count as empty or
   * places to look past, datasets that were deleted, the name of a workspace without any manifest.
   */
  resume: work
    .errors({ NOT_DECIDABLE })
    .input(
      batch.extend({
        count_empty: z.array(z.string()).max(1000).readonly().optional(),
        count_deleted: z.array(z.string()).max(1000).readonly().optional(),
        confirm_empty: z.string().optional(),
        work_id: workId,
      }),
    )
    .output(worked),
  /** Takes exactly the lock away that was shown, after an explanation. NOT_FOUND where it is another one by now. */
  takeOver: procedure
    .meta({ changesWorkspace: true })
    .errors({ BUSY, NOT_FOUND, CANNOT_WRITE })
    .input(workspace.extend({ mark: z.string() }))
    .output(z.object({})),
};
