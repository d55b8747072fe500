import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Node that runs Stemma: better-sqlite3's binary crashes the process on Node 20. */
export const oldestNode = 22;

/**
 * Picks the Node that runs the tools and the product: the one that runs this script when it is new
 * enough, otherwise the one that the npm package `node` brought. The package comes second because its
 * install script may be blocked; it leaves a binary on every system, and on Windows beside it an empty
 * file without `.exe`.
 *
 * @param {string} root the checkout
 * @param {{ execPath: string, version: string, platform: string }} [running] the Node that asks
 * @returns {string | undefined} undefined when neither will do, which is so before the first install
 */
export function findNodeBinary(root, running = process) {
  if (majorVersion(running.version) >= oldestNode) return running.execPath;
  const name = running.platform === 'win32' ? 'node.exe' : 'node';
  const packaged = join(root, 'node_modules', 'node', 'bin', name);
  return existsSync(packaged) ? packaged : undefined;
}

/** @param {string} version as in `process.version`, with or without the `v` */
function majorVersion(version) {
  return Number.parseInt(version.replace(/^v/, ''), 10);
}
