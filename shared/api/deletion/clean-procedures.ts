import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import {
  cleanDataset,
  cleanKinds,
  failedPage,
  graceChoice,
  sparePage,
  unusedPage,
  unusedSort,
  unusedState,
} from './clean-lists.ts';
import { planHead, planPage, planTab } from './clean-plan.ts';
import { whatIf } from './what-if.ts';
import { cleanSelection } from './clean-selection.ts';
import { workId, workProgress, workResult } from './clean-work.ts';
import { errors } from '../errors.ts';
import { pipelineSort } from '../pipelines/pipelines.ts';
import { limit, part, procedure, question, scope, text, workspace } from '../procedure.ts';

const { NOT_FOUND, SCAN_FAILED, BUSY, LOCKED, INTERRUPTED_WORK, UNREADABLE, MAY_BE_RUNNING, BREAKS } = errors;
const { NO_MANIFESTS, NOT_CONFIRMED, NOT_MOVABLE, NOT_DECIDABLE, NO_SPACE, CANNOT_WRITE } = errors;
const { LIBRARY_ALONE, INDEX_BUSY, WORK_STOPPED } = errors;

/** A grace period in milliseconds; 0 is off. */
const graceMs = z
  .number()
  .int()
  .nonnegative()
  .max(100 * 365 * 24 * 3600 * 1000);

/** Why anything that writes may be refused. */
const writing = { BUSY, LOCKED, INTERRUPTED_WORK, NO_SPACE, CANNOT_WRITE, INDEX_BUSY, WORK_STOPPED } as const;

/** A decision on a manifest that can't be read. */
const decision = procedure
  .meta({ changesWorkspace: true })
  .errors({ ...writing, NOT_FOUND, NOT_DECIDABLE })
  .output(z.object({}));

/** Cleaning up: what there is, what deleting would do, plans, and doing them. */
export const cleanProcedures = {
  kinds: question.input(scope).output(cleanKinds),
  /** Stored files that nothing names, of some states; `offset` anywhere, for a list that one can drag through. */
  files: question
    .input(
      scope.extend({
        ...part.shape,
        states: z.array(unusedState).min(1).readonly(),
        text: text.optional(),
        sort: unusedSort.default('size_bytes'),
        descending: z.boolean().default(true),
      }),
    )
    .output(unusedPage),
  /** Folders of results that no run names. */
  results: question.input(workspace.extend(part.shape)).output(sparePage),
  /** What some grace periods, in milliseconds, would make of the files that nothing names: to see before one is set. */
  graceChoices: question
    .input(scope.extend({ periods: z.array(graceMs).max(20).readonly() }))
    .output(z.array(graceChoice).readonly()),
  /**
   * Sets the grace period of a workspace, in milliseconds, 0 for none: for all who look at it, until Stemma is started again.
   * Nothing in the workspace changes.
   */
  setGrace: procedure.input(workspace.extend({ grace_ms: graceMs })).output(z.object({})),
  /** Pipelines that failed, with where they ended. Pipelines that may be chosen at all: `workspace.pipelines`. */
  failed: question
    .input(
      scope.extend({
        run: z.string().optional(),
        text: text.optional(),
        deleted_here: z.boolean().optional(),
        sort: pipelineSort.default('exclusive_bytes'),
        descending: z.boolean().default(true),
        after: z.string().optional(),
        limit,
      }),
    )
    .output(failedPage),
  datasets: question.input(workspace).output(z.array(cleanDataset).readonly()),
  /** What deleting all of a selection together would do. Names that are gone are left out. */
  whatIf: question.input(workspace.extend({ selection: cleanSelection })).output(whatIf),
  /**
   * Scans, and plans what would move. Changes nothing; the plan is kept for a while, under its id. It waits for a scan or
   * other work that is under way; aborting gives it up. NOT_FOUND names what is not there.
   */
  plan: question
    .errors({ NOT_FOUND, SCAN_FAILED, UNREADABLE, NO_MANIFESTS, NOT_MOVABLE })
    .errors({ LIBRARY_ALONE, INDEX_BUSY, CANNOT_WRITE, WORK_STOPPED })
    .input(
      workspace.extend({
        selection: cleanSelection,
        /** Of pipelines, only the files of their folders: what may go while something can't be read. */
        folders_only: z.boolean().default(false),
        /** The workspace folder's name, as it was typed where there is no manifest. */
        confirm_empty: z.string().nullable().default(null),
      }),
    )
    .output(planHead),
  /** A part of a list of a plan. NOT_FOUND where the plan is no longer kept: look again. */
  planEntries: procedure
    .errors({ NOT_FOUND })
    .input(workspace.extend({ ...part.shape, plan: z.string(), tab: planTab }))
    .output(planPage),
  /**
   * Moves what a plan lists into the trash, after looking at each file again. Aborting, as the end of the connection does, stops
   * it after the current file; `cancel` does too, and lets the result come. What moved can be undone.
   */
  apply: procedure
    .meta({ changesWorkspace: true })
    .errors({
      ...writing,
      NOT_FOUND,
      UNREADABLE,
      BREAKS,
      MAY_BE_RUNNING,
      NOT_CONFIRMED,
      NO_MANIFESTS,
      SCAN_FAILED,
    })
    .input(
      workspace.extend({
        plan: z.string(),
        /** Whether what the plan says may break. */
        breaks: z.boolean().default(false),
        /** Whether pipelines may go that nirs4all may still be writing. */
        while_running: z.boolean().default(false),
        /** The dataset's name as it was typed. */
        dataset: z.string().nullable().default(null),
        work_id: workId,
      }),
    )
    .output(eventIterator(workProgress, workResult)),
  /**
   * Work that this page began under a name of its own, before it was loaded anew: how far it is, and what it comes to, or came to.
   * Null where nothing is known of it any more.
   */
  follow: procedure
    .errors({ ...writing, NOT_FOUND, UNREADABLE, BREAKS, MAY_BE_RUNNING, NOT_CONFIRMED, NO_MANIFESTS })
    .errors({ SCAN_FAILED, NOT_DECIDABLE })
    .input(workspace.extend({ work_id: z.string().min(1).max(100) }))
    .output(eventIterator(workProgress, workResult.nullable())),
  /** Asks the work that is under way to stop after the current file; its own call tells the result. */
  cancel: procedure
    .meta({ changesWorkspace: true })
    .input(workspace)
    .output(z.object({ cancelled: z.boolean() })),
  /**
   * "Count it as empty": the decision on a manifest that can't be read, until its bytes change. `typed` is what the user typed:
   * the name of its folder (the pipeline's id).
   */
  countEmpty: decision.input(workspace.extend({ manifest: z.string(), typed: z.string() })),
  /** "Look past it": the decision on a folder that can't be listed, or an archive, as long as it is what it is now. */
  lookPast: decision.input(workspace.extend({ path: z.string() })),
  /**
   * "Its pipelines were deleted": the decision on a dataset of which a run's folder stands empty and no pipeline is there. It
   * holds until something is stored for the dataset.
   */
  countDeleted: decision.input(workspace.extend({ dataset: z.string() })),
  uncountDeleted: decision.input(workspace.extend({ dataset: z.string() })),
  /** Takes the decision on a manifest or a place back. */
  uncountEmpty: decision.input(workspace.extend({ manifest: z.string() })),
};
