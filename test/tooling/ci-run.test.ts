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
  it('runs npm test once, in CI, and ends with its closing line', () => {
    const { status, lines } = runWith('echo "$3, CI $CI"; echo "7 passed, 0 failed, 2 skipped"');
    expect(lines).toEqual(['test, CI true', '7 passed, 0 failed, 2 skipped']);
    expect(status).toBe(0);
  });

  it('fails when a test fails', () => {
    const { status, lines } = runWith('echo "7 passed, 1 failed"; exit 1');
    expect(lines.at(-1)).toBe('7 passed, 1 failed');
    expect(status).toBe(1);
  });

  it('fails when a test fails though npm says otherwise', () => {
    expect(runWith('echo "7 passed, 1 failed"').status).toBe(1);
  });

  it('fails when the run ends without its closing line', () => {
    const { status, lines } = runWith('echo oops');
    expect(lines.at(-1)).toBe('0 passed, 1 failed');
    expect(status).toBe(1);
  });

  it('fails when the run fails after counting no failure', () => {
    const { status, lines } = runWith('echo "7 passed, 0 failed, 2 skipped"; exit 1');
    expect(lines.at(-1)).toBe('7 passed, 1 failed, 2 skipped');
    expect(status).toBe(1);
  });
});
