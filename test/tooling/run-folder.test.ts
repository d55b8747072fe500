import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseFolder, sweep } from '../support/run-folder.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** The number of a process that was there and is no more. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('the folder of a run', () => {
  it('is the one that was chosen', () => {
    const chosen = temporaryFolder();
    expect(chooseFolder({ STEMMA_TEST_FOLDER: chosen })).toBe(chosen);
    expect(() => chooseFolder({ STEMMA_TEST_FOLDER: join(chosen, 'none') })).toThrow(/ENOENT/);
  });

  it('lies in memory where there is enough, else where the system puts such', () => {
    const memory = temporaryFolder();
    const elsewhere = chooseFolder({}, join(memory, 'none'));
    expect(chooseFolder({}, memory, 0)).toBe(memory);
    expect(chooseFolder({}, memory, Number.POSITIVE_INFINITY)).toBe(elsewhere);
    expect(existsSync(elsewhere)).toBe(true);
  });

  it('holds what tests make', () => {
    expect(dirname(temporaryFolder())).toBe(tmpdir());
    expect(tmpdir()).toMatch(/stemma-tests-\d+-\d+$/);
  });
});

describe('what a run left that was killed', () => {
  it('is swept by the next, and what lives or is not ours is not', () => {
    const parent = temporaryFolder();
    const dead = deadProcess();
    const names = [
      `stemma-tests-7-${dead}`,
      `stemma-tests-7-${process.pid}`,
      `stemma-tests-8-${dead}`,
      `stemma-tests-7-${dead}x`,
      'other',
    ];
    for (const name of names) mkdirSync(join(parent, name, 'deep'), { recursive: true });
    writeFileSync(join(parent, `stemma-tests-7-${dead}`, 'deep', 'file'), 'x');
    sweep(parent, '7');
    expect(names.filter((name) => existsSync(join(parent, name)))).toEqual(names.slice(1));
  });

  it.skipIf(process.platform === 'win32')('is no link to somewhere else', () => {
    const parent = temporaryFolder();
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, join(parent, `stemma-tests-7-${deadProcess()}`));
    sweep(parent, '7');
    expect(existsSync(elsewhere)).toBe(true);
  });
});
