import type { Command } from 'commander';
import { fail, ok } from '../../../shared/domain/result.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { Outcome } from '../answer.ts';
import { copyChecked, type Copied } from '../content/copy-checked.ts';
import { expectedHash, type Expected } from '../content/expected-hash.ts';
import { oddSize } from '../content/odd-size.ts';
import { openStored, type Stored } from '../content/open-stored.ts';
import { chunksChecked } from '../content/read-checked.ts';
import { refusedTarget } from '../content/refused-target.ts';
import { examples } from '../options/examples.ts';
import { jsonDocument } from '../../../shared/text/json-text.ts';
import { exactCount } from '../output/sections.ts';
import type { Asked, Session } from '../session.ts';
import { oneFile } from '../workspace/one-file.ts';

interface CatOptions {
  readonly output?: string;
  readonly force?: boolean;
}

function warningsFor({ path, note }: Stored, expected: Expected): string[] {
  if (expected.kind !== 'none') return [];
  return [
    ...(note === null ? [] : [`${path}: ${note}.`]),
    `The bytes of ${path} could not be checked: neither a record nor its name tells their hash.`,
  ];
}

function* doneText({ file, bytes, sha256, output }: Copied, isJson: boolean): Generator<string, void> {
  if (isJson) yield* jsonDocument({ file, bytes, sha256, output });
  else
    yield `Wrote ${formatBytes(bytes)} (${exactCount(bytes)}) to ${escapeForTerminal(output)}\n  sha256 ${sha256}\n`;
}

function answer(asked: Asked, name: string, { output, force = false }: CatOptions, isJson: boolean): Outcome {
  const found = oneFile(asked, name);
  if (!found.ok) return found;
  const { path } = found.value;
  const expected = expectedHash(asked.context, found.value);
  const refused = output === undefined ? null : refusedTarget(asked.workspace, output, force);
  if (refused !== null) return fail(refused);
  const opened = openStored(asked.workspace, path);
  if (!opened.ok) return opened;
  const stored: Stored = { ...opened.value, note: oddSize(asked.context, found.value) };
  const warnings = warningsFor(stored, expected);
  if (output === undefined) return ok({ chunks: () => chunksChecked(stored, expected), warnings });
  return ok({
    warnings,
    *chunks() {
      const copied = yield* copyChecked(stored, { expected, output, force });
      if (!copied.ok) return copied.error;
      yield* doneText(copied.value, isJson);
      return null;
    },
  });
}

/** `stemma cat`. */
export function addCatCommand(program: Command, session: Session): void {
  program
    .command('cat')
    .description('The bytes of a stored file, after their hash was checked')
    .argument(
      '<name>',
      'the path of a stored file, an artifact id, MANIFEST#POSITION, or 6 or more digits of a hash',
    )
    .option('-o, --output <file>', 'write there instead of to stdout')
    .option('--force', 'replace the file if it exists')
    .addHelpText(
      'after',
      examples(
        ["cat '0001_pls_2daa0a$7c1fa10edc2c:all' -o scaler.joblib", 'the file of an artifact'],
        ['cat 2064be397285 | sha256sum', 'by its hash, into a pipe'],
      ),
    )
    .action((name: string, options: CatOptions) => {
      const isJson = session.globals.json === true;
      if (options.output === undefined && (isJson || session.isTerminal)) {
        const why = isJson ? 'With --json the bytes need a place' : 'Stored bytes are not for a terminal';
        return session.answer(
          fail({ code: 'USAGE', message: `${why}: name a file with -o${isJson ? '' : ', or use a pipe'}.` }),
        );
      }
      return session.ask((asked) => answer(asked, name, options, isJson));
    });
}
