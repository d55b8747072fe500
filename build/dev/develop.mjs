import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildChanged } from '../build-changed.mjs';
import { openDemo } from '../demo/open-demo.mjs';
import { CoreProcess } from './core-process.mjs';
import { servePage } from './page-server.mjs';
import { watchCore } from './watch-core.mjs';

/**
 * Serves the page from its sources on a workspace, with a core that starts again when its code changes, until Ctrl C.
 *
 * @param {string} root the checkout, installed
 * @param {import('./arguments.mjs').DevArguments} what
 * @returns {Promise<number>} the exit code
 */
export async function develop(root, { folder, grace, port, profile }) {
  // The browser host wants a page of its own too.
  if (!existsSync(join(root, 'out', 'renderer', 'index.html'))) {
    const { code } = await buildChanged(process.execPath, { log: console.log });
    if (code !== 0) return code;
  }
  const workspace = folder ?? openDemo(root);
  // The files of the demo are of today for the system, whatever their times say, and so would all be recent.
  const chosen = grace ?? (folder === null ? '0' : null);
  const profiles = profile ? mkdtempSync(join(tmpdir(), 'stemma-profile-')) : null;
  const built = join(root, 'out', `dev-${process.pid}`);
  // A core starts threads from its files at any time: those of one that runs are never written over.
  const running = `${built}-running`;
  const args = [
    '--enable-source-maps',
    ...(profiles === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`]),
    join(running, 'stemma.mjs'),
    'serve',
    '--json',
    '-w',
    workspace,
    ...(chosen === null ? [] : ['--grace', chosen]),
  ];
  // Vite takes a watched build for one that is shipped, and would leave hot reload out of the page.
  process.env['NODE_ENV'] = 'development';
  const token = randomBytes(32).toString('base64url');
  const core = new CoreProcess(process.execPath, args, token, console.log);
  console.log('Building the core...');
  let starts = Promise.resolve();
  let hasStarted = false;
  const start = async () => {
    const isFirst = !hasStarted;
    await core.stop();
    rmSync(running, { recursive: true, force: true });
    cpSync(built, running, { recursive: true });
    if ((await core.restart()) === null) return;
    hasStarted = true;
    console.log(isFirst ? `The core runs on ${workspace}` : 'The core has started again.');
  };
  /** @type {(value: undefined) => void} */
  let isBuilt = () => undefined;
  const first = new Promise((done) => (isBuilt = done));
  const endWatch = await watchCore(root, built, {
    onStart: () => hasStarted && console.log('The code of the core has changed, building it...'),
    onBuilt: () => {
      starts = starts.then(start);
      void starts.then(() => isBuilt(undefined));
    },
    onFailed: () => {
      // Vite has said why.
      console.error('The core can not be built. What ran before goes on.');
      isBuilt(undefined);
    },
  });
  await first;
  const page = await servePage(root, { port, corePort: () => core.port });
  console.log(`The page is at ${page.url}?token=${token}`);
  console.log('It shows what changes in renderer/ at once. Ctrl C stops all.');
  await interrupted();
  await endWatch();
  await page.close();
  await starts;
  await core.stop();
  for (const made of [built, running]) rmSync(made, { recursive: true, force: true });
  if (profiles !== null) {
    console.log(`${readdirSync(profiles).length} CPU profiles, one of each thread, in ${profiles}`);
  }
  return 0;
}

/** @returns {Promise<void>} waits for a signal that asks to end */
function interrupted() {
  return new Promise((done) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => done());
  });
}
