import type { Command } from 'commander';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { Outcome } from '../answer.ts';
import { desktopArguments, desktopProgram, startDetached, thisMachine } from '../desktop/start-desktop.ts';
import { examples } from '../options/examples.ts';
import { packageRoot } from '../package-root.ts';
import type { Session } from '../session.ts';
import { chooseFolder } from '../workspace/choose-workspace.ts';

async function start(folder: string, graceMs: number | undefined): Promise<Result<void, string>> {
  const root = packageRoot();
  const machine = thisMachine();
  const program = desktopProgram(root, machine);
  if (!program.ok) return program;
  return await startDetached(program.value, desktopArguments(root, folder, graceMs), machine.environment);
}

async function open(session: Session, named: string | undefined): Promise<Outcome> {
  const { workspace, grace } = session.globals;
  const found = chooseFolder(named ?? workspace?.at(-1));
  if (!found.ok) return found;
  const folder = found.value.root;
  const started = await start(folder, grace);
  if (started.ok) {
    return ok({
      document: { workspace: folder },
      text: () => `The desktop app shows ${escapeForTerminal(folder)}\n`,
    });
  }
  const message = `The desktop app can't be started. ${started.error}\nIn a browser instead: stemma serve --open`;
  return fail({ code: 'CANNOT_START', message });
}

/** `stemma open`. */
export function addOpenCommand(program: Command, session: Session): void {
  program
    .command('open')
    .description('The desktop app on the workspace')
    .argument('[dir]', 'the workspace, as -w would name it')
    .addHelpText('after', examples(['open ~/spectra/workspace', 'a window on it']))
    .action(async (named: string | undefined) => await session.answer(await open(session, named)));
}
