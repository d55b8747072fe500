import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Failure } from './failure.ts';
import { jsonDocument } from '../../shared/text/json-text.ts';
import { Output } from './output/output.ts';
import { makePage, wantsColour } from './output/page.ts';
import { WORDS } from '../registry/layouts/layouts.ts';
import { printFailure, printOutcome, type Printing } from './print-outcome.ts';
import { makeProgram } from './program.ts';
import { version } from './version.ts';

/** Whether a flag is among the arguments, asked before they are parsed or where they can't be. */
function hasFlag(args: readonly string[], flag: string): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).includes(flag);
}

/** Commander's message without its `error: `, and with where to read on. */
function usageFailure(error: CommanderError, command: string | undefined): Failure {
  const said = error.message.replace(/^error: /, '');
  const help = command === undefined ? 'stemma --help' : `stemma ${command} --help`;
  return { code: 'USAGE', message: `${said}\nSee: ${help}` };
}

function bugFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'BUG', message: `This is a bug in Stemma: ${message}` };
}

const PRINTS_HELP: ReadonlySet<string> = new Set([
  'commander.help',
  'commander.helpDisplayed',
  'commander.version',
]);

/** Everything that is known before arguments are parsed. */
function printingFor(args: readonly string[], nowMs: number): Printing {
  const output = new Output(process.stdout);
  const errors = new Output(process.stderr);
  const colour = wantsColour(output.isTerminal, !hasFlag(args, '--no-color'), process.env);
  return {
    output,
    errors,
    page: makePage({
      isTerminal: output.isTerminal,
      columns: output.columns,
      colour,
      nowMs,
      namer: WORDS.namer,
    }),
    isJson: hasFlag(args, '--json') || hasFlag(args, '--ndjson'),
    isQuiet: hasFlag(args, '--quiet'),
  };
}

/** Prints help or the version: text, or with `--json` a document, since there is always exactly one. */
async function printHelp(text: string, code: string, { output, isJson }: Printing): Promise<void> {
  if (!isJson) return await output.write(text);
  const document = code === 'commander.version' ? { version: version() } : { help: text };
  for (const piece of jsonDocument(document)) await output.write(piece);
}

/** Runs the command line on its arguments; returns how the process is to end. */
export async function run(args: readonly string[]): Promise<ExitCode> {
  const printing = printingFor(args, Date.now());
  let help = '';
  let code: ExitCode = EXIT.done;
  const program = makeProgram({
    output: printing.output,
    errors: printing.errors,
    print: async (outcome, namer = WORDS.namer) => {
      code = await printOutcome(outcome, { ...printing, page: { ...printing.page, namer } });
    },
    onHelp: (text) => {
      help += text;
    },
  });
  const commandOf = (): string | undefined =>
    program.commands.find((known) => program.args[0] === known.name())?.name();
  try {
    await program.parseAsync(args.length === 0 ? ['--help'] : args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      code = await printFailure(bugFailure(error), printing);
      printing.errors.say(`${error instanceof Error ? error.stack : String(error)}\n`);
    } else if (PRINTS_HELP.has(error.code)) await printHelp(help, error.code, printing);
    else code = await printFailure(usageFailure(error, commandOf()), printing);
  }
  const { problem } = printing.output;
  if (problem === null) return code;
  const failure: Failure = { code: 'CANNOT_WRITE', message: `The output could not be written: ${problem}` };
  return await printFailure(failure, { ...printing, isJson: false });
}
