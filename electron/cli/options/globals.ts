import type { Command } from 'commander';
import { duration } from './parse.ts';

/** Options that every command takes, before or after its name. */
export interface GlobalOptions {
  readonly workspace?: string;
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
  /** Milliseconds. */
  readonly grace?: number;
}

/** Declares them. */
export function addGlobalOptions(program: Command): void {
  program
    .option('-w, --workspace <dir>', 'the workspace (default: this folder if it is one, else ./workspace)')
    .option('--json', 'print one JSON document')
    .option('--grace <time>', 'files younger than this count as recent: 24h (default), 30m, 7d, 0', duration)
    .option('--quiet', 'no notices and no progress on stderr')
    .option('--no-color', 'no colour (also: NO_COLOR)');
}
