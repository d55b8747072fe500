import { WORDS } from '../../registry/layouts/layouts.ts';
import type { Command } from 'commander';
import { ok } from '../../../shared/domain/result.ts';
import { FILE_STATES, type FileState } from '../../../shared/domain/states.ts';
import { spelledDataset } from '../../registry/state/spelled.ts';
import { listFiles } from '../../registry/ask/files/files.ts';
import { examples } from '../options/examples.ts';
import { oneOf, several } from '../options/parse.ts';
import { fileSum, fileTable } from '../output/file-table.ts';
import { unreadableWarning, type Session } from '../session.ts';

interface FilesOptions {
  readonly status?: readonly FileState[];
  readonly dataset?: string;
}

/** `stemma files`. */
export function addFilesCommand(program: Command, session: Session): void {
  program
    .command('files')
    .description(`The stored files under ${WORDS.allStored}, with their state`)
    .option(
      '--status <state>',
      `only files in a state, may be repeated: ${FILE_STATES.join(', ')}`,
      several(oneOf(FILE_STATES)),
    )
    .option('--dataset <name>', 'only those of a dataset')
    .addHelpText(
      'after',
      examples(
        ['files --dataset corn', 'the stored files of a dataset'],
        ['files --status orphan --status foreign', 'files that no record names'],
        ['files --grace 0', 'as if nothing could be running: no file is recent'],
      ),
    )
    .action(({ status: states, dataset }: FilesOptions) =>
      session.ask((asked) => {
        const files = listFiles(asked.context, {
          ...(states === undefined ? {} : { states }),
          ...(dataset === undefined ? {} : { dataset: spelledDataset(asked.context.index, dataset) }),
        });
        return ok({
          document: files,
          text: (page) =>
            files.length === 0
              ? 'No file matches.\n'
              : `${fileTable(files, page)}\n${fileSum(files, page)}.\n`,
          warnings: unreadableWarning(asked),
        });
      }),
    );
}
