import { describe, expect, it } from 'vitest';
import { askInVain, fixtureWorkspace, stemma, temporaryFolder } from './support.ts';
import { emptyWorkspace, write, writeManifest } from './made-workspace.ts';

describe('wrong usage ends with 2', () => {
  it.each([
    ['an unknown option', ['stats', '--bogus'], "unknown option '--bogus'"],
    ['an unknown command, with the nearest one', ['stat'], 'Did you mean stats?'],
    ['too many arguments', ['stats', 'more'], 'too many arguments'],
    ['a missing argument', ['show'], "missing required argument 'name'"],
    ['a missing option', ['folds', '0001_pls_2daa0a'], "required option '--step <n>' not specified"],
    ['a grace period that is none', ['stats', '--grace', 'tomorrow'], 'such as 24h, 30m or 7d, or 0'],
    ['a limit that is no number', ['list', '--limit', 'ten'], 'Give a whole number from 0.'],
    ['a negative offset', ['list', '--offset', '-1'], 'Give a whole number from 0.'],
    ['step 0', ['folds', 'x', '--step', '0'], 'Give a whole number from 1.'],
    ['an unknown sort key', ['list', '--sort', 'colour'], 'Give one of place, created_at'],
    ['an unknown status', ['files', '--status', 'lost'], 'Give one of referenced, foreign'],
    ['an unknown state', ['pipelines', '--state', 'lost'], 'Give one of complete, failed'],
    ['a fold that is none', ['list', '--fold', 'first'], 'Give a whole number from 0, or all.'],
    ['a branch that is none', ['list', '--branch', '0-1'], 'numbers joined by dots'],
    ['a hash that is none', ['list', '--hash', 'xyz'], 'Give 1 to 64 hex digits.'],
  ])('%s', async (_case, args, says) => {
    const failed = await askInVain(args);
    expect(failed.code).toBe(2);
    expect(failed.error).toMatchObject({ code: 'USAGE', message: expect.stringContaining(says) });
  });

  it('impact wants exactly one thing', async () => {
    const workspace = emptyWorkspace();
    for (const args of [[], ['--dataset', 'a', '--pipeline', 'b']]) {
      const failed = await askInVain(['impact', ...args, '-w', workspace]);
      expect(failed.code).toBe(2);
      expect(failed.error.message).toContain('exactly one of --pipeline');
    }
  });

  it('a pipeline id that several manifests share is refused, with the manifests', async () => {
    const workspace = fixtureWorkspace('several-datasets');
    const failed = await askInVain(['impact', '--pipeline', '0001_base_8eace2', '-w', workspace]);
    expect(failed.code).toBe(2);
    expect(failed.error).toMatchObject({
      code: 'AMBIGUOUS',
      message: expect.stringContaining('--manifest'),
      manifests: ['corn', 'corn2', 'lab_corn'].map((run) => `runs/${run}/0001_base_8eace2/manifest.yaml`),
    });
    const text = await stemma(['impact', '--pipeline', '0001_base_8eace2', '-w', workspace]);
    expect(text).toMatchObject({ code: 2, out: '' });
    expect(text.err).toContain('runs/corn2/0001_base_8eace2/manifest.yaml');
  });
});

describe('what is not there ends with 4', () => {
  const workspace = emptyWorkspace();
  const nowhere = temporaryFolder();

  it('no such folder', async () => {
    const failed = await askInVain(['stats', '-w', '/no/such/folder']);
    expect(failed).toMatchObject({ code: 4, error: { code: 'NO_SUCH_FOLDER' } });
  });

  it('a folder that is no workspace', async () => {
    expect(await askInVain(['stats', '-w', nowhere])).toMatchObject({
      code: 4,
      error: { code: 'NOT_A_WORKSPACE' },
    });
    expect(await askInVain(['stats'], { cwd: nowhere })).toMatchObject({
      code: 4,
      error: { code: 'NOT_A_WORKSPACE' },
    });
  });

  it.each([
    [['show', 'nothing']],
    [['why', 'binaries/corn/nothing.joblib']],
    [['deps', '0001_x_abcdef$000000000000:0']],
    [['folds', 'nothing', '--step', '1']],
    [['impact', '--pipeline', 'nothing']],
    [['impact', '--manifest', 'runs/a/b']],
    [['impact', '--dataset', 'nothing']],
    [['impact', '--file', 'abcdef012345']],
    [['cat', 'nothing', '-o', 'out']],
  ])('%j', async (args) => {
    const failed = await askInVain([...args, '-w', workspace]);
    expect(failed).toMatchObject({ code: 4, error: { code: 'NOT_FOUND' } });
  });

  it('a file that no record names has no record to show, which says what it is', async () => {
    const orphans = fixtureWorkspace('orphans');
    const path = 'runs/wheat/_binaries/PCA_c0673a.joblib';
    const failed = await askInVain(['show', path, '--grace', '0', '-w', orphans]);
    expect(failed).toMatchObject({ code: 4, error: { code: 'NOT_FOUND', file: path, status: 'orphan' } });
  });
});

describe('dependencies', () => {
  it('that go in a circle end with 5 and the ids of the circle', async () => {
    const workspace = emptyWorkspace();
    const id = (letter: string): string => `0001_x_abcdef$${letter.repeat(12)}:0`;
    const item = (letter: string, needs: string): object => ({
      artifact_id: id(letter),
      artifact_type: 'meta_model',
      class_name: 'Ridge',
      path: `meta_model_Ridge_${letter.repeat(12)}.joblib`,
      depends_on: [id(needs)],
    });
    const manifest = writeManifest(workspace, 'corn', '0001_x_abcdef', [
      item('a', 'b'),
      item('b', 'c'),
      item('c', 'b'),
    ] as never);
    const failed = await askInVain(['deps', id('a'), '--transitive', '-w', workspace]);
    expect(failed).toMatchObject({ code: 5, error: { code: 'CYCLE', cycle: [id('b'), id('c')], manifest } });
    const direct = await stemma(['deps', `${manifest}#0`, '-w', workspace, '--json']);
    expect(direct.code).toBe(0);
  });
});

describe('a bug ends with 70', () => {
  it('with its stack on stderr, and a document', async () => {
    const workspace = emptyWorkspace();
    const preload = `import fs from 'node:fs'; import { syncBuiltinESMExports } from 'node:module';
      fs.statSync = () => { throw new TypeError('out of cheese') }; syncBuiltinESMExports();`;
    const ended = await stemma(['stats', '--json', '-w', workspace], { preload });
    expect(ended.code).toBe(70);
    expect(ended.err).toMatch(/TypeError: out of cheese\n\s+at /);
    expect(JSON.parse(ended.out)).toMatchObject({ error: { code: 'BUG' } });
  });
});

describe('errors for people', () => {
  it('go to stderr in words, with nothing on stdout', async () => {
    const ended = await stemma(['list', '--sort', 'colour']);
    expect(ended).toMatchObject({ code: 2, out: '' });
    expect(ended.err).toMatch(
      /^stemma: option '--sort <key>' argument 'colour' is invalid\. .*\nSee: stemma list --help\n$/,
    );
  });

  it('never pass on what could steer a terminal', async () => {
    const workspace = emptyWorkspace();
    write(workspace, 'runs/\u001b[31mred/0001_x_abcdef/manifest.yaml', 'artifacts: {');
    const shown = await stemma(['show', '\u001b]0;title\u0007', '-w', workspace]);
    const stats = await stemma(['stats', '-w', workspace]);
    for (const { out, err } of [shown, stats]) expect(out + err).not.toMatch(/(?!\n)\p{Cc}/u);
    expect(stats.out).toContain(String.raw`runs/\x1b[31mred/0001_x_abcdef/manifest.yaml`);
    const json = await stemma(['stats', '--json', '-w', workspace]);
    expect(json.out).not.toContain('\u001b');
    expect(JSON.parse(json.out)).toMatchObject({
      unreadable: [{ path: 'runs/\u001b[31mred/0001_x_abcdef/manifest.yaml' }],
    });
  });
});
