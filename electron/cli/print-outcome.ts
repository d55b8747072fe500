import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import type { Answer, Outcome, Stream } from './answer.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { exitCodeOf, type Failure } from './failure.ts';
import { jsonDocument } from '../../shared/text/json-text.ts';
import type { Output } from './output/output.ts';
import type { Page } from './output/page.ts';
import { writeAll, type Written } from './write-all.ts';

/** Where and how outcomes are printed. */
export interface Printing {
  readonly output: Output;
  readonly errors: Output;
  readonly page: Page;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
}

/** Says on stderr what went wrong. */
function tell(failure: Failure, errors: Output): ExitCode {
  const message = failure.message.split('\n').map(escapeForTerminal).join('\n');
  errors.say(`stemma: ${message}\n`);
  for (const line of failure.lines ?? []) errors.say(`${line}\n`);
  return exitCodeOf(failure.code);
}

/** How the command ends after writing. Once some of the output is out, an error document could only spoil it. */
async function codeAfter(written: Written<Failure | null>, printing: Printing): Promise<ExitCode> {
  switch (written.end) {
    case 'closed':
      return EXIT.done;
    case 'interrupted':
      return tell({ code: 'INTERRUPTED', message: 'Interrupted.' }, printing.errors);
    case 'all':
      if (written.last === null) return EXIT.done;
      return written.isEmpty
        ? await printFailure(written.last, printing)
        : tell(written.last, printing.errors);
  }
}

async function printStream(stream: Stream, printing: Printing): Promise<ExitCode> {
  const pieces = stream.chunks(printing.page);
  try {
    return await codeAfter(await writeAll(pieces, printing.output), printing);
  } finally {
    pieces.return(null);
  }
}

function* withoutFailure(pieces: Iterable<string>): Generator<string, null> {
  yield* pieces;
  return null;
}

async function printAnswer(answer: Answer, printing: Printing): Promise<ExitCode> {
  const pieces = printing.isJson ? jsonDocument(answer.document) : [answer.text(printing.page)];
  const code = await codeAfter(await writeAll(withoutFailure(pieces), printing.output), printing);
  return code === EXIT.done ? (answer.exit ?? code) : code;
}

/** Says what went wrong: to people on stderr and, with `--json`, to programs on stdout. */
export async function printFailure(
  failure: Failure,
  { output, errors, isJson }: Printing,
): Promise<ExitCode> {
  const code = tell(failure, errors);
  if (isJson) {
    const error = { code: failure.code, message: failure.message, ...failure.details };
    await writeAll(jsonDocument({ error }), output);
  }
  return code;
}

/** Prints what a command came to; returns how the process ends. */
export async function printOutcome(outcome: Outcome, printing: Printing): Promise<ExitCode> {
  if (!outcome.ok) return await printFailure(outcome.error, printing);
  const result = outcome.value;
  const code = 'chunks' in result ? await printStream(result, printing) : await printAnswer(result, printing);
  if (!printing.isQuiet) {
    for (const warning of result.warnings ?? [])
      printing.errors.say(`stemma: ${escapeForTerminal(warning)}\n`);
  }
  return code;
}
