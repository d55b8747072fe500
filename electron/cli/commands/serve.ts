import type { Command } from 'commander';
import { examples } from '../options/examples.ts';
import { port } from '../options/parse.ts';
import type { ServeOptions } from '../serve/serve-window.ts';
import type { Session } from '../session.ts';

const TOKEN_HELP =
  '\nSTEMMA_TOKEN in the environment is a token that stays, for a server that is started again.\n';

/** `stemma serve`. */
export function addServeCommand(program: Command, session: Session): void {
  program
    .command('serve')
    .description(
      'The window in a browser, for this machine alone; prints its URL. -w may be given several times',
    )
    .option('--port <n>', 'where to listen (default: a free port)', port, 0)
    .option('--read-only', 'let the page only look')
    .option('--open', 'open the default browser')
    .addHelpText(
      'after',
      examples(
        ['serve --open', 'the workspace in this folder, in your browser'],
        ['serve -w corn/workspace -w wheat/workspace --read-only', 'two of them, to look at only'],
        ['serve --port 8888', 'a port that stays, for an SSH tunnel'],
      ) + TOKEN_HELP,
    )
    .action(async (options: ServeOptions) => {
      const { serveWindow } = await import('../serve/serve-window.ts');
      await serveWindow(session, options);
    });
}
