import { sep } from 'node:path';
import { isInstalled, recordInstall } from './install-record.mjs';
import { findNodeBinary, oldestNode } from './node-binary.mjs';
import { findNpm } from './npm.mjs';
import { run } from './run.mjs';

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
  log('Installing packages (npm ci)...');
  const { code, output } = await install(root);
  if (code !== 0) {
    log(output);
    log(`The packages could not be installed: npm ended with exit code ${code}.`);
    return false;
  }
  recordInstall(root);
  return true;
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
