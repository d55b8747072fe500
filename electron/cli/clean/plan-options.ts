import type { Command } from 'commander';
import type { Consent } from '../../registry/clean/plan.ts';
import { several } from '../options/parse.ts';

/** What every plan may be told. */
export interface PlanOptions {
  readonly apply?: true;
  readonly break?: true;
  readonly countEmpty?: readonly string[];
  readonly confirmEmpty?: string;
}

/** Declares them. */
export function addPlanOptions(command: Command): Command {
  return command
    .option('--apply', 'move the files to the trash at once; without it only the plan is made')
    .option('--break', 'agree to leave what the plan lists as broken without its files')
    .option(
      '--count-empty <manifest>',
      "count this manifest, which can't be read, as naming nothing, until it changes; may be repeated",
      several((text) => text),
    )
    .option('--confirm-empty <name>', "for a workspace without any manifest: its folder's name");
}

/** What the options say yes to. */
export function consentOf(
  { break: breaks, confirmEmpty }: PlanOptions,
  dataset: string | null = null,
): Consent {
  return { breaks: breaks === true, dataset, empty: confirmEmpty ?? null };
}
