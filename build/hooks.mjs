import { root } from './paths.mjs';
import { run } from './run.mjs';

// `npm run hooks`: lets git check what is staged before each commit, in this clone; `npm run hooks -- --off` ends it.
const off = process.argv.includes('--off');
const args = off ? ['--unset', 'core.hooksPath'] : ['core.hooksPath', 'build/hooks'];
const { code, output } = await run('git', ['config', '--local', ...args], { cwd: root });

/** What git ends with where there was nothing to unset. */
const wasNotSet = 5;
if (code !== 0 && !(off && code === wasNotSet)) {
  process.stderr.write(output);
  process.exitCode = 1;
} else {
  console.log(
    off
      ? 'Commits are no longer checked before they are made.'
      : 'Before each commit the format and the plain rules of its files are checked, which takes a second.\n' +
          'npm test checks the rest. To end this: npm run hooks -- --off',
  );
}
