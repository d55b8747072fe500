import type { Command } from 'commander';
import type { Said } from '../../registry/trash/empty.ts';
import type { Consent } from '../../registry/change/plan.ts';
import { normalisePath } from '../../registry/ask/find/find.ts';
import type { Workspace } from '../../registry/workspace.ts';
import { several } from '../options/parse.ts';
import { workspacePath } from '../workspace/paths.ts';

/** What may be said of a workspace that does not tell all. */
export interface SaidOptions {
  readonly countEmpty?: readonly string[];
  readonly lookPast?: readonly string[];
  readonly countDeleted?: readonly string[];
  readonly confirmEmpty?: string;
}

/** What every plan may be told. */
export interface PlanOptions extends SaidOptions {
  readonly apply?: true;
  readonly break?: true;
  readonly whileRunning?: true;
}

/** Declares them. */
export function addSaidOptions(command: Command): Command {
  return command
    .option(
      '--count-empty <manifest>',
      "count this manifest, which can't be read, as naming nothing, until it changes; may be repeated",
      several((text) => text),
    )
    .option(
      '--look-past <path>',
      "look past this folder or archive, which can't be looked into; may be repeated",
      several((text) => text),
    )
    .option(
      '--count-deleted <dataset>',
      'its run folders stand empty: its pipelines were deleted, and are not on a disk that is missing; may be repeated',
      several((text) => text),
    )
    .option('--confirm-empty <name>', "for a workspace without any pipeline: its folder's name");
}

/** What those say. */
export function saidOf(
  workspace: Workspace,
  { countEmpty = [], lookPast = [], countDeleted = [], confirmEmpty }: SaidOptions,
): Said {
  const places = [...countEmpty, ...lookPast];
  return {
    confirmEmpty: confirmEmpty ?? null,
    countEmpty: places.map((typed) => normalisePath(workspacePath(workspace, typed))),
    countDeleted,
  };
}

/** Agrees to take pipelines that may be running. */
export const WHILE_RUNNING = [
  '--while-running',
  'take pipelines too that nirs4all may still be writing; their runs end then',
] as const;

/** Declares what every plan may be told. */
export function addPlanOptions(command: Command): Command {
  return addSaidOptions(
    command
      .option('--apply', 'move the files to the trash at once; without it only the plan is made')
      .option('--break', 'agree to leave what the plan lists as broken without its files')
      .option(...WHILE_RUNNING),
  );
}

/** What the options say yes to. */
export function consentOf(
  { break: breaks, confirmEmpty, whileRunning }: PlanOptions,
  dataset: string | null = null,
): Consent {
  return {
    breaks: breaks === true,
    dataset,
    empty: confirmEmpty ?? null,
    whileRunning: whileRunning === true,
  };
}
