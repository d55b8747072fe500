import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { workProgress, workResult } from '../deletion/clean-work.ts';
import { errors } from '../errors.ts';
import { bytes, count } from '../numbers.ts';
import { part, procedure, workspace } from '../procedure.ts';
import {
  importFilePage,
  importHead,
  importItem,
  importPage,
  importProgress,
  importResult,
  importStatus,
  importTotals,
} from './import-plan.ts';

const { UNKNOWN, NOT_FOUND, SCAN_FAILED, BUSY, LOCKED, INTERRUPTED_WORK, UNREADABLE, BREAKS } = errors;
const { NO_MANIFESTS, LIBRARY_ALONE, NO_SPACE, CANNOT_WRITE, INDEX_BUSY, WORK_STOPPED } = errors;

/** Asks about a plan. NOT_FOUND where another one took its place: ask `current`. */
const planned = procedure.errors({ NOT_FOUND });

const plan = workspace.extend({ plan: z.string() });

const changing = procedure
  .meta({ changesWorkspace: true })
  .errors({ BUSY, LOCKED, INTERRUPTED_WORK, NO_SPACE, CANNOT_WRITE, INDEX_BUSY, WORK_STOPPED })
  .errors({ NOT_FOUND, SCAN_FAILED });

/** Bringing pipelines in. A workspace has one import at a time: the last plan, with what is chosen of it, and what it came to. */
export const importProcedures = {
  /** The import of this workspace, whichever window began it; null where there is none. A page that was loaded anew goes on from it. */
  current: procedure.input(workspace).output(
    z
      .object({
        /** What is being looked at; a plan of it is joined by asking for it again. */
        source: z.string(),
        planning: z.boolean(),
        head: importHead.nullable(),
        result: importResult.nullable(),
      })
      .nullable(),
  ),
  /**
   * Looks at a source and says what would become of it. Changes nothing, so that it looks in a workspace that takes nothing in as well
   * (`words.closed`). UNKNOWN for a source that the host did not tell of. Aborting gives it
   * up, unless another window wants it. What was chosen of the plan before stays chosen where it is of the same source. `dataset` says of which
   * dataset exported artifacts are that don't say it themselves, null takes that back; left out, it is what was said last of the source.
   */
  plan: procedure
    .errors({ UNKNOWN, SCAN_FAILED, INDEX_BUSY, CANNOT_WRITE, NO_SPACE, WORK_STOPPED })
    .input(
      workspace.extend({ source: z.string(), dataset: z.string().min(1).max(255).nullable().optional() }),
    )
    .output(eventIterator(importProgress, importHead)),
  /** A part of the rows of a plan, in the order of their paths, or those of some states alone. */
  items: planned
    .input(plan.extend({ ...part.shape, status: z.array(importStatus).min(1).readonly().optional() }))
    .output(importPage),
  item: planned.input(plan.extend({ item: z.number().int().nonnegative() })).output(importItem),
  files: planned
    .input(plan.extend({ ...part.shape, item: z.number().int().nonnegative() }))
    .output(importFilePage),
  /** Takes some items, or leaves them out; all that can be where `items` is null. Answers what is chosen then. */
  choose: planned
    .input(
      plan.extend({
        items: z.array(z.number().int().nonnegative()).max(10_000).readonly().nullable(),
        taken: z.boolean(),
        /** Whether the items are places of bundles instead; all that are new where they are null. */
        bundles: z.boolean().default(false),
      }),
    )
    .output(importTotals),
  /**
   * Files of the drop that the chosen items need and that have not gone up yet: their paths in the drop, as the host was told them. Send them, open
   * the drop again (`imports.open`), and plan again.
   */
  unsent: planned.input(plan.extend(part.shape)).output(
    z.object({
      total: count,
      files: z.array(z.object({ path: z.string(), size_bytes: bytes })).readonly(),
    }),
  ),
  /**
   * Brings in what is chosen. NOT_FOUND where something else is chosen by now than was seen. Aborting and `clean.cancel` stop it after the
   * current file; what went in can be undone. LIBRARY_ALONE in a workspace that takes nothing in.
   */
  apply: changing
    .errors({ LIBRARY_ALONE })
    .input(plan.extend({ version: z.number() }))
    .output(eventIterator(workProgress, importResult)),
  /** Moves to the trash what an import brought, as far as nothing else uses it by now. */
  undo: changing
    .errors({ UNREADABLE, BREAKS, NO_MANIFESTS })
    .input(workspace.extend({ import_id: z.string() }))
    .output(eventIterator(workProgress, workResult)),
  /** Forgets the plan and what was unpacked for it. */
  close: procedure.input(workspace),
};
