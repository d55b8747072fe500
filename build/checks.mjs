import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run.mjs';
import { tallyVitest } from './tally.mjs';

/**
 * What `npm test` checks before the tests. Each tool is started by its JavaScript entry rather than by
 * the wrapper in node_modules/.bin, which is a `.cmd` file on Windows.
 */
export const checks = [
  { title: 'Formatting', args: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
  {
    title: 'Lint and layers',
    args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  },
  { title: 'Types', args: ['node_modules/typescript/bin/tsc', '--build'] },
  { title: 'Unused files, exports and packages', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
];

/** What also precedes the tests that run alone: some start what was built. */
export const build = { title: 'Build', args: ['build/build.mjs'] };

/**
 * Runs one check, showing its output only when it fails.
 *
 * @param {{ title: string, args: string[] }} check
 * @param {{ root: string, node: string }} where
 * @returns {Promise<import('./tally.mjs').Tally>} one passed or one failed
 */
export async function runCheck({ title, args }, { root, node }) {
  const started = heading(title);
  const { code, output } = await run(node, args, { cwd: root });
  if (code !== 0) process.stdout.write(output);
  ending(code === 0, started);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

/**
 * Runs vitest, showing its output as it comes, and counts what its JSON reporter wrote.
 *
 * @param {{ root: string, node: string, long: boolean, args: string[] }} options
 *   `args` go to vitest as they are
 */
export async function runVitest({ root, node, long, args }) {
  const started = heading(long ? 'Tests, long run' : 'Tests');
  const folder = mkdtempSync(join(tmpdir(), 'stemma-test-report-'));
  try {
    const file = join(folder, 'report.json');
    const { code } = await run(
      node,
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...args,
      ],
      {
        cwd: root,
        env: long ? { ...process.env, STEMMA_TEST_LONG: '1' } : process.env,
        show: true,
      },
    );
    ending(code === 0, started);
    return tallyVitest(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} title @returns {number} when it started, in milliseconds */
function heading(title) {
  console.log(`\n${title}`);
  return performance.now();
}

/** @param {boolean} passed @param {number} started */
function ending(passed, started) {
  console.log(`  ${passed ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
