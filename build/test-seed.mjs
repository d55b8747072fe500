import { run } from './run.mjs';

/** Where there is no commit, such as in an unpacked archive. */
const WITHOUT_COMMIT = 20261123;

/** The largest that fast-check takes. */
const LARGEST = 0x7fffffff;

/**
 * What property tests draw from: another for each commit, so that more is tried over time, and the same again for the
 * same commit. STEMMA_TEST_SEED says otherwise.
 *
 * @param {string} root the checkout
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ seed: number, origin: string }>} the origin in words, for the first line of a run
 * @throws where STEMMA_TEST_SEED is no whole number: another than the one that was meant would be tried
 */
export async function testSeed(root, env = process.env) {
  const asked = env['STEMMA_TEST_SEED'];
  if (asked !== undefined && asked !== '') {
    const seed = Number(asked);
    if (!Number.isInteger(seed) || Math.abs(seed) > LARGEST)
      throw new Error(`STEMMA_TEST_SEED must be a whole number of at most ${LARGEST}, not ${asked}.`);
    return { seed, origin: 'STEMMA_TEST_SEED' };
  }
  const { code, output } = await run('git', ['rev-parse', 'HEAD'], { cwd: root });
  const commit = output.trim();
  if (code !== 0 || !/^[0-9a-f]{40,}$/.test(commit)) return { seed: WITHOUT_COMMIT, origin: 'no commit' };
  return { seed: seedOfCommit(commit), origin: `commit ${commit.slice(0, 7)}` };
}

/** @param {string} commit its hash in hexadecimal digits */
export function seedOfCommit(commit) {
  return Number.parseInt(commit.slice(0, 8), 16) & LARGEST;
}
