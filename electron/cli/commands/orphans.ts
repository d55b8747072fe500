import type { Command } from 'commander';
import { WORDS } from '../../registry/layouts/layouts.ts';
import { ok } from '../../../shared/domain/result.ts';
import type { StoredFile } from '../../../shared/api/records/files.ts';
import type { BlockingEntry } from '../../../shared/api/workspace/statistics.ts';
import { listFiles } from '../../registry/ask/files/files.ts';
import { spelledDataset } from '../../registry/state/spelled.ts';
import { listBlocking, listEmptied, listUnreadable } from '../../registry/state/blocking.ts';
import { shownBlock } from '../../registry/state/unreadable.ts';
import { examples } from '../options/examples.ts';
import { bytesOf, fileSum, fileTable } from '../output/file-table.ts';
import type { Page } from '../output/page.ts';
import { counted } from '../output/sections.ts';
import { unreadableText } from '../output/unreadable.ts';
import type { Asked, Session } from '../session.ts';

interface OrphansOptions {
  readonly dataset?: string;
}

/** Files that no record names and that are still no orphans. */
interface Others {
  readonly undecided: number;
  readonly recent: number;
}

function restText({ undecided, recent }: Others, isBlocked: boolean, page: Page): string {
  const sentences: string[] = [];
  if (recent > 0) {
    sentences.push(
      `${counted(recent, 'more file', page)} may still be claimed by a running pipeline (recent).`,
    );
  }
  if (undecided > 0 && !isBlocked) {
    sentences.push(
      `${counted(undecided, 'more file', page)} may be what a missing record means (undecided).`,
    );
  }
  return sentences.length === 0 ? '' : `${sentences.join('\n')}\n`;
}

function text(
  files: readonly StoredFile[],
  others: Others,
  unreadable: readonly BlockingEntry[],
  page: Page,
): string {
  const rest = restText(others, unreadable.length > 0, page);
  if (unreadable.length > 0) {
    const which = others.undecided === 1 ? 'this file' : `any of ${page.count(others.undecided)} files`;
    const means =
      others.undecided === 0
        ? ''
        : `It may name ${which}, so ${others.undecided === 1 ? 'that is not' : 'none of them is'} called an orphan.\n`;
    const found =
      files.length === 0
        ? ''
        : `\n${fileTable(files, page)}\n${fileSum(files, page)} that no ${page.namer.one} names.\n`;
    return `${unreadableText(unreadable, page)}${means}${rest}${found}`;
  }
  if (files.length === 0) return `No orphans.\n${rest}`;
  return `${fileTable(files, page)}\n${fileSum(files, page)} that no ${page.namer.one} names.\n${rest}`;
}

/** The files in a state, of the dataset if one is named. */
function filesIn({ context }: Asked, state: StoredFile['status'], { dataset }: OrphansOptions): StoredFile[] {
  return listFiles(context, {
    states: [state],
    ...(dataset === undefined ? {} : { dataset: spelledDataset(context.index, dataset) }),
  });
}

/** `stemma orphans`. */
export function addOrphansCommand(program: Command, session: Session): void {
  program
    .command('orphans')
    .description(`The stored files that no ${WORDS.namer.one} names, with their total`)
    .option('--dataset <name>', 'only those of a dataset')
    .addHelpText(
      'after',
      examples(
        ['orphans', 'what could be cleaned up'],
        ['orphans --dataset corn --grace 7d', 'only what is older than a week'],
      ),
    )
    .action((options: OrphansOptions) =>
      session.ask((asked) => {
        // Those that are cut off first: a later run takes such a file by its name, and breaks.
        const files = filesIn(asked, 'orphan', options).toSorted(
          (one, other) => Number(other.note !== null) - Number(one.note !== null),
        );
        const others = {
          undecided: filesIn(asked, 'undecided', options).length,
          recent: filesIn(asked, 'recent', options).length,
        };
        const blocking = listBlocking(asked.context).map(shownBlock);
        return ok({
          document: {
            files,
            totals: { files: files.filter(({ alias }) => !alias).length, bytes: bytesOf(files) },
            unreadable: listUnreadable(asked.context.index),
            emptied: listEmptied(asked.context.index),
          },
          text: (page) => text(files, others, blocking, page),
        });
      }),
    );
}
