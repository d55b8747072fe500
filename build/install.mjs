import { sep } from 'node:path';
import { isInstalled, recordInstall } from './install-record.mjs';
import { countUnpacked, expectedPackages } from './installed-packages.mjs';
import { findNodeBinary, oldestNode } from './node-binary.mjs';
import { findNpm } from './npm.mjs';
import { run } from './run.mjs';
import { showProgress } from './start/show-progress.mjs';

/** How often the packages are counted while npm works, in milliseconds. */
const lookEvery = 500;

/**
 * Makes node_modules fit package-lock.json, and does nothing when it fits already.
 *
 * @param {string} root the checkout
 * @param {{ install?: (root: string) => Promise<import('./run.mjs').Outcome>,
 *   log?: (line: string) => void }} [options]
 * @returns {Promise<boolean>} whether the tools can run
 */
export async function installMissing(root, { install = runNpm, log = console.log } = {}) {
  if (isInstalled(root)) return true;
  log('Installing packages (npm ci), which takes a minute the first time...');
  const { code, output } = await watchInstall(root, () => install(root));
  if (code !== 0) {
    log(output);
    log(`The packages could not be installed: npm ended with exit code ${code}.`);
    return false;
  }
  recordInstall(root);
  return true;
}

/**
 * Shows how many packages have come while npm works, which says nothing by itself until it is done. Beside them the
 * seconds go on: npm first asks what to install, and last runs the packages' own scripts, and no package comes then.
 *
 * @template T
 * @param {string} root
 * @param {() => Promise<T>} work
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} [output]
 * @returns {Promise<T>} what the work comes to
 */
export async function watchInstall(root, work, output = process.stdout) {
  const folders = expectedPackages(root);
  if (folders.length === 0) return work();
  const started = Date.now();
  const progress = showProgress('Installing', output, { size: 1, name: 'packages' });
  const look = () => {
    const transferred = countUnpacked(root, folders, started);
    const seconds = Math.round((Date.now() - started) / 1000);
    const note = transferred === folders.length ? `running their scripts, ${seconds} s` : `${seconds} s`;
    progress.show({ transferred, total: folders.length }, note);
  };
  const timer = setInterval(look, lookEvery);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    look();
    progress.end();
  }
}

/** There is no Node that Stemma runs on; the message says what to do. */
export class NoNodeError extends Error {}

/**
 * The Node for everything after the install.
 *
 * @param {string} root the checkout
 * @returns {string}
 * @throws {NoNodeError}
 */
export function requireNodeBinary(root) {
  const node = findNodeBinary(root);
  if (node !== undefined) return node;
  throw new NoNodeError(
    `Stemma needs Node ${oldestNode} or newer; this is ${process.version}, and the npm package "node" ` +
      'brought none (its install script may be blocked). Install a newer Node and try again.',
  );
}

/**
 * `npm ci` empties node_modules first. Windows refuses to delete a program that runs, and the Node of
 * the npm package may be the one that runs this: there `npm install` changes only what differs.
 * `--loglevel=error` leaves out the engine warnings of npm under an older Node.
 *
 * @param {string} root
 */
function runNpm(root) {
  const { command, args } = findNpm();
  const runsFromHere = process.platform === 'win32' && process.execPath.includes(`${sep}node_modules${sep}`);
  const verb = runsFromHere ? 'install' : 'ci';
  return run(command, [...args, verb, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root });
}
