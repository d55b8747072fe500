import { fileURLToPath } from 'node:url';
import { buildChanged } from './build-changed.mjs';
import { installMissing, NoNodeError, requireNodeBinary } from './install.mjs';
import { root } from './paths.mjs';
import { readArguments, usage } from './start/arguments.mjs';
import { runInForeground } from './start/foreground.mjs';
import { openStemma } from './start/open-stemma.mjs';

// `npm start`: installs what is missing, builds what changed, and opens Stemma.

const exitUsage = 2;
const exitFailed = 1;

const { npm_lifecycle_event: script, INIT_CWD: initial } = process.env;
const typedIn = script === 'start' && initial !== undefined ? initial : process.cwd();
const read = readArguments(process.argv.slice(2), typedIn);

if ('help' in read) {
  process.stdout.write(usage);
} else if ('wrong' in read) {
  process.stderr.write(`npm start: ${read.wrong}\n`);
  process.exitCode = exitUsage;
} else {
  process.exitCode = await start(read).catch(explain);
}

/**
 * @param {import('./start/arguments.mjs').StartArguments} what
 * @returns {Promise<number>} the exit code
 */
async function start(what) {
  if (!(await installMissing(root))) return exitFailed;
  const node = requireNodeBinary(root);
  const { code } = await buildChanged(node, { log: console.log });
  if (code !== 0) return code;
  if (node === process.execPath) return openStemma(root, what);
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const ending = await runInForeground(node, args);
  if (ending.failure !== null) throw ending.failure;
  return ending.code ?? exitFailed;
}

/**
 * What the machine refuses (no space, no permission, no Node) is a line; a bug is shown whole.
 *
 * @param {unknown} error
 * @returns {number} the exit code
 */
function explain(error) {
  if (error instanceof NoNodeError || (error instanceof Error && 'syscall' in error)) {
    process.stderr.write(`npm start: ${error.message}\n`);
    return exitFailed;
  }
  throw error;
}
