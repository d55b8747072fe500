import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { makeCheckout } from './checkout.ts';

/** Runs .ci/run with a stand-in for npm, a shell script that sees the script's name as `$3`. */
function runWith(npm: string): { status: number | null; lines: readonly string[] } {
  const checkout = makeCheckout({ 'bin/npm': `#!/bin/sh\n${npm}\n` });
  chmodSync(join(checkout, 'bin', 'npm'), 0o755);
  mkdirSync(join(checkout, '.ci'));
  copyFileSync(join(root, '.ci', 'run'), join(checkout, '.ci', 'run'));
  const { status, stdout } = spawnSync('bash', [join(checkout, '.ci', 'run')], {
    env: { ...process.env, PATH: `${join(checkout, 'bin')}${delimiter}${process.env['PATH']}` },
    encoding: 'utf8',
    timeout: 20_000,
  });
  return { status, lines: stdout.trimEnd().split('\n') };
}

describe.skipIf(process.platform === 'win32')('.ci/run', () => {
  it('ends with the sum of both runs', () => {
    const { status, lines } = runWith(
      'if [ "$3" = test ]; then echo "7 passed, 0 failed, 2 skipped"; else echo "5 passed, 0 failed"; fi',
    );
    expect(lines.at(-1)).toBe('12 passed, 0 failed, 2 skipped');
    expect(status).toBe(0);
  });

  it('runs the second also when the first fails, and fails', () => {
    const { status, lines } = runWith(
      'if [ "$3" = test ]; then echo "7 passed, 1 failed"; exit 1; fi; echo "5 passed, 0 failed"',
    );
    expect(lines.at(-1)).toBe('12 passed, 1 failed');
    expect(status).toBe(1);
  });

  it('fails when a run ends without its closing line', () => {
    const { status, lines } = runWith(
      'if [ "$3" = test ]; then echo "7 passed, 0 failed"; else echo oops; exit 3; fi',
    );
    expect(lines.at(-1)).toBe('7 passed, 1 failed');
    expect(status).toBe(1);
  });

  it('fails when a run fails after counting no failure', () => {
    const { status, lines } = runWith('echo "7 passed, 0 failed"; exit 1');
    expect(lines.at(-1)).toBe('14 passed, 2 failed');
    expect(status).toBe(1);
  });
});
