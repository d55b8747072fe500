import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/** What `npm start -- --help` prints. */
export const usage = `npm start [-- [DIR] [--grace D] [--retry]]

Opens Stemma on the nirs4all workspace in DIR, or without one on a demo workspace.

  --grace D   how long a file counts as recent, such as 24h, 30m or 0; the demo has 0
  --retry     download Electron now, also when that failed in the last six hours
`;

/**
 * @typedef {object} StartArguments
 * @property {string | null} folder as an absolute path; null for the demo
 * @property {string | null} grace as typed: who is started reads it
 * @property {boolean} retry
 */

/**
 * Reads what follows `npm start --`.
 *
 * @param {readonly string[]} args
 * @param {string} typedIn the folder where it was typed: npm starts scripts in the package's own
 * @returns {StartArguments | { help: true } | { wrong: string }}
 */
export function readArguments(args, typedIn) {
  /** @type {StartArguments} */
  const read = { folder: null, grace: null, retry: false };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--help' || arg === '-h') return { help: true };
    if (arg === '--retry') read.retry = true;
    else if (arg.startsWith('--grace=')) read.grace = arg.slice('--grace='.length);
    else if (arg === '--grace') {
      const value = rest.shift();
      if (value === undefined) return { wrong: '--grace wants a duration, such as 24h or 0' };
      read.grace = value;
    } else if (arg.startsWith('-')) return { wrong: `there is no option ${arg}` };
    else if (read.folder !== null) return { wrong: 'more than one folder' };
    else read.folder = resolve(typedIn, arg);
  }
  if (read.folder !== null && !isFolder(read.folder)) return { wrong: `there is no folder ${read.folder}` };
  return read;
}

/** @param {string} path */
function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
