import { Command } from 'commander';
import { addCatCommand } from './commands/cat.ts';
import { addCleanCommand } from './commands/clean.ts';
import { addDepsCommand } from './commands/deps.ts';
import { addExportCommand } from './commands/export.ts';
import { addFilesCommand } from './commands/files.ts';
import { addFindingsCommand } from './commands/findings.ts';
import { addFoldsCommand } from './commands/folds.ts';
import { addIdCommand } from './commands/id.ts';
import { addGraphCommand } from './commands/graph.ts';
import { addImpactCommand } from './commands/impact.ts';
import { addImportCommand } from './commands/import.ts';
import { addListCommand } from './commands/list.ts';
import { addOrphansCommand } from './commands/orphans.ts';
import { addOpenCommand } from './commands/open.ts';
import { addPipelinesCommand } from './commands/pipelines.ts';
import { addRegisterCommand } from './commands/register.ts';
import { addServeCommand } from './commands/serve.ts';
import { addShowCommand } from './commands/show.ts';
import { addStatsCommand } from './commands/stats.ts';
import { addTrashCommand } from './commands/trash.ts';
import { addWhyCommand } from './commands/why.ts';
import { examples } from './options/examples.ts';
import { addGlobalOptions, type GlobalOptions } from './options/globals.ts';
import type { Output } from './output/output.ts';
import { Session, type Print } from './session.ts';
import { version } from './version.ts';

/** What the command line is built with. */
export interface ProgramOptions {
  readonly output: Output;
  readonly errors: Output;
  readonly print: Print;
  /** Takes what commander prints: help and version. */
  readonly onHelp: (text: string) => void;
}

/** All commands. Parsing throws commander's errors; nothing here ends the process. */
export function makeProgram({ output, errors, print, onHelp }: ProgramOptions): Command {
  const program = new Command('stemma');
  program
    .description(
      'See what is in a nirs4all workspace, where every artifact came from, what needs it, and what it costs on disk.',
    )
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'show this help, or that of a command')
    .exitOverride()
    .configureOutput({ writeOut: onHelp, writeErr: onHelp })
    .configureHelp({ showGlobalOptions: true })
    .usage('<command> [arguments] [options]')
    .addHelpText(
      'after',
      examples(
        ['stats -w ~/spectra/workspace', 'what is there and what it costs'],
        [
          'list --dataset corn --type model --sort -size_bytes --limit 10',
          'the ten largest models of a dataset',
        ],
        ['show a1b2c3d4e5f6', 'everything about the artifacts of a content hash'],
        ['orphans --json', 'the files that nothing names, for a script'],
      ) +
        '\nOnly clean, import, register and trash change the workspace, and only with --apply or clean apply. Exit codes:\n0 done, 1 wrong hash, 2 wrong usage, 3 refused, 4 not found, 5 cycle, 70 bug, 130 interrupted.\n',
    );
  addGlobalOptions(program);
  const session = new Session(() => program.opts<GlobalOptions>(), output, errors, print);
  addStatsCommand(program, session);
  addListCommand(program, session);
  addShowCommand(program, session);
  addPipelinesCommand(program, session);
  addFoldsCommand(program, session);
  addDepsCommand(program, session);
  addFilesCommand(program, session);
  addOrphansCommand(program, session);
  addWhyCommand(program, session);
  addFindingsCommand(program, session);
  addGraphCommand(program, session);
  addImpactCommand(program, session);
  addCatCommand(program, session);
  addIdCommand(program, session);
  addExportCommand(program, session);
  addImportCommand(program, session);
  addRegisterCommand(program, session);
  addCleanCommand(program, session);
  addTrashCommand(program, session);
  addServeCommand(program, session);
  addOpenCommand(program, session);
  return program;
}
