import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A note inside node_modules that says for which lockfile and which machine it was filled. It goes when
 * the folder goes, and does not fit when a checkout is opened from another system.
 */
const recordFile = join('node_modules', '.stemma-install');

/** @param {string} root the checkout */
export function isInstalled(root) {
  const path = join(root, recordFile);
  return existsSync(path) && readFileSync(path, 'utf8') === describeInstall(root);
}

/** @param {string} root the checkout, just installed */
export function recordInstall(root) {
  if (!existsSync(join(root, 'node_modules'))) return;
  // Renamed into place: copies of a checkout may share the files of node_modules by hard links, and their own records.
  const fresh = join(root, `${recordFile}.new`);
  writeFileSync(fresh, describeInstall(root));
  renameSync(fresh, join(root, recordFile));
}

/** @param {string} root */
function describeInstall(root) {
  const lockfile = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return `${lockfile} ${process.platform} ${process.arch}\n`;
}
