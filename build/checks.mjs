import { run } from './run.mjs';

/**
 * @typedef {{ title: string, args: string[] }} Check
 * @typedef {Check & { code: number, output: string, seconds: number }} DoneCheck
 */

/**
 * What `npm test` checks beside the tests. Each tool is started by its JavaScript entry rather than by
 * the wrapper in node_modules/.bin, which is a `.cmd` file on Windows.
 *
 * @type {readonly Check[]}
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
 * Runs a check without a word.
 *
 * @param {Check} check
 * @param {{ root: string, node: string }} where
 * @returns {Promise<DoneCheck>}
 */
export async function runCheck(check, { root, node }) {
  const started = performance.now();
  const { code, output } = await run(node, check.args, { cwd: root });
  return { ...check, code, output, seconds: (performance.now() - started) / 1000 };
}

/**
 * Says how a check ended, and its output only where it failed.
 *
 * @param {DoneCheck} done
 * @returns {import('./tally.mjs').Tally} one passed or one failed
 */
export function showCheck({ title, code, output, seconds }) {
  const passed = code === 0;
  if (!passed) process.stdout.write(`\n${output}`);
  console.log(`${title} ${passed ? 'passed' : 'FAILED'} in ${seconds.toFixed(1)} s`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** @param {string} title @returns {number} when it started, in milliseconds */
export function heading(title) {
  console.log(`\n${title}`);
  return performance.now();
}

/** @param {boolean} passed @param {number} started */
export function ending(passed, started) {
  console.log(`  ${passed ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
