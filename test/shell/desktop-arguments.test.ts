import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ownArguments, parseArguments } from '../../electron/shell/arguments.ts';

const DAY = 24 * 60 * 60 * 1000;
const cwd = resolve('/home/mara');

describe('the arguments of the desktop app', () => {
  it.each([
    [[], null],
    [['data'], { path: resolve(cwd, 'data'), graceMs: DAY, isDemo: false }],
    [['data', '--grace', '30m'], { path: resolve(cwd, 'data'), graceMs: 1_800_000, isDemo: false }],
    [['--grace=0', '--demo', 'data'], { path: resolve(cwd, 'data'), graceMs: 0, isDemo: true }],
    [['--no-sandbox', 'data', '--inspect=0'], { path: resolve(cwd, 'data'), graceMs: DAY, isDemo: false }],
  ])('%j', (args, value) => {
    expect(parseArguments(args, cwd)).toEqual({ ok: true, value });
  });

  it.each([
    [['--grace']],
    [['--grace', 'soon', 'data']],
    [['--grace=', 'data']],
    [['--grace=-1d']],
    [['a', 'b']],
  ])('%j says what is wrong', (args) => {
    expect(parseArguments(args, cwd)).toEqual({
      ok: false,
      error: expect.stringMatching(/^(The|Give) .+\.?/),
    });
  });

  it('are ours only from behind the app', () => {
    expect(ownArguments(['electron', '--inspect=0', '.', 'data'], false)).toEqual(['--inspect=0', 'data']);
    expect(ownArguments(['stemma', 'data'], true)).toEqual(['data']);
    expect(ownArguments(['electron'], false)).toEqual([]);
  });
});
