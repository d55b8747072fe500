import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What `npm run dev -- --help` prints. */
export const usage = `npm run dev [-- [DIR] [--grace D] [--port N] [--profile]]

Shows the page of the browser host on the nirs4all workspace in DIR, or without one on the demo workspace, while you
work on Stemma: what changes in renderer/ shows at once, and the core starts again when its code changes.

  --grace D   how long a file counts as recent, such as 24h, 30m or 0; the demo has 0
  --port N    where to listen (default: a free port)
  --profile   write a CPU profile of each thread of the core whenever it ends
`;

/**
 * @typedef {object} DevArguments
 * @property {string | null} folder as an absolute path; null for the demo
 * @property {string | null} grace as typed: the command line reads it
 * @property {number} port 0 for a free one
 * @property {boolean} profile
 */

/**
 * Reads what follows `npm run dev --`.
 *
 * @param {string[]} args
 * @param {string} typedIn the folder where it was typed: npm starts scripts in the package's own
 * @returns {DevArguments | { help: true } | { wrong: string }}
 */
export function readArguments(args, typedIn) {
  const read = parse(args);
  if ('wrong' in read) return read;
  const { values, positionals } = read;
  if (values.help === true) return { help: true };
  if (positionals.length > 1) return { wrong: 'more than one folder' };
  const folder = positionals[0] === undefined ? null : resolve(typedIn, positionals[0]);
  if (folder !== null && !isFolder(folder)) return { wrong: `there is no folder ${folder}` };
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) return { wrong: `${values.port} is no port` };
  return { folder, grace: values.grace ?? null, port, profile: values.profile ?? false };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        grace: { type: 'string' },
        port: { type: 'string' },
        profile: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) return { wrong: error.message };
    throw error;
  }
}

/** @param {string} path */
function isFolder(path) {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
