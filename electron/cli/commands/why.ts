import { WORDS } from '../../registry/layouts/layouts.ts';
import type { Command } from 'commander';
import { fail, ok } from '../../../shared/domain/result.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { areAllGone, listBlocking } from '../../registry/state/blocking.ts';
import { find } from '../../registry/ask/find/find.ts';
import { whyKept, type Keeper, type Reasons } from '../../registry/ask/needs/why.ts';
import { asStart } from '../../../shared/text/unreadable-words.ts';
import { notFound } from '../not-found.ts';
import { examples } from '../options/examples.ts';
import type { Page } from '../output/page.ts';
import { nameOf } from '../output/record-text.ts';
import { counted, parts } from '../output/sections.ts';
import { fileTone, reasonFor } from '../output/states.ts';
import { table, type Column } from '../output/table.ts';
import { unreadableWarning, type Session } from '../session.ts';
import { workspacePath } from '../workspace/paths.ts';

/** Dependents that are named; more are only counted. */
const NAMED = 10;

const columns = (page: Page): Column<Keeper>[] => [
  { title: 'Kind', value: ({ kind }) => kind },
  { title: 'Artifact', value: nameOf },
  { title: asStart(page.namer.one), value: ({ manifest }) => manifest, shrinkTo: 30 },
  {
    title: 'Needed by',
    value: ({ needed_by: ids }) => (ids.length === 0 ? '' : page.count(ids.length)),
    align: 'right',
  },
];

function dependentsText(keepers: readonly Keeper[], page: Page): string {
  const ids = [...new Set(keepers.flatMap((keeper) => keeper.needed_by))];
  if (ids.length === 0) return '';
  const named = ids.slice(0, NAMED).map((id) => `    ${escapeForTerminal(id)}\n`);
  const more = ids.length > NAMED ? `    and ${page.count(ids.length - NAMED)} more\n` : '';
  return `  needed by\n${named.join('')}${more}`;
}

function reasonsText({ file, status, kept_by: keepers }: Reasons, isGone: boolean, page: Page): string {
  const name = file === null ? 'A record without a file name' : escapeForTerminal(file);
  const kept = keepers.length === 0 ? '.' : `, kept by ${counted(keepers.length, 'record', page)}:`;
  const sentence = `${page.style('strong', name)} is ${page.style(fileTone(status), reasonFor(status, isGone, page.namer))}${kept}\n`;
  return keepers.length === 0
    ? sentence
    : sentence + table(columns(page), keepers, page, '  ') + dependentsText(keepers, page);
}

/** `stemma why`. */
export function addWhyCommand(program: Command, session: Session): void {
  program
    .command('why')
    .description(
      'Why a stored file is kept: the runs, library entries and exports that name it, and what needs those',
    )
    .argument(
      '<name>',
      'the path of a stored file, 6 or more digits of its hash, an artifact id, or MANIFEST#POSITION',
    )
    .addHelpText(
      'after',
      examples([`why ${WORDS.examples.file}`, 'by its path'], ['why 2064be', 'by its content hash']),
    )
    .action((name: string) =>
      session.ask((asked) => {
        const reasons = whyKept(
          asked.context,
          find(asked.context.index, workspacePath(asked.workspace, name)),
        );
        const [first, ...more] = reasons;
        if (first === undefined) return fail(notFound(name, 'stored file, content hash or artifact'));
        const isGone = areAllGone(listBlocking(asked.context));
        return ok({
          document: more.length === 0 ? first : { ...first, more },
          text: (page) => parts(...reasons.map((each) => reasonsText(each, isGone, page))),
          warnings: unreadableWarning(asked),
        });
      }),
    );
}
