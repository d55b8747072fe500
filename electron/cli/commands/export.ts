import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { exportItems, manifestsToExport } from '../../registry/bring-in/export-items.ts';
import { createDurably, replaceDurably } from '../../registry/files/durable-file.ts';
import { plainWords } from '../../registry/files/plain-words.ts';
import { writableNodeFileSystem } from '../../registry/files/writable-file-system.ts';
import { spelledDataset } from '../../registry/state/spelled.ts';
import type { Outcome } from '../answer.ts';
import { exportParcel } from '../bring-in/export-parcel.ts';
import { textOf } from '../../registry/bring-in/items-text.ts';
import { refusedTarget } from '../content/refused-target.ts';
import type { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import { examples } from '../options/examples.ts';
import { oneOf } from '../options/parse.ts';
import { counted } from '../output/sections.ts';
import type { Asked, Session } from '../session.ts';
import { findPipelines } from '../../registry/ask/find/find.ts';
import { outOfStore } from '../bring-in/only-manifests.ts';
import { onePipeline } from '../workspace/one-pipeline.ts';
import { manifestPath } from '../workspace/paths.ts';

interface ExportOptions {
  readonly manifest?: string;
  readonly pipeline?: string;
  readonly dataset?: string;
  readonly all?: true;
  readonly output?: string;
  readonly withBinaries?: string;
  readonly format?: 'yaml' | 'json';
  readonly force?: true;
}

/** Which manifests are meant. */
function chosen(asked: Asked, options: ExportOptions): Result<string[], Failure> {
  const { index } = asked.context;
  const { manifest, pipeline, dataset } = options;
  const refused = outOfStore(asked.workspace);
  if (refused !== null) return fail(refused);
  if (manifest !== undefined) {
    const path = manifestPath(asked.workspace, manifest);
    const isThere = findPipelines(index, path).some((found) => found.path === path);
    return isThere ? ok([path]) : fail(notFound(manifest, 'manifest'));
  }
  if (pipeline !== undefined) {
    const found = onePipeline(asked, pipeline, 'Name one by --manifest:');
    return found.ok ? ok([found.value.path]) : found;
  }
  if (dataset === undefined) return ok(manifestsToExport(index, null));
  const found = manifestsToExport(index, spelledDataset(index, dataset));
  return found.length > 0 ? ok(found) : fail(notFound(dataset, 'dataset'));
}

/** Writes the items to a file that is whole or not there. */
function written(output: string, bytes: Uint8Array, force: boolean): Failure | null {
  const fs = writableNodeFileSystem;
  const unique = randomBytes(6).toString('hex');
  const done = force ? replaceDurably(fs, output, bytes, unique) : createDurably(fs, output, bytes);
  if (done.ok) return null;
  const message = `${output} can't be written: ${plainWords(done.error)}`;
  return { code: 'CANNOT_WRITE', message, details: { output } };
}

async function answer(session: Session, asked: Asked, options: ExportOptions): Promise<Outcome> {
  const { workspace } = asked;
  const manifests = chosen(asked, options);
  if (!manifests.ok) return manifests;
  if (options.withBinaries !== undefined) {
    const { withBinaries: to, format = 'yaml', force = false } = options;
    return await exportParcel(session, asked, manifests.value, { to, format, force });
  }
  const isJson = session.globals.json === true;
  const items = exportItems(workspace.fs, workspace.realRoot, manifests.value);
  if (!items.ok) {
    const { path, reason } = items.error;
    return fail({ code: 'CANNOT_READ', message: `${path} can't be read: ${reason}`, details: { path } });
  }
  const { output: typed, force = false } = options;
  if (typed === undefined) {
    const format = options.format ?? (isJson ? 'json' : 'yaml');
    return ok({
      *chunks() {
        yield* textOf(items.value, format);
        return null;
      },
    });
  }
  const output = resolve(typed);
  const format = options.format ?? (/\.json$/i.test(output) ? 'json' : 'yaml');
  const refused = refusedTarget(workspace, output, force);
  if (refused !== null) return fail(refused);
  const bytes = Buffer.from([...textOf(items.value, format)].join(''));
  const failure = written(output, bytes, force);
  if (failure !== null) return fail(failure);
  const { length } = items.value.items;
  return ok({
    document: { output, format, items: length, bytes: bytes.length },
    text: (page) => `Wrote ${counted(length, 'item', page)} to ${escapeForTerminal(output)}\n`,
  });
}

/** `stemma export`. */
export function addExportCommand(program: Command, session: Session): void {
  program
    .command('export')
    .description('The artifacts of a pipeline, a dataset or all, as YAML or JSON of schema 3.0')
    .option('--manifest <path>', 'those of a manifest')
    .option('--pipeline <id>', 'those of a pipeline')
    .option('--dataset <name>', 'those of a dataset')
    .option('--all', 'those of all pipelines')
    .option('-o, --output <file>', 'write there instead of to stdout')
    .option(
      '--with-binaries <where>',
      'write them there with their pipelines and stored files, to a new folder or a .zip, which import takes back',
    )
    .option(
      '--format <format>',
      "yaml or json (default: by the file's name, else yaml)",
      oneOf(['yaml', 'json']),
    )
    .option('--force', 'replace the file if it exists')
    .addHelpText(
      'after',
      examples(
        ['export --pipeline 0001_pls_2daa0a', 'the artifacts of a pipeline, as nirs4all exports them'],
        ['export --dataset corn -o corn.json', 'those of a dataset, as JSON'],
        ['export --dataset corn --with-binaries corn.zip', 'a dataset to be carried elsewhere'],
      ),
    )
    .action((options: ExportOptions) => {
      const { manifest, pipeline, dataset, all } = options;
      const named = [manifest, pipeline, dataset, all].filter((one) => one !== undefined);
      const message = 'Say what is wanted by one of --manifest, --pipeline, --dataset and --all.';
      if (named.length !== 1) return session.answer(fail({ code: 'USAGE', message }));
      if (options.output !== undefined && options.withBinaries !== undefined) {
        const both = 'Say where to write by one of --output and --with-binaries.';
        return session.answer(fail({ code: 'USAGE', message: both }));
      }
      return session.ask((asked) => answer(session, asked, options));
    });
}
