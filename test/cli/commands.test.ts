import { readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Impact } from '../support/impact.ts';
import type { ShownRecord } from '../../shared/api/records/records.ts';
import type { Statistics } from '../../shared/api/workspace/statistics.ts';
import { emptyWorkspace, write, writeManifest } from './made-workspace.ts';
import { ask, factsOf, fixtureWorkspace, stemma } from './support.ts';

const COMMANDS = [
  'stats',
  'list',
  'show',
  'pipelines',
  'folds',
  'deps',
  'files',
  'orphans',
  'why',
  'impact',
  'graph',
  'cat',
  'id',
  'clean',
  'trash',
];

describe('help', () => {
  it.each(COMMANDS)('of %s ends with 0 and shows an example', async (command) => {
    const ended = await stemma([command, '--help']);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toContain(`\n  $ stemma ${command} `);
    expect(ended.out).toContain('--workspace <dir>');
  });

  it('is what stemma alone prints', async () => {
    const bare = await stemma([]);
    expect(bare).toMatchObject({ code: 0, err: '' });
    for (const command of COMMANDS) expect(bare.out).toContain(`\n  ${command} `);
    expect((await stemma(['--help'])).out).toBe(bare.out);
  });

  it('and the version are documents with --json', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string;
    };
    expect((await stemma(['--version'])).out).toBe(`${version}\n`);
    expect(JSON.parse((await stemma(['--version', '--json'])).out)).toEqual({ version });
    expect(JSON.parse((await stemma(['stats', '--help', '--json'])).out)).toHaveProperty('help');
  });
});

describe('the workspace', () => {
  const workspace = fixtureWorkspace('corn');

  it.each([
    ['is the current folder', [], workspace],
    ['or the folder workspace in it', [], join(workspace, '..')],
    ['or is named before the command', ['-w', workspace, '--grace', '0', '--quiet'], '/'],
  ])('%s', async (_case, options, cwd) => {
    const ended = await stemma([...options, '--json', 'stats'], { cwd });
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(ended.out)).toMatchObject({ workspace, totals: { manifests: 7 } });
  });

  it('is left as it was', async () => {
    const snapshot = (): unknown => readFileSync(join(workspace, 'runs/corn/0001_pls_2daa0a/manifest.yaml'));
    const before = snapshot();
    await ask(workspace, 'stats');
    expect(snapshot()).toEqual(before);
  });

  it('may hold nothing yet', async () => {
    const ended = await stemma(['stats', '-w', emptyWorkspace()]);
    expect(ended.code).toBe(0);
    expect(ended.out).toContain('No artifacts yet.');
  });
});

describe('the grace period', () => {
  it('keeps young files from being orphans', async () => {
    const workspace = fixtureWorkspace('orphans');
    const orphans = async (...args: string[]): Promise<number> =>
      (await ask<{ totals: { files: number } }>(workspace, 'orphans', ...args)).totals.files;
    expect(await orphans()).toBe(0);
    expect(await orphans('--grace', '7d')).toBe(0);
    expect(await orphans('--grace', '0')).toBe(factsOf('orphans').counts['unreferenced']);
    const text = await stemma(['orphans', '-w', workspace]);
    expect(text.out).toBe(
      'No orphans.\n26 more files may still be claimed by a running pipeline (recent).\n',
    );
  });
});

describe('a manifest that can not be read', () => {
  const workspace = fixtureWorkspace('orphans');
  const path = 'runs/wheat/0003_trees_fac223/manifest.yaml';
  // After it names its dataset: only files of that may be meant.
  truncateSync(join(workspace, path), 300);

  it('comes first in stats, and nothing of its dataset is an orphan', async () => {
    const { out } = await stemma(['stats', '--grace', '0', '-w', workspace]);
    expect(out).toMatch(
      /\n1 manifest can't be read, so nothing of wheat is called an orphan:\n {2}runs\/wheat\/0003_trees_fac223\/manifest\.yaml\S* {2}\S/,
    );
    expect(out.indexOf("can't be read")).toBeLessThan(out.indexOf('On disk'));
    const stats = await ask<Statistics>(workspace, 'stats', '--grace', '0');
    expect(stats.by_dataset['wheat']).toMatchObject({ orphan_files: 0 });
    expect(stats.totals).toMatchObject({ unreadable_manifests: 1 });
    expect(stats.unreadable).toMatchObject([{ path }]);
  });

  it('makes orphans say that they can not be told', async () => {
    const orphans = await ask<{ files: { dataset: string }[]; unreadable: unknown[] }>(
      workspace,
      'orphans',
      '--grace',
      '0',
    );
    expect(new Set(orphans.files.map(({ dataset }) => dataset))).toEqual(new Set(['test_run']));
    expect(orphans).toMatchObject({ unreadable: [{ path }] });
    const { out } = await stemma(['orphans', '--grace', '0', '-w', workspace]);
    expect(out).toContain('none of them is called an orphan');
  });

  it('is warned of on stderr by what it makes uncertain, unless quiet', async () => {
    const warned = await stemma(['impact', '--dataset', 'wheat', '-w', workspace]);
    expect(warned.err).toContain(`${path} can't be read`);
    expect((await stemma(['files', '--quiet', '-w', workspace])).err).toBe('');
  });
});

describe('show', () => {
  const workspace = fixtureWorkspace('branches-stacking');
  const id = '0003_source_stack_f19a6b$304ac81c2863:0';

  it('gives a record with its folds, keepers and what it frees', async () => {
    const { matches } = await ask<{ matches: ShownRecord[] }>(workspace, 'show', id);
    expect(matches).toMatchObject([
      { artifact_id: id, file_status: 'present', frees: { files: 1, bytes: 442 } },
    ]);
    expect(matches[0]?.['siblings']).toMatchObject([
      { artifact_id: id.replace(/0$/, '1') },
      { artifact_id: id.replace(/0$/, '2') },
    ]);
  });

  it('finds the same by place, file and hash', async () => {
    const [match] = (await ask<{ matches: ShownRecord[] }>(workspace, 'show', id)).matches;
    for (const name of [`${match?.manifest}#${match?.position}`, match?.file ?? '', '35c48fd8']) {
      expect((await ask<{ matches: ShownRecord[] }>(workspace, 'show', name)).matches).toEqual([match]);
    }
  });

  it('shows some of many to people, and all to programs', async () => {
    const many = emptyWorkspace();
    const path = 'model_Ridge_abcdef012345.joblib';
    write(many, `binaries/corn/${path}`, 'x');
    const items = Array.from({ length: 25 }, (_, fold) => ({
      artifact_id: `0001_x_abcdef$abcdefabcdef:${fold}`,
      class_name: 'Ridge',
      path,
    }));
    writeManifest(many, 'corn', '0001_x_abcdef', items);
    expect((await ask<{ matches: unknown[] }>(many, 'show', 'abcdef')).matches).toHaveLength(25);
    expect((await ask<{ matches: unknown[] }>(many, 'show', 'abcdef', '--limit', '3')).matches).toHaveLength(
      3,
    );
    expect((await stemma(['show', 'abcdef', '-w', many])).out).toContain(
      '\n5 more records (--limit 25 shows all).\n',
    );
  });

  it('is a page of facts for people', async () => {
    const { out } = await stemma(['show', id, '-w', workspace]);
    expect(out).toMatch(/^Ridge {2}meta_model\n/);
    expect(out).toContain('StandardNormalVariate br 0 sub 0 › PCA sub 1 › Ridge');
  });
});

describe('an id that several manifests hold', () => {
  const workspace = fixtureWorkspace('several-datasets');
  const id = factsOf('several-datasets').meta_models[0]?.artifact_id ?? '';
  const [first] = factsOf('several-datasets').meta_models;

  it('is shown for each, and --manifest picks one', async () => {
    const { matches } = await ask<{ matches: ShownRecord[] }>(workspace, 'show', id);
    expect(matches.length).toBeGreaterThan(1);
    const picked = await ask<{ matches: ShownRecord[] }>(
      workspace,
      'show',
      id,
      '--manifest',
      first?.manifest ?? '',
    );
    expect(picked.matches).toEqual(matches.slice(0, 1));
  });

  it('has its other dependencies in "more"', async () => {
    const answer = await ask<{ artifact: unknown; more: { artifact: unknown }[] }>(workspace, 'deps', id);
    expect(answer.artifact).toEqual({ manifest: first?.manifest, artifact_id: id });
    expect(answer.more.length).toBeGreaterThan(0);
    const one = await ask<object>(workspace, 'deps', id, '--manifest', first?.manifest ?? '');
    expect(one).not.toHaveProperty('more');
  });

  it('is named in what depends on its sources', async () => {
    const source = first?.source_models[0] ?? '';
    const answer = await ask<{ direction: string; nodes: { artifact_id: string }[] }>(
      workspace,
      'deps',
      source,
      '--reverse',
      '--manifest',
      first?.manifest ?? '',
    );
    expect(answer.direction).toBe('dependents');
    expect(answer.nodes.map((node) => node.artifact_id)).toContain(id);
  });

  it('has the same pipelines in folds, unless one is picked', async () => {
    const pipeline = id.slice(0, id.indexOf('$'));
    const step = (await ask<{ matches: ShownRecord[] }>(workspace, 'show', id)).matches[0]?.['step_index'];
    const all = await ask<ShownRecord[]>(workspace, 'folds', pipeline, '--step', String(step));
    const one = await ask<ShownRecord[]>(
      workspace,
      'folds',
      '--manifest',
      first?.manifest ?? '',
      '--step',
      String(step),
    );
    expect(one).toEqual(all.filter((record) => record.manifest === first?.manifest));
    const folds = one.map((record) => Number(record['fold_id']));
    expect(folds).toEqual(folds.toSorted((left, right) => left - right));
    expect(folds.length).toBeGreaterThan(1);
    expect(await ask(workspace, 'folds', pipeline, '--step', '99')).toEqual([]);
  });
});

describe('impact', () => {
  const workspace = fixtureWorkspace('orphans');
  const manifest = 'runs/wheat/0001_keep_8850d6/manifest.yaml';

  it.each([
    ['its id', ['--pipeline', '0001_keep_8850d6']],
    ['its manifest', ['--manifest', manifest]],
    ["its manifest's folder", ['--manifest', 'runs/wheat/0001_keep_8850d6']],
  ])('of a pipeline by %s is what it alone uses', async (_case, args) => {
    const impact = await ask<Impact>(workspace, 'impact', ...args);
    expect(impact.frees.bytes).toBe(factsOf('orphans').exclusive_bytes_by_pipeline[manifest]);
    expect(impact.breaks).toEqual([]);
  });

  it('of a dataset is all of its folder', async () => {
    const impact = await ask<Impact>(workspace, 'impact', '--dataset', 'test_run');
    expect(impact.frees).toEqual({ files: 5, bytes: 16099 });
  });

  it('of a file is what breaks', async () => {
    const file = 'binaries/wheat/model_ExtraTreesRegressor_0988115dd2f2.joblib';
    const impact = await ask<Impact>(workspace, 'impact', '--file', file);
    expect(impact).toMatchObject({
      frees: { files: 1, bytes: 2013 },
      breaks: [{ artifact_id: '0003_trees_fac223$8c12a2bdb3c4:0', needs: file, inferred: false }],
    });
    const text = await stemma(['impact', '--file', '0988115', '-w', workspace]);
    expect(text.out).toContain('Breaks  1 artifact\n');
  });
});

describe('files', () => {
  it('takes several states and a dataset', async () => {
    const workspace = fixtureWorkspace('orphans');
    const files = await ask<{ status: string; dataset: string }[]>(
      workspace,
      'files',
      '--status',
      'orphan',
      '--status',
      'foreign',
      '--dataset',
      'wheat',
      '--grace',
      '0',
    );
    expect(new Set(files.map((file) => file.status))).toEqual(new Set(['orphan', 'foreign']));
    expect(new Set(files.map((file) => file.dataset))).toEqual(new Set(['wheat']));
  });
});

describe('pipelines', () => {
  it('takes a dataset and a state', async () => {
    const workspace = fixtureWorkspace('several-datasets');
    const states = await ask<{ dataset: string }[]>(
      workspace,
      'pipelines',
      '--dataset',
      'corn2',
      '--state',
      'complete',
    );
    expect(states.length).toBeGreaterThan(0);
    expect(new Set(states.map((pipeline) => pipeline.dataset))).toEqual(new Set(['corn2']));
    expect((await stemma(['pipelines', '--dataset', 'nothing', '-w', workspace])).out).toBe(
      'No pipeline matches.\n',
    );
  });
});
