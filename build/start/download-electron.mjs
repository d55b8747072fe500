import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { electronPath, electronVersion, findElectron } from './electron-binary.mjs';

/** How long a download may bring nothing before it is given up, in milliseconds. */
const longestSilence = 30_000;

/** @typedef {import('./show-progress.mjs').Progress} Progress in bytes; no total where the server told none */

/**
 * @typedef {object} Download what a test or a user may bend
 * @property {number} [silence] see {@link longestSilence}
 * @property {string} [mirror] an address that serves `v<version>/electron-v<version>-<platform>-<arch>.zip`;
 *   `ELECTRON_MIRROR` and npm's `electron_mirror` say the same, as for Electron's own installer
 * @property {string} [cacheRoot] where downloaded archives are kept; by default where Electron keeps them
 * @property {(progress: Progress) => void} [onProgress]
 * @property {Readonly<Record<string, string>>} [checksums] SHA-256 by the archive's name; by default those that
 *   came with the npm package
 */

/**
 * Downloads Electron's program as the package's own installer does (the same archive, place, cache and
 * checksums), but with progress and with an end: after 30 s without a byte it gives up.
 *
 * @param {string} folder of the npm package `electron`
 * @param {Download} [options]
 * @returns {Promise<string>} the program
 * @throws {Error} with a message for the user, whatever went wrong
 */
export async function downloadElectron(folder, options = {}) {
  const { silence = longestSilence, mirror, cacheRoot, onProgress, checksums } = options;
  const { downloadArtifact } = await import('@electron/get');
  const watch = watchForSilence(silence);
  try {
    const archive = await downloadArtifact({
      version: electronVersion(folder),
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      checksums: checksums ?? JSON.parse(readFileSync(join(folder, 'checksums.json'), 'utf8')),
      ...(cacheRoot === undefined ? {} : { cacheRoot }),
      ...(mirror === undefined ? {} : { mirrorOptions: { mirror } }),
      downloadOptions: {
        quiet: true,
        signal: watch.signal,
        getProgressCallback: async (/** @type {Progress} */ progress) => {
          watch.heard();
          onProgress?.(progress);
        },
      },
    });
    watch.stop();
    return await unpack(archive, folder);
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  } finally {
    watch.stop();
  }
}

/** @param {number} silence in milliseconds */
function watchForSilence(silence) {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new Error(`nothing came for ${Math.round(silence / 1000)} s`));
  let timer = setTimeout(giveUp, silence);
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(timer);
      timer = setTimeout(giveUp, silence);
    },
    stop: () => clearTimeout(timer),
  };
}

/**
 * path.txt goes first and comes last, so that an unpacking that is cut off is not taken for a whole one.
 *
 * @param {string} archive @param {string} folder
 * @returns {Promise<string>} the program
 */
async function unpack(archive, folder) {
  const require = createRequire(join(folder, 'package.json'));
  const { extract } = require('@electron-internal/extract-zip');
  const dist = join(folder, 'dist');
  rmSync(join(folder, 'path.txt'), { force: true });
  rmSync(dist, { recursive: true, force: true });
  await extract(archive, { dir: dist });
  writeFileSync(join(folder, 'path.txt'), electronPath(process.platform));
  const program = findElectron(folder, { platform: process.platform, arch: process.arch, env: {} });
  if (program === null) throw new Error('the archive holds no program');
  return program;
}

/**
 * Node's `fetch` says "fetch failed" and keeps the reason in its cause, which may hold one for each address.
 *
 * @param {unknown} error
 * @returns {string} one line
 */
function reasonOf(error) {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error) innermost = innermost.cause;
  if (innermost instanceof AggregateError) [innermost] = innermost.errors;
  const message = innermost instanceof Error ? innermost.message : String(innermost);
  return message.split('\n', 1)[0] ?? '';
}
