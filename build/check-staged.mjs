import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireNodeBinary } from './install.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';

// What git runs before a commit, where `npm run hooks` asked for it: format and plain lint rules of the files that are
// staged, as they lie in the working copy. Rules that need types look at all files, and wait for `npm test`.

const linted = /\.(?:ts|tsx|mjs)$/;

process.exitCode = await checkStaged();

/** @returns {Promise<number>} the exit code */
async function checkStaged() {
  if (!existsSync(join(root, 'node_modules', 'prettier'))) {
    console.error('Not checked before the commit: the packages are not installed (npm ci).');
    return 0;
  }
  const names = ['diff', '--cached', '--name-only', '--diff-filter=ACMR', '-z'];
  const listed = await run('git', names, { cwd: root });
  if (listed.code !== 0) {
    process.stderr.write(listed.output);
    return 1;
  }
  const staged = listed.output.split('\0').filter((name) => name !== '' && existsSync(join(root, name)));
  if (staged.length === 0) return 0;
  const node = requireNodeBinary(root);
  const prettier = ['node_modules/prettier/bin/prettier.cjs', '--check', '--ignore-unknown', ...staged];
  const sources = staged.filter((name) => linted.test(name));
  const oxlint = ['node_modules/oxlint/bin/oxlint', '--deny-warnings', ...sources];
  const checks = sources.length === 0 ? [prettier] : [prettier, oxlint];
  const ended = await Promise.all(checks.map((args) => run(node, args, { cwd: root })));
  for (const { code, output } of ended) if (code !== 0) process.stderr.write(output);
  if (ended.every(({ code }) => code === 0)) return 0;
  console.error(
    '\nNothing was committed. npm run format mends the format; git commit --no-verify skips this.',
  );
  return 1;
}
