import type { Command } from 'commander';
import { duration, several } from './parse.ts';

/** Options that every command takes, before or after its name. */
export interface GlobalOptions {
  /** In the order in which they were given; most commands take the last. */
  readonly workspace?: readonly string[];
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
  /** Milliseconds. */
  readonly grace?: number;
}

/** Declares them. */
export function addGlobalOptions(program: Command): void {
  program
    .option(
      '-w, --workspace <dir>',
      'the workspace (default: this folder if it is one, else ./workspace)',
      several((text) => text),
    )
    .option('--json', 'print one JSON document')
    .option('--grace <time>', 'files younger than this count as recent: 24h (default), 30m, 7d, 0', duration)
    .option('--quiet', 'no notices and no progress on stderr')
    .option('--profile', 'write a CPU profile of each thread into a new folder, and say where')
    .option('--no-color', 'no colour (also: NO_COLOR)');
}
