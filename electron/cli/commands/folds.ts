import { WORDS } from '../../registry/layouts/layouts.ts';
import type { Command } from 'commander';
import { fail, ok } from '../../../shared/domain/result.ts';
import { findPipelines, runsByManifest } from '../../registry/ask/find/find.ts';
import { foldsOf } from '../../registry/ask/chains/folds.ts';
import { notFound } from '../not-found.ts';
import { examples } from '../options/examples.ts';
import { branch, wholeNumber } from '../options/parse.ts';
import { recordColumns } from '../output/record-columns.ts';
import { table } from '../output/table.ts';
import type { Session } from '../session.ts';
import { manifestPath, workspacePath } from '../workspace/paths.ts';

interface FoldsOptions {
  readonly step: number;
  readonly branch?: number[];
  readonly manifest?: string;
}

/** `stemma folds`. */
export function addFoldsCommand(program: Command, session: Session): void {
  program
    .command('folds')
    .description('The models that a step fitted for each fold, in the order of their folds')
    .argument('[pipeline]', "a pipeline id (all manifests that hold it are shown), or a manifest's path")
    .requiredOption('--step <n>', 'which step, from 1', wholeNumber(1))
    .option('--branch <path>', "only a branch: 0, 0.1, or '' for the trunk", branch)
    .option('--manifest <path>', 'only this manifest')
    .addHelpText(
      'after',
      examples(
        ['folds 0001_pls_2daa0a --step 4', 'the models of step 4'],
        [`folds --manifest ${WORDS.examples.manifest} --step 4 --branch 0.1`, 'of one run and branch'],
      ),
    )
    .action((pipeline: string | undefined, { step, branch: path, manifest: named }: FoldsOptions) =>
      session.ask(({ workspace, context }) => {
        if (pipeline === undefined && named === undefined) {
          return fail({
            code: 'USAGE',
            message: 'Name a pipeline, or a manifest with --manifest.\nSee: stemma folds --help',
          });
        }
        const manifest = named === undefined ? undefined : manifestPath(workspace, named);
        const found = findPipelines(context.index, workspacePath(workspace, pipeline ?? manifest ?? ''));
        const pipelines =
          manifest === undefined ? found : found.filter((candidate) => candidate.path === manifest);
        if (pipelines.length === 0) return fail(notFound(pipeline ?? manifest ?? '', 'pipeline', manifest));
        const records = foldsOf(context, {
          manifests: pipelines.map(({ id }) => id),
          step,
          ...(path === undefined ? {} : { branch: path }),
        });
        return ok({
          document: records,
          text: (page) =>
            records.length === 0
              ? `Step ${step} stored no models per fold there.\n`
              : table(recordColumns(page, runsByManifest(context.index)), records, page),
        });
      }),
    );
}
