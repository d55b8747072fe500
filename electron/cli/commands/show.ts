import { WORDS, wordsAt } from '../../registry/layouts/layouts.ts';
import type { Command } from 'commander';
import { fail, ok } from '../../../shared/domain/result.ts';
import { areAllGone, listBlocking } from '../../registry/state/blocking.ts';
import type { QueryContext } from '../../registry/state/context.ts';
import { shownFile } from '../../registry/ask/files/files.ts';
import { find } from '../../registry/ask/find/find.ts';
import { DerivedNeeds } from '../../registry/ask/needs/derived-needs.ts';
import { recordName } from '../../registry/ask/records/record.ts';
import {
  matchingRecords,
  recordDetails,
  type KnownKeepers,
  type RecordDetails,
} from '../../registry/ask/records/show.ts';
import type { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import { examples } from '../options/examples.ts';
import { wholeNumber } from '../options/parse.ts';
import { detailsText } from '../output/details-text.ts';
import type { Page } from '../output/page.ts';
import { counted, parts } from '../output/sections.ts';
import { reasonFor } from '../output/states.ts';
import type { Session } from '../session.ts';
import { manifestPath, workspacePath } from '../workspace/paths.ts';

interface ShowOptions {
  readonly manifest?: string;
  readonly limit?: number;
}

/** How many records text shows where nothing else is said: a scaler can serve thousands of pipelines. */
const TEXT_LIMIT = 20;

/** The records of a name, in full, each made when it is wanted. */
class Matches implements Iterable<RecordDetails> {
  readonly ids: readonly number[];
  readonly #context: QueryContext;

  constructor(context: QueryContext, ids: readonly number[]) {
    this.#context = context;
    this.ids = ids;
  }

  *[Symbol.iterator](): Generator<RecordDetails, void> {
    const known: KnownKeepers = new Map();
    const needs = new DerivedNeeds(this.#context.index);
    for (const id of this.ids) yield recordDetails(this.#context, id, known, needs);
  }
}

function text(matches: Matches, total: number, page: Page): string {
  const rest = total - matches.ids.length;
  const more = rest > 0 ? `${counted(rest, 'more record', page)} (--limit ${total} shows all).\n` : '';
  return parts(...[...matches].map((match) => detailsText(match, page)), more);
}

/** The failure of a file that no record names. */
function noRecord(context: QueryContext, name: string, file: number): Failure {
  const { path, status } = shownFile(context, file);
  return {
    code: 'NOT_FOUND',
    message: `No record names the file ${path}; it is ${reasonFor(status, areAllGone(listBlocking(context)), wordsAt([path]).namer)}.`,
    details: { name, file: path, status },
  };
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
    .option('--limit <n>', `at most so many (default: ${TEXT_LIMIT}; with --json all)`, wholeNumber(1))
    .addHelpText(
      'after',
      examples(
        ["show '0001_pls_2daa0a$7c1fa10edc2c:all'", 'an artifact; the quotes keep the shell from reading $'],
        [`show ${WORDS.examples.manifest}#3`, 'the fourth item of a manifest'],
        ['show a1b2c3', 'all that use the content with this hash'],
      ),
    )
    .action((name: string, { manifest: named, limit }: ShowOptions) =>
      session.ask(({ workspace, context }) => {
        const { index } = context;
        const manifest = named === undefined ? undefined : manifestPath(workspace, named);
        const found = find(index, workspacePath(workspace, name), manifest);
        const all = matchingRecords(context, found);
        const ids =
          manifest === undefined ? all : all.filter((id) => recordName(index, id).manifest === manifest);
        const [file] = found.files;
        if (ids.length === 0 && file !== undefined && manifest === undefined) {
          return fail(noRecord(context, name, file));
        }
        if (ids.length === 0) return fail(notFound(name, 'artifact, stored file or content hash', manifest));
        return ok({
          document: { matches: new Matches(context, ids.slice(0, limit)) },
          text: (page) => text(new Matches(context, ids.slice(0, limit ?? TEXT_LIMIT)), ids.length, page),
        });
      }),
    );
}
