import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { seedOfCommit, testSeed } from '../../build/test-seed.mjs';
import { temporaryFolder } from '../support/temporary-folder.ts';

it('is made of the commit, and the same for the same', () => {
  expect(seedOfCommit('604a947f00000000000000000000000000000000')).toBe(0x604a947f);
  // fast-check takes 31 bits.
  expect(seedOfCommit('ffffffff00000000000000000000000000000000')).toBe(0x7fffffff);
});

it('is that of the commit that is checked out', async () => {
  const checkout = temporaryFolder();
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Mara', '-c', 'user.email=mara@example.org', ...args], {
      cwd: checkout,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet');
  git('commit', '--quiet', '--allow-empty', '--no-gpg-sign', '-m', 'Begin');
  const commit = git('rev-parse', 'HEAD');
  const { seed, origin } = await testSeed(checkout, {});
  expect(seed).toBe(seedOfCommit(commit));
  expect(origin).toBe(`commit ${commit.slice(0, 7)}`);
});

it('is one that was asked for, and nothing else than a number', async () => {
  expect(await testSeed(root, { STEMMA_TEST_SEED: '7' })).toEqual({ seed: 7, origin: 'STEMMA_TEST_SEED' });
  expect(await testSeed(root, { STEMMA_TEST_SEED: '-7' })).toMatchObject({ seed: -7 });
  for (const STEMMA_TEST_SEED of ['seven', '1.5', '1e20', 'NaN'])
    await expect(testSeed(root, { STEMMA_TEST_SEED }), STEMMA_TEST_SEED).rejects.toThrow(/whole number/);
});

it('is always the same where there is no commit', async () => {
  const folder = mkdtempSync(join(temporaryFolder(), 'archive-'));
  const { seed, origin } = await testSeed(folder, {});
  expect(seed).toBe(20261123);
  expect(origin).toBe('no commit');
});
