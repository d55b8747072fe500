import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** @typedef {{ platform: NodeJS.Platform, arch: string, env: NodeJS.ProcessEnv }} Machine */

/**
 * The folder of the npm package `electron`. Its main module is never required: under plain Node that starts
 * a download without progress and without an end.
 *
 * @param {string} root the checkout, installed
 */
export function electronPackage(root) {
  return dirname(createRequire(join(root, 'package.json')).resolve('electron/package.json'));
}

/**
 * Where the program lies within Electron's folder, as the package's own installer writes it into path.txt.
 *
 * @param {NodeJS.Platform} platform
 */
export function electronPath(platform) {
  switch (platform) {
    case 'darwin':
      return 'Electron.app/Contents/MacOS/Electron';
    case 'win32':
      return 'electron.exe';
    default:
      return 'electron';
  }
}

/**
 * Finds Electron's program: in the folder that `ELECTRON_OVERRIDE_DIST_PATH` names, else where the package
 * keeps it. An unpacking that was cut off is not taken for one: path.txt is written last.
 *
 * @param {string} folder of the npm package
 * @param {Machine} [machine]
 * @returns {string | null} null where it has to be downloaded first
 */
export function findElectron(folder, { platform, env } = process) {
  const override = env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const program = join(override, electronPath(platform));
    return existsSync(program) ? program : null;
  }
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return null;
  const program = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(program) && isVersionOf(folder) ? program : null;
}

/** @param {string} folder @returns {boolean} whether what lies in dist/ is the package's own version */
function isVersionOf(folder) {
  const unpacked = join(folder, 'dist', 'version');
  if (!existsSync(unpacked)) return false;
  return readFileSync(unpacked, 'utf8').trim().replace(/^v/, '') === electronVersion(folder);
}

/** @param {string} folder of the npm package @returns {string} */
export function electronVersion(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}
