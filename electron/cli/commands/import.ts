import type { Command } from 'commander';
import { fail, ok } from '../../../shared/domain/result.ts';
import { applyImport } from '../../registry/bring-in/apply-import.ts';
import type { ImportPlan, ImportWish } from '../../registry/bring-in/import-plan.ts';
import { makeImportPlan } from '../../registry/bring-in/make-import-plan.ts';
import { checkOpenToImports } from '../../registry/bring-in/open-to-imports.ts';
import { applyUndo, planUndo } from '../../registry/bring-in/undo-import.ts';
import type { Outcome } from '../answer.ts';
import { importedDocument, importPlanDocument } from '../bring-in/documents.ts';
import { importedText, importPlanText } from '../bring-in/import-text.ts';
import { openNamed, type OpenedSources } from '../bring-in/open-named.ts';
import { appliedOutcome } from '../clean/apply-kept.ts';
import { cleanFailure } from '../clean/clean-failure.ts';
import { planDocument } from '../clean/documents.ts';
import { ofStore } from '../bring-in/only-manifests.ts';
import { nextCommand } from '../clean/next-command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { examples } from '../options/examples.ts';
import { oneOf } from '../options/parse.ts';
import { planText } from '../output/plan-text.ts';
import type { Asked, Session } from '../session.ts';

interface ImportOptions {
  readonly onConflict: ImportWish['onConflict'];
  readonly withoutMissing?: true;
  readonly dataset?: string;
  readonly copyBundles?: true;
  readonly copyBundle?: readonly string[];
  readonly apply?: true;
}

/** An option that can be given again. */
function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Whether all that was named is here, or would be: what scripts want to know. */
function exitOf({ items, bundles, left }: ImportPlan): ExitCode {
  const isWhole = items.every(
    ({ status, files }) =>
      status !== 'broken' &&
      status !== 'conflict' &&
      files.every((file) => file.status === 'present' || file.status === 'copy'),
  );
  const isSound = bundles.every(({ status, isTaken }) => isTaken || status === 'new' || status === 'same');
  return isWhole && isSound && (items.length + bundles.length > 0 || left.length > 0)
    ? EXIT.done
    : EXIT.damage;
}

async function answer(
  session: Session,
  { cleaning }: Asked,
  { sources }: OpenedSources,
  options: ImportOptions,
): Promise<Outcome> {
  const wish: ImportWish = {
    onConflict: options.onConflict,
    withoutMissing: options.withoutMissing === true,
    dataset: options.dataset ?? null,
    copyBundles: options.copyBundles ?? new Set(options.copyBundle),
  };
  const plan = await session.drive(() => makeImportPlan(cleaning, sources, wish));
  const unknown = options.copyBundle?.find((name) => plan.bundles.every(({ source }) => source !== name));
  if (unknown !== undefined)
    return fail({
      code: 'NOT_FOUND',
      message: `There is no bundle ${unknown} in it.`,
      details: { bundle: unknown },
    });
  const exit = exitOf(plan);
  if (options.apply !== true) {
    const named = sources.map((source) => source.named);
    const wishes = [
      ...(wish.onConflict === 'beside' ? ['--on-conflict', 'beside'] : []),
      ...(wish.withoutMissing ? ['--without-missing'] : []),
      ...(wish.copyBundles === true ? ['--copy-bundles'] : []),
      ...(options.copyBundle ?? []).flatMap((name) => ['--copy-bundle', name]),
      ...(options.dataset === undefined ? [] : ['--dataset', options.dataset]),
    ];
    const next = nextCommand(session.globals, 'import', ...named, ...wishes, '--apply');
    return ok({
      document: { plan: importPlanDocument(plan), result: null },
      text: (page) => importPlanText(plan, next, page),
      exit,
    });
  }
  const done = await session.drive((cancel) => applyImport(cleaning, plan, cancel));
  if (!done.ok) return fail(cleanFailure(done.error, cleaning.site, session.globals));
  const { import_id: id, isCancelled, skipped } = done.value;
  const undo = id === null ? null : nextCommand(session.globals, 'import', 'undo', id, '--apply');
  return ok({
    document: { plan: importPlanDocument(plan), result: importedDocument(done.value) },
    text: (page) => importPlanProblems(plan, page) + importedText(done.value, undo, page),
    exit: isCancelled ? EXIT.interrupted : skipped.length > 0 ? EXIT.damage : exit,
  });
}

/** Of a plan that was applied at once, only what was not done. */
function importPlanProblems(plan: ImportPlan, page: Parameters<typeof importPlanText>[2]): string {
  const items = plan.items.filter(({ isTaken, status }) => !isTaken && status !== 'same');
  return items.length === 0
    ? ''
    : `${importPlanText({ ...plan, items }, '', page).split('\n\n')[0] ?? ''}\n\n`;
}

async function answerUndo(
  session: Session,
  { cleaning }: Asked,
  id: string,
  isApplied: boolean,
): Promise<Outcome> {
  const plan = planUndo(cleaning, id);
  if (!plan.ok) return fail(cleanFailure(plan.error, cleaning.site, session.globals));
  if (isApplied) {
    const done = await session.drive((cancel) => applyUndo(cleaning, id, plan.value, cancel));
    return done.ok
      ? appliedOutcome(session, plan.value, done.value, { returned: done.value.returned })
      : fail(cleanFailure(done.error, cleaning.site, session.globals, { plan_id: plan.value.id }));
  }
  const next = nextCommand(session.globals, 'import', 'undo', id, '--apply');
  return ok({
    document: { plan: planDocument(plan.value), result: null },
    text: (page) => planText(plan.value, next, page),
  });
}

/** `stemma import`. */
export function addImportCommand(program: Command, session: Session): void {
  const command = program
    .command('import')
    .description(
      'Bring pipelines in: manifests, folders, workspaces, or archives of these; shows a plan first',
    )
    .argument(
      '<source...>',
      'a manifest, a folder with manifests anywhere below, exported artifacts, a .zip, .tar or .tar.gz',
    )
    .option(
      '--on-conflict <what>',
      'manifests in whose place another lies: skip them, or put them beside it under a free number',
      oneOf(['skip', 'beside']),
      'skip' as const,
    )
    .option('--dataset <name>', 'of which dataset exported artifacts are that do not say it')
    .option('--copy-bundles', 'copy bundles (.n4a) whole into exports/, where nirs4all puts them')
    .option(
      '--copy-bundle <source>',
      'the same for one of them, called as the plan calls it; can be given again',
      collect,
    )
    .option('--without-missing', 'bring manifests in without the stored files that can not be had')
    .option('--apply', 'do it')
    .addHelpText(
      'after',
      examples(
        ['import ~/from-cluster', 'what would come of all manifests below a folder; changes nothing'],
        ['import results.tar.gz --apply', 'bring in what an archive holds'],
        ['import undo 20261128T101500Z-3f9c0e --apply', 'move what an import brought to the trash'],
      ),
    )
    .action(async (sources: string[], options: ImportOptions) => {
      const store = sources.map(ofStore).find((failure) => failure !== null);
      if (store !== undefined && store !== null) return await session.answer(fail(store));
      const opened = await openNamed(sources);
      if (!opened.ok) return await session.answer(opened);
      try {
        return await session.ask(async (asked) => {
          const { cleaning } = asked;
          const open = checkOpenToImports(cleaning);
          if (!open.ok) return fail(cleanFailure(open.error, cleaning.site, session.globals));
          return await answer(session, asked, opened.value, options);
        });
      } finally {
        opened.value.close();
      }
    });
  command
    .command('undo')
    .description('Move what an import brought to the trash, if nothing else uses it')
    .argument('<import-id>', 'the id that the import was printed with')
    .option('--apply', 'do it')
    .action((id: string, options: { readonly apply?: true }) =>
      session.ask((asked) =>
        answerUndo(
          session,
          asked,
          id,
          options.apply === true || command.opts<ImportOptions>().apply === true,
        ),
      ),
    );
}
