import { downloadElectron } from './download-electron.mjs';
import { electronPackage, electronVersion, findElectron } from './electron-binary.mjs';
import { forgetFailure, recentFailure, rememberFailure } from './failed-download.mjs';
import { showProgress } from './show-progress.mjs';

/**
 * Finds Electron's program, or downloads it with progress.
 *
 * @param {string} root the checkout, installed
 * @param {{ retry: boolean, log: (line: string) => void,
 *   download?: import('./download-electron.mjs').Download }} options `retry` also after a recent failure
 * @returns {Promise<{ program: string } | { program: null, reason: string }>} `reason` in half a sentence
 */
export async function findOrDownload(root, { retry, log, download }) {
  const folder = electronPackage(root);
  const present = findElectron(folder);
  if (present !== null) return { program: present };
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return { program: null, reason: `there is no Electron in ${override}` };
  const version = electronVersion(folder);
  const failure = retry ? null : recentFailure(root, { version, nowMs: Date.now() });
  if (failure !== null) return { program: null, reason: describeFailure(failure, 'failed a while ago') };
  const progress = showProgress(`Downloading Electron ${version}`);
  log(`Downloading Electron ${version} for the desktop app, once...`);
  try {
    const program = await downloadElectron(folder, { ...download, onProgress: progress.show });
    progress.end();
    forgetFailure(root);
    return { program };
  } catch (error) {
    progress.end();
    if (!(error instanceof Error)) throw error;
    rememberFailure(root, { version, reason: error.message, atMs: Date.now() });
    return { program: null, reason: describeFailure(error.message, 'failed') };
  }
}

/** @param {string} reason @param {string} failed */
function describeFailure(reason, failed) {
  return `downloading Electron ${failed}: ${reason}; "npm start -- --retry" tries again`;
}
