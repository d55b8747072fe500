import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** How long a failed download is not tried again, in milliseconds: six hours. */
const pause = 6 * 60 * 60 * 1000;

/** @param {string} root the checkout @returns {string} in node_modules, so that a new install forgets it */
function noteFile(root) {
  return join(root, 'node_modules', '.cache', 'stemma', 'failed-electron-download.json');
}

/**
 * Remembers that Electron could not be downloaded, so that the next start does not wait in vain again.
 *
 * @param {string} root
 * @param {{ version: string, reason: string, atMs: number }} failure
 */
export function rememberFailure(root, failure) {
  mkdirSync(dirname(noteFile(root)), { recursive: true });
  writeFileSync(noteFile(root), JSON.stringify(failure));
}

/** @param {string} root */
export function forgetFailure(root) {
  rmSync(noteFile(root), { force: true });
}

/**
 * @param {string} root
 * @param {{ version: string, nowMs: number }} now the version that is wanted
 * @returns {string | null} why the last download failed, or null where one may be tried
 */
export function recentFailure(root, { version, nowMs }) {
  let note;
  try {
    note = JSON.parse(readFileSync(noteFile(root), 'utf8'));
  } catch {
    // None, or half of one: then a download is tried, which costs a wait at worst.
    return null;
  }
  const age = nowMs - note.atMs;
  return note.version === version && age >= 0 && age < pause ? String(note.reason) : null;
}
