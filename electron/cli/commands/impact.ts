import type { Command } from 'commander';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { listFiles } from '../../registry/ask/files/files.ts';
import { spelledDataset } from '../../registry/state/spelled.ts';
import { findPipelines } from '../../registry/ask/find/find.ts';
import { complete } from '../../registry/columns/slices.ts';
import { datasetGoing, type Going } from '../../registry/ask/deletion/going.ts';
import { derivedBreaks } from '../../registry/ask/deletion/derived-breaks.ts';
import { whatIf } from '../../registry/ask/deletion/what-if.ts';
import { listPipelines } from '../../registry/ask/pipelines/pipelines.ts';
import { listUnreadable } from '../../registry/state/blocking.ts';
import type { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import { examples } from '../options/examples.ts';
import { impactText } from '../output/impact-text.ts';
import { unreadableWarning, type Asked, type Session } from '../session.ts';
import { oneFile } from '../workspace/one-file.ts';
import { onePipeline } from '../workspace/one-pipeline.ts';
import { manifestPath } from '../workspace/paths.ts';

interface ImpactOptions {
  readonly pipeline?: string;
  readonly manifest?: string;
  readonly dataset?: string;
  readonly file?: string;
}

/** What is asked about, with its name for people. */
interface Named {
  readonly going: Going;
  readonly name: string;
}

function pipelineTarget(asked: Asked, id: string): Result<Named, Failure> {
  const found = onePipeline(asked, id, 'Name one with --manifest:');
  if (!found.ok) return found;
  return ok({ going: { manifests: [found.value.id], files: [] }, name: found.value.path });
}

function manifestTarget({ workspace, context }: Asked, typed: string): Result<Named, Failure> {
  const path = manifestPath(workspace, typed);
  const found = findPipelines(context.index, path).find((candidate) => candidate.path === path);
  if (found === undefined) return fail(notFound(path, 'manifest of a pipeline'));
  return ok({ going: { manifests: [found.id], files: [] }, name: path });
}

function datasetTarget({ context }: Asked, typed: string): Result<Named, Failure> {
  const dataset = spelledDataset(context.index, typed);
  const isThere =
    listPipelines(context, { dataset }).length > 0 || listFiles(context, { dataset, limit: 1 }).length > 0;
  if (!isThere) return fail(notFound(dataset, 'dataset'));
  return ok({ going: datasetGoing(context, dataset), name: `the dataset ${dataset}` });
}

function fileTarget(asked: Asked, name: string): Result<Named, Failure> {
  const file = oneFile(asked, name);
  return file.ok ? ok({ going: { manifests: [], files: [file.value.id] }, name: file.value.path }) : file;
}

/** Exactly one of the four must be given. */
function targetOf(
  asked: Asked,
  { pipeline, manifest, dataset, file }: ImpactOptions,
): Result<Named, Failure> {
  const given = [pipeline, manifest, dataset, file].filter((value) => value !== undefined);
  if (given.length !== 1) {
    const message =
      'Give exactly one of --pipeline, --manifest, --dataset and --file.\nSee: stemma impact --help';
    return fail({ code: 'USAGE', message });
  }
  if (pipeline !== undefined) return pipelineTarget(asked, pipeline);
  if (manifest !== undefined) return manifestTarget(asked, manifest);
  if (dataset !== undefined) return datasetTarget(asked, dataset);
  return fileTarget(asked, file ?? '');
}

/** `stemma impact`. */
export function addImpactCommand(program: Command, session: Session): void {
  program
    .command('impact')
    .description('What deleting a pipeline, dataset or file would free and break; nothing is deleted')
    .option('--pipeline <id>', 'a pipeline, by its id')
    .option('--manifest <path>', 'a pipeline, by its manifest or folder')
    .option('--dataset <name>', 'a whole dataset')
    .option('--file <name>', 'a stored file, by its path or hash')
    .addHelpText(
      'after',
      examples(
        ['impact --pipeline 0002_stack_87fa7e', 'what deleting one pipeline would do'],
        ['impact --dataset corn --json', 'a whole dataset, for a script'],
      ),
    )
    .action((options: ImpactOptions) =>
      session.ask((asked) => {
        const named = targetOf(asked, options);
        if (!named.ok) return named;
        // What uses what, whatever may be running just now: a plan says what of it stays for that.
        const context = { ...asked.context, graceMs: 0 };
        const impact = complete(whatIf(context, named.value.going));
        const { frees, folders, stays, frees_nothing, breaks } = impact;
        const derived = complete(derivedBreaks(context.index, named.value.going, breaks));
        return ok({
          document: {
            frees,
            folder_bytes: folders.bytes,
            shared: { files: stays.files, bytes: stays.bytes },
            frees_nothing,
            breaks,
            derived_breaks: derived,
            unreadable: listUnreadable(asked.context.index),
          },
          text: (page) => impactText(named.value.name, impact, derived.length, page),
          warnings: unreadableWarning(asked),
        });
      }),
    );
}
