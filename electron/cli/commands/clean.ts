import { WORDS } from '../../registry/layouts/layouts.ts';
import type { Command } from 'commander';
import { fail, ok } from '../../../shared/domain/result.ts';
import { keptPlan } from '../../registry/clean/plan-store.ts';
import { cacheFolder } from '../../registry/index/location.ts';
import { apply } from '../clean/apply-kept.ts';
import { cleanFailure } from '../clean/clean-failure.ts';
import { planAndApply } from '../clean/plan-and-apply.ts';
import { addPlanOptions, consentOf, WHILE_RUNNING, type PlanOptions } from '../clean/plan-options.ts';
import { examples } from '../options/examples.ts';
import type { Session } from '../session.ts';
import { onePipeline } from '../workspace/one-pipeline.ts';
import { workspacePath } from '../workspace/paths.ts';

interface OrphansOptions extends PlanOptions {
  readonly dataset?: string;
  readonly foreign?: readonly string[];
}

interface PipelineOptions extends PlanOptions {
  readonly keepFiles?: true;
}

interface ConfirmOptions extends PlanOptions {
  readonly confirm?: string;
}

function addOrphans(clean: Command, session: Session): void {
  addPlanOptions(
    clean
      .command('orphans')
      .description(
        `The stored files that no ${WORDS.namer.one} names, and folders of results that no run names`,
      )
      .option('--dataset <name>', 'only those of a dataset')
      .option('--foreign <paths...>', "besides, these files with names that nirs4all doesn't write"),
  ).action((options: OrphansOptions) =>
    planAndApply(session, {
      options,
      request: ({ workspace }) =>
        ok({
          kind: 'orphans',
          ...(options.dataset === undefined ? {} : { dataset: options.dataset }),
          foreign: (options.foreign ?? []).map((typed) => workspacePath(workspace, typed)),
        }),
    }),
  );
}

function addPipeline(clean: Command, session: Session): void {
  addPlanOptions(
    clean
      .command('pipeline')
      .description('A pipeline: the files of its folder, and the stored files that only it uses')
      .argument('<pipeline>', 'its id, its manifest or its folder')
      .option('--keep-files', "take the folder's files alone, no stored files"),
  ).action((pipeline: string, options: PipelineOptions) =>
    planAndApply(session, {
      options,
      request: (asked) => {
        const found = onePipeline(asked, pipeline, 'Name the manifest of one:');
        if (!found.ok) return found;
        const { path: manifest } = found.value;
        return ok({ kind: 'pipeline', manifest, keepFiles: options.keepFiles === true });
      },
    }),
  );
}

function addFailed(clean: Command, session: Session): void {
  addPlanOptions(
    clean
      .command('failed')
      .description('The pipelines that failed, with the stored files that only they use')
      .option('--run <run>', 'only those of a run'),
  ).action((options: PlanOptions & { readonly run?: string }) =>
    planAndApply(session, {
      options,
      request: () => ok({ kind: 'failed', ...(options.run === undefined ? {} : { run: options.run }) }),
    }),
  );
}

function addDataset(clean: Command, session: Session): void {
  addPlanOptions(
    clean
      .command('dataset')
      .description(`Everything of a dataset: its pipelines, and all below ${WORDS.stored}<dataset>`)
      .argument('<dataset>', 'its name')
      .option('--confirm <name>', 'the name once more, to say that all of it may go'),
  ).action((dataset: string, options: ConfirmOptions) =>
    planAndApply(session, {
      options,
      dataset: options.confirm,
      request: () => ok({ kind: 'dataset', dataset }),
    }),
  );
}

function addApply(clean: Command, session: Session): void {
  clean
    .command('apply')
    .description('Do a plan that was made before, with exactly the files that it listed')
    .argument('<plan-id>', 'the id that the plan was printed with')
    .option('--break', 'agree to leave what the plan lists as broken without its files')
    .option(...WHILE_RUNNING)
    .option('--confirm <name>', 'for a whole dataset: its name')
    .option('--apply', 'may be said here too, where it goes without saying')
    .action((id: string, options: ConfirmOptions) =>
      session.askTrash(async (cleaning) => {
        const plan = keptPlan(cacheFolder(), cleaning.site.root, id, cleaning.site.now());
        if (!plan.ok) return fail(cleanFailure(plan.error, cleaning.site, session.globals));
        return await apply(session, cleaning, plan.value, consentOf(options, options.confirm ?? null));
      }),
    );
}

/** `stemma clean ...`. */
export function addCleanCommand(program: Command, session: Session): void {
  const clean = program
    .command('clean')
    .description('Move what is no longer needed to the trash; shows a plan first, undo with trash restore')
    .addHelpText(
      'after',
      examples(
        ['clean orphans', 'which files would go; changes nothing'],
        ['clean apply 3f9c0e1b2a4d', 'move exactly the files of that plan'],
        ['clean pipeline 0002_stack_87fa7e --apply', 'a pipeline with the files that only it uses, at once'],
        [`clean orphans --foreign ${WORDS.examples.foreign}`, 'a file of somebody else too'],
      ) +
        '\nNothing is deleted: files move to .stemma/trash in the workspace, and only trash empty frees space.\n',
    );
  addOrphans(clean, session);
  addPipeline(clean, session);
  addFailed(clean, session);
  addDataset(clean, session);
  addApply(clean, session);
}
