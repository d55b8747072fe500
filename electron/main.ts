import { join } from 'node:path';
import { app } from 'electron';
import { ownArguments, parseArguments } from './shell/arguments.ts';
import { Desktop } from './shell/desktop.ts';
import { setUpGuards } from './shell/guards.ts';
import type { AskedFolder } from './shell/host-window.ts';
import { openLog, setUpBugLog } from './shell/log.ts';
import { registerAppScheme, setUpProtocol } from './shell/protocol.ts';
import { claimSingleInstance } from './shell/single-instance.ts';

// The desktop app, as a table of contents. The module itself never waits: Electron is ready only after it has ended.

/** The exit code of a command line that can't be right, as in the terminal's `stemma`. */
const USAGE = 2;

/** What was built: `main/` with this file, `preload/` and `renderer/`. */
const out = join(import.meta.dirname, '..');

const log = openLog(app.getPath('logs'));

/** Everything that needs Electron to be ready. */
function setUpDesktop(asked: AskedFolder | null): Desktop {
  const desktop = new Desktop({ preload: join(out, 'preload', 'preload.cjs'), app: join(out, '..') }, log);
  setUpGuards(log);
  setUpProtocol(join(out, 'renderer'));
  desktop.setUpAnswers();
  desktop.setUpMenu();
  desktop.start(asked);
  app.on('activate', (_event, hasWindows) => {
    if (!hasWindows) desktop.start(null);
  });
  return desktop;
}

function start(asked: AskedFolder | null): void {
  const desktop = app.whenReady().then(() => setUpDesktop(asked));
  desktop.catch((error: unknown) => {
    log('Stemma could not start', error);
    app.exit(1);
  });
  const isFirst = claimSingleInstance(asked, (again) => {
    desktop
      .then((running) => running.startAgain(again))
      .catch((error: unknown) => log('A second start did not go well', error));
  });
  // At once, before a window of this one can appear: another one has taken over.
  if (!isFirst) app.exit(0);
}

setUpBugLog(log);
registerAppScheme();
const asked = parseArguments(ownArguments(process.argv, app.isPackaged), process.cwd());
if (asked.ok) {
  start(asked.value);
} else {
  process.stderr.write(`${asked.error}\n`);
  app.exit(USAGE);
}
