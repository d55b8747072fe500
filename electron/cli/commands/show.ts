import type { Command } from 'commander';
import { fail, ok } from '../../../shared/domain/result.ts';
import { shownFile } from '../../registry/query/files.ts';
import { find } from '../../registry/query/find.ts';
import { matchingRecords, recordDetails } from '../../registry/query/show.ts';
import { notFound } from '../not-found.ts';
import { examples } from '../options/examples.ts';
import { detailsText } from '../output/details-text.ts';
import { parts } from '../output/sections.ts';
import { reasonFor } from '../output/states.ts';
import type { Session } from '../session.ts';
import { manifestPath, workspacePath } from '../workspace/paths.ts';

interface ShowOptions {
  readonly manifest?: string;
}

/** `stemma show`. */
export function addShowCommand(program: Command, session: Session): void {
  program
    .command('show')
    .description('Everything about an artifact, or about the artifacts of a file or content hash')
    .argument(
      '<name>',
      'an artifact id, MANIFEST#POSITION, the path of a stored file, or 6 or more digits of a hash',
    )
    .option('--manifest <path>', 'only in this manifest')
    .addHelpText(
      'after',
      examples(
        ["show '0001_pls_2daa0a$7c1fa10edc2c:all'", 'an artifact; the quotes keep the shell from reading $'],
        ['show runs/corn/0001_pls_2daa0a/manifest.yaml#3', 'the fourth item of a manifest'],
        ['show a1b2c3', 'all that use the content with this hash'],
      ),
    )
    .action((name: string, options: ShowOptions) =>
      session.ask(({ workspace, context }) => {
        const manifest =
          options.manifest === undefined ? undefined : manifestPath(workspace, options.manifest);
        const found = find(context.index, workspacePath(workspace, name), manifest);
        const all = matchingRecords(context, found).map((id) => recordDetails(context, id));
        const matches = manifest === undefined ? all : all.filter((match) => match.manifest === manifest);
        const [file] = found.files;
        if (matches.length === 0 && file !== undefined && manifest === undefined) {
          const { path, status } = shownFile(context, file);
          const message = `No record names the file ${path}; it is ${reasonFor(status)}.`;
          return fail({ code: 'NOT_FOUND', message, details: { name, file: path, status } });
        }
        if (matches.length === 0)
          return fail(notFound(name, 'artifact, stored file or content hash', manifest));
        return ok({
          document: { matches },
          text: (page) => parts(...matches.map((match) => detailsText(match, page))),
        });
      }),
    );
}
