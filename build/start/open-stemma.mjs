import { openDemo } from '../demo/open-demo.mjs';
import { cliBundle } from '../paths.mjs';
import { runDesktop } from './desktop.mjs';
import { desktopObstacle, gatherFacts, hasSandboxHelper, sandboxObstacle } from './desktop-obstacle.mjs';
import { electronPackage, findElectron } from './electron-binary.mjs';
import { findOrDownload } from './find-or-download.mjs';
import { runInForeground } from './foreground.mjs';

/**
 * Opens the desktop app where it can show itself, else the browser host, and ends when that ends.
 *
 * @param {string} root the checkout, installed and built
 * @param {import('./arguments.mjs').StartArguments} what
 * @returns {Promise<number>} the exit code
 */
export async function openStemma(root, { folder, grace, retry }) {
  const workspace = folder ?? openDemo(root);
  // The files of the demo are of today for the system, whatever their times say, and so would all be recent.
  const chosen = grace ?? (folder === null ? '0' : null);
  const options = chosen === null ? [] : ['--grace', chosen];
  const facts = gatherFacts();
  const demo = folder === null ? ['--demo'] : [];
  const desktop = await openDesktop(root, { facts, retry, args: [workspace, ...options, ...demo] });
  if (desktop.failed === null) return desktop.code;
  console.log(`Opening Stemma in the browser, not as a desktop app: ${desktop.failed}.`);
  // A browser wants a display as well; without one the address is for another machine's.
  const open = facts.platform === 'linux' && !facts.hasDisplay ? [] : ['--open'];
  const serve = [cliBundle, 'serve', '-w', workspace, ...options, ...open];
  const { code, failure, wasAsked } = await runInForeground(process.execPath, serve);
  if (failure !== null) throw failure;
  return code ?? (wasAsked ? 0 : 1);
}

/**
 * @param {string} root
 * @param {{ facts: import('./desktop-obstacle.mjs').Facts, retry: boolean, args: string[] }} options
 * @returns {ReturnType<typeof runDesktop>}
 */
async function openDesktop(root, { facts, retry, args }) {
  const present = findElectron(electronPackage(root));
  const hasHelper = present !== null && hasSandboxHelper(present);
  const obstacle = desktopObstacle(facts) ?? sandboxObstacle(facts, hasHelper);
  if (obstacle !== null) return { failed: obstacle };
  const found = await findOrDownload(root, { retry, log: console.log });
  if (found.program === null) return { failed: found.reason };
  return runDesktop(found.program, root, args);
}
