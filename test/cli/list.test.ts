import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import type { ShownRecord } from '../../shared/api/records/records.ts';
import { generateWorkspace } from '../bench/generate.ts';
import { scanned, ungraced } from '../support/scanning.ts';
import { emptyWorkspace, writeManifest } from './made-workspace.ts';
import { ask, fixtureWorkspace, stemma, temporaryFolder } from './support.ts';

const field =
  (name: string, value: unknown) =>
  (record: ShownRecord): boolean =>
    record[name] === value;

describe('filters', () => {
  const workspace = fixtureWorkspace('branches-stacking');
  const chain = 's3.StandardNormalVariate[br=0,sub=0]>s3.PCA[br=0,sub=1]>s6.Meta_Ridge[br=0]';
  const manifest = 'runs/wheat/0001_branch_0ea2dd/manifest.yaml';
  const all = ask<ShownRecord[]>(workspace, 'list');

  it.each<[string[], (record: ShownRecord) => boolean]>([
    [['--dataset', 'two_sensors'], field('dataset', 'two_sensors')],
    [['--type', 'encoder'], field('artifact_type', 'encoder')],
    [['--type', 'unknown'], field('artifact_type', undefined)],
    [['--class', 'LGBMRegressor'], field('class_name', 'LGBMRegressor')],
    [['--pipeline', '0001_branch_0ea2dd'], field('pipeline_id', '0001_branch_0ea2dd')],
    [['--manifest', manifest], field('manifest', manifest)],
    [['--manifest', 'runs/wheat/0001_branch_0ea2dd/'], field('manifest', manifest)],
    [
      ['--step', '6', '--type', 'meta_model'],
      (record) => record['step_index'] === 6 && record['artifact_type'] === 'meta_model',
    ],
    [['--branch', '0.1'], (record) => String(record['branch_path']) === '0,1'],
    [['--source', '1'], field('source_index', 1)],
    [['--fold', '2'], field('fold_id', 2)],
    [['--chain', chain], field('chain_path', chain)],
    [
      ['--chain-prefix', 's3.StandardNormalVariate'],
      (record) => String(record['chain_path']).startsWith('s3.StandardNormalVariate'),
    ],
    [['--hash', '35C48FD8ACF'], (record) => String(record['content_hash']).startsWith('sha256:35c48fd8acf')],
    [['--custom-name', 'MetaModel_Ridge'], field('custom_name', 'MetaModel_Ridge')],
    [['--text', 'lgbm WHEAT'], field('class_name', 'LGBMRegressor')],
  ])('%j', async (args, keeps) => {
    const expected = (await all).filter(keeps);
    expect(expected).not.toEqual([]);
    expect(await ask(workspace, 'list', ...args)).toEqual(expected);
  });

  it.each<[string, (record: ShownRecord) => boolean]>([
    ['n_components = 8', (record) => String(record['pipeline_id']).startsWith('0023_range')],
    ['class:SG', field('class_name', 'SavitzkyGolay')],
    ['fit_intercept', (record) => 'fit_intercept' in Object(record['params'])],
    ['"class:PLS"', () => false],
  ])('--text %j is understood as in the window', async (text, keeps) => {
    const expected = (await all).filter(
      (record) => keeps(record) && (text !== 'n_components = 8' || record['class_name'] === 'PLSRegression'),
    );
    expect(await ask(workspace, 'list', '--text', text)).toEqual(expected);
  });

  it('--text and the order by derived chains work out first what a large scan leaves', async () => {
    const large = join(temporaryFolder(), 'large');
    generateWorkspace({ out: large, records: 6000, manifests: 120 });
    const { index } = scanned(large);
    const text = 'StandardScaler n_components>3';
    for (const [args, query, order] of [
      [['--text', text], { text }, { by: 'place' }],
      [['--sort', 'derived_chain'], {}, { by: 'derived_chain' }],
    ] as const) {
      const { records } = listRecords(ungraced(index), query, order, { limit: 6000 });
      expect(records.length).toBeGreaterThan(100);
      // What is equal by its chain keeps the order of the index, in which the reading thread has a part.
      const ids = (shown: readonly ShownRecord[]): string[] =>
        shown.map((record) => `${record.manifest}#${record.position}`).toSorted();
      expect(ids(await ask<ShownRecord[]>(large, 'list', ...args))).toEqual(ids(records));
    }
  });

  it('--text finds the derived chain', async () => {
    const found = await ask<ShownRecord[]>(workspace, 'list', '--text', 'KFold MinMaxScaler');
    expect(found.length).toBeGreaterThan(100);
    expect(found.some((record) => String(record['chain_path']).includes('KFold'))).toBe(false);
  });

  it('--text says what it can’t understand', async () => {
    const { code, err } = await stemma(['list', '--text', 'n_components > many', '-w', workspace]);
    expect(code).toBe(2);
    expect(err).toContain('“n_components >” needs a number, and “many” is none.');
  });

  it('--fold all keeps what all folds share', async () => {
    const shared = await ask<ShownRecord[]>(workspace, 'list', '--fold', 'all');
    expect(shared.length).toBeGreaterThan(0);
    expect(shared.every((record) => (record['fold_id'] ?? null) === null)).toBe(true);
  });

  it('says plainly when nothing matches', async () => {
    const text = await stemma(['list', '--class', 'NoSuchClass', '-w', workspace]);
    expect(text).toMatchObject({ code: 0, out: 'No record matches.\n', err: '' });
    expect(await ask(workspace, 'list', '--class', 'NoSuchClass')).toEqual([]);
  });
});

describe('a long list', () => {
  const workspace = emptyWorkspace();
  const items = Array.from({ length: 1203 }, (_, place) => ({
    artifact_id: `0001_x_abcdef$${place.toString(16).padStart(12, '0')}:all`,
    artifact_type: 'model',
    class_name: 'PLSRegression',
    path: `model_PLSRegression_${place.toString(16).padStart(12, '0')}.joblib`,
    size_bytes: 1000 + (place % 7),
  }));
  writeManifest(workspace, 'corn', '0001_x_abcdef', items);
  const positions = (records: readonly ShownRecord[]): number[] => records.map((record) => record.position);

  it('comes whole, by manifest and position', async () => {
    expect(positions(await ask(workspace, 'list'))).toEqual(items.map((_, place) => place));
  });

  it('streams a record a line', async () => {
    const ended = await stemma(['list', '--ndjson', '-w', workspace]);
    expect(ended).toMatchObject({ code: 0, err: '' });
    const lines = ended.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as ShownRecord);
    expect(positions(lines)).toEqual(items.map((_, place) => place));
  });

  it.each(['-size_bytes', 'size_bytes:desc'])(
    'is sorted by %s, limited and offset over pages',
    async (sort) => {
      const sizes = (
        await ask<ShownRecord[]>(workspace, 'list', '--sort', sort, '--offset', '300', '--limit', '700')
      ).map((record) => Number(record['size_bytes']));
      const expected = items
        .map((item) => item.size_bytes)
        .toSorted((one, other) => other - one)
        .slice(300, 1000);
      expect(sizes).toEqual(expected);
    },
  );

  it('is a table for people, a record a line', async () => {
    const { out } = await stemma(['list', '--limit', '600', '-w', workspace]);
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(603);
    expect(lines[0]).toMatch(/^Artifact +Type +Chain +Size .*State$/);
    expect(lines.at(-1)).toBe('600 records.');
  });

  it('ends quietly when the reader has seen enough', async () => {
    const ended = await stemma(['list', '--ndjson', '-w', workspace], {
      onStart: (child) => child.stdout?.once('data', () => child.stdout?.destroy()),
    });
    expect(ended).toMatchObject({ code: 0, signal: null, err: '' });
  });

  it('--limit 0 is an empty list', async () => {
    expect(await ask(workspace, 'list', '--limit', '0')).toEqual([]);
  });
});
