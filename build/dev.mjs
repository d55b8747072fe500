import { fileURLToPath } from 'node:url';
import { readArguments, usage } from './dev/arguments.mjs';
import { installMissing, requireNodeBinary } from './install.mjs';
import { root } from './paths.mjs';
import { runInForeground } from './start/foreground.mjs';

// `npm run dev`: shows the page while one works on Stemma. Only what is installed can do that, by another Node maybe.

const exitUsage = 2;
const exitFailed = 1;

const { npm_lifecycle_event: script, INIT_CWD: initial } = process.env;
const typedIn = script === 'dev' && initial !== undefined ? initial : process.cwd();
const read = readArguments(process.argv.slice(2), typedIn);

if ('help' in read) {
  process.stdout.write(usage);
} else if ('wrong' in read) {
  process.stderr.write(`npm run dev: ${read.wrong}\n`);
  process.exitCode = exitUsage;
} else if (!(await installMissing(root))) {
  process.exitCode = exitFailed;
} else {
  const node = requireNodeBinary(root);
  if (node === process.execPath) {
    const { develop } = await import('./dev/develop.mjs');
    process.exitCode = await develop(root, read);
  } else {
    const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
    const { code, failure, wasAsked } = await runInForeground(node, args);
    if (failure !== null) throw failure;
    process.exitCode = code ?? (wasAsked ? 0 : exitFailed);
  }
}
