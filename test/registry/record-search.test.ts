import { describe, expect, it } from 'vitest';
import { compareTexts } from '../../electron/registry/index/compare-texts.ts';
import { allRows } from '../../electron/registry/index/database.ts';
import { chainLines } from '../../electron/registry/ask/chains/chain-lines.ts';
import { facetsOf, recordTotals } from '../../electron/registry/ask/records/facets.ts';
import { recordList } from '../../electron/registry/ask/records/record-list.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import type { ChainLine } from '../../shared/api/chains/way.ts';
import type { RecordQuery } from '../../shared/api/records/record-filter.ts';
import { parameterPiece } from '../../shared/search/search-terms.ts';
import type { ArtifactRecord } from '../../shared/api/records/records.ts';
import { generateWorkspace } from '../bench/generate.ts';
import { FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { scanAll, scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';
import { v1Item, v1Manifest, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';

type Context = ReturnType<typeof fresh>;

function found(context: Context, text: string): readonly ArtifactRecord[] {
  const page = complete(recordList(context, { text }, { by: 'place', descending: false, limit: 20_000 }));
  if (page === null) throw new Error('there is no page');
  return page.records;
}

const places = (context: Context, text: string): number[] =>
  found(context, text).map(({ position }) => position);

const stacking = fresh(scanned(fixtureWorkspace('branches-stacking')).index);
const old = fresh(scanned(fixtureWorkspace('old-layout')).index);

const shownChain = (groups: ChainLine['groups']): string =>
  groups.map(({ stops }) => stops.map(({ class: name }) => name).join(' + ')).join(' > ');

function linesOf(context: Context): ChainLine[] {
  return complete(
    chainLines(
      context,
      found(context, '').map(({ key }) => key),
    ),
  );
}

describe('a text over records', () => {
  it('finds the derived chain as rows show it, in all fixtures and whatever was made', () => {
    const made = new WorkspaceBuilder();
    generateWorkspace({ out: `${made.root}/made`, records: 3000, manifests: 60 });
    const roots = [...FIXTURES.map(fixtureWorkspace), `${made.root}/made`];
    for (const root of roots) {
      const context = fresh(scanned(root).index);
      const texts = new Map(
        allRows<{ key: string; way: string }>(
          context.index,
          `SELECT m.path || '#' || r.position AS key, d.text AS way FROM record r JOIN manifest m ON m.id = r.manifest_id
           JOIN record_way w ON w.record_id = r.id JOIN dictionary d ON d.id = w.way WHERE r.is_primary`,
        ).map(({ key, way }) => [key, way]),
      );
      for (const { key, groups } of linesOf(context)) expect(texts.get(key), key).toBe(shownChain(groups));
    }
  });

  it('leaves as many records of each class, pipeline, dataset and value as facets say', () => {
    const facets = complete(facetsOf(stacking, { text: 'KFold' }));
    const count = (query: RecordQuery): number =>
      complete(recordTotals(stacking, { text: 'KFold', ...query })).records;
    for (const { value, records } of facets.classes) expect(count({ class: value })).toBe(records);
    for (const { manifest, records } of facets.pipelines) expect(count({ manifest })).toBe(records);
    for (const { value, records } of facets.datasets) expect(count({ dataset: value })).toBe(records);
    expect(facets.parameters.map(({ name }) => name)).toContain('n_components');
    for (const { name, values } of facets.parameters) {
      for (const { value, records } of values) {
        const piece = parameterPiece(name, value);
        if (piece !== null) expect(count({ text: `KFold ${piece}` }), piece).toBe(records);
      }
    }
  });

  it('is put in order by the chain that rows show, and tells it with the parameters', () => {
    const request = { by: 'derived_chain', descending: false, limit: 20_000 } as const;
    const records = complete(recordList(stacking, {}, request))?.records ?? [];
    const lines = complete(
      chainLines(
        stacking,
        records.map(({ key }) => key),
      ),
    );
    const shown = lines.map(({ groups }) => shownChain(groups));
    expect(shown).toEqual(shown.toSorted(compareTexts));
    expect(records.map((record) => record.derived_chain)).toEqual(shown);
    expect(new Set(shown).size).toBeGreaterThan(20);
    const eight = records.filter(({ operator_parameters: parameters }) =>
      parameters.some(({ name, value }) => name === 'n_components' && value === 8),
    );
    expect(new Set(eight.map(({ key }) => key))).toEqual(
      new Set(found(stacking, 'n_components=8').map(({ key }) => key)),
    );
  });

  it('finds what stands in the chain alone, in any order and case', () => {
    const both = found(stacking, 'MinMaxScaler PLSRegression');
    expect(new Set(both.map((record) => record['class_name']))).toContain('Ridge');
    expect(both).toEqual(found(stacking, 'plsregression minmaxscaler'));
    expect(found(stacking, '"KFold > StandardNormalVariate > PLSRegression"').length).toBeGreaterThan(0);
    // Splitters store nothing: only the records behind one have it in their chains.
    const splitters = found(stacking, 'KFold');
    expect(splitters.length).toBeGreaterThan(100);
    expect(splitters.some((record) => record['class_name'] === 'KFold')).toBe(false);
    expect(splitters.length + found(stacking, '-KFold').length).toBe(found(stacking, '').length);
  });

  it.each([
    ['SNV', 'StandardNormalVariate'],
    ['msc', 'MultiplicativeScatterCorrection'],
    ['SG', 'SavitzkyGolay'],
    ['1stDer', 'FirstDerivative'],
    ['PLS', 'PLSRegression'],
  ])('takes %s for %s', (short, name) => {
    const all = found(stacking, name);
    expect(all.length).toBeGreaterThan(0);
    expect(found(stacking, short)).toEqual(expect.arrayContaining([...all]));
    expect(found(stacking, `class:${short}`)).toEqual(found(stacking, `class:${name}`));
  });

  // Counted in the manifests by hand, and by a script over PyYAML.
  it.each([
    [2, 4],
    [3, 46],
    [4, 9],
    [5, 6],
    [8, 3],
  ])('finds the records whose n_components is %i, which are %i', (value, count) => {
    expect(found(stacking, `n_components=${value}`)).toHaveLength(count);
    expect(found(stacking, `n_components = ${value}`)).toHaveLength(count);
    expect(found(stacking, `n_components=${value}.0`)).toHaveLength(count);
  });

  it('compares by size, and tells another value from none', () => {
    expect(found(stacking, 'n_components > 3')).toHaveLength(9 + 6 + 3);
    expect(found(stacking, 'n_components >= 3 n_components<5')).toHaveLength(46 + 9);
    expect(found(stacking, 'n_components != 3')).toHaveLength(4 + 9 + 6 + 3);
    expect(found(stacking, 'n_components > 8')).toEqual([]);
  });

  it('finds the parameters that meta-models have themselves', () => {
    const meta = found(stacking, 'fit_intercept');
    expect(meta.length).toBeGreaterThan(0);
    for (const record of meta) expect(record['params']).toHaveProperty('fit_intercept', true);
    expect(found(stacking, 'fit_intercept=True')).toEqual(meta);
    expect(found(stacking, 'fit_intercept=False')).toEqual([]);
    expect(found(stacking, 'max_iter=None alpha=0.5').length).toBeGreaterThan(0);
  });

  it('finds parameters that stand in the pipeline as it was written alone', () => {
    // Manifests of V1 have no trace.
    expect(found(old, 'n_components=4')).toHaveLength(24);
    expect(found(old, 'n_components=3')).toHaveLength(15);
    const builder = new WorkspaceBuilder();
    const configured = [
      'sklearn.preprocessing._data.MinMaxScaler',
      { model: { class: 'sklearn.cross_decomposition._pls.PLSRegression', params: { n_components: 7 } } },
      {
        class: 'sklearn.svm._classes.SVR',
        params: { kernel: 'rbf', C: 1e3, gamma: null, layers: [100, 50], big: 12345678901234567890n },
      },
    ];
    const steps = [{ step_index: 2, operator_type: 'model', operator_class: 'PLSRegression' }];
    builder.manifest(
      'runs/corn/0001_a_aaaaaa',
      v3Manifest(
        'corn',
        [v3Item('a', { step_index: 2 }), v3Item('b', { step_index: 3, class_name: 'SVR', fold_id: 0 })],
        { pipeline: { steps: configured }, execution_traces: { trace: { steps } } },
      ),
    );
    builder.manifest(
      'runs/corn/0002_b_bbbbbb',
      v1Manifest('corn', [v1Item('c', { step: 2 })], { pipeline: { steps: configured } }),
    );
    const made = fresh(scanned(builder.root).index);
    expect(found(made, 'n_components=7').map(({ manifest }) => manifest)).toEqual([
      'runs/corn/0001_a_aaaaaa/manifest.yaml',
      'runs/corn/0002_b_bbbbbb/manifest.yaml',
    ]);
    for (const text of [
      'kernel=RBF',
      'C=1000',
      'C>=1e3',
      'gamma=None',
      'layers=(100, 50)',
      'big=12345678901234567890',
    ])
      expect(places(made, text), text).toEqual([1]);
    expect(places(made, 'C=100')).toEqual([]);
  });

  it('says nothing of a parameter where several operators may be meant', () => {
    const builder = new WorkspaceBuilder();
    const pls = (count: number): unknown => ({
      class: 'sklearn.cross_decomposition._pls.PLSRegression',
      params: { n_components: count },
    });
    builder.manifest(
      'runs/corn/0001_a_aaaaaa',
      v3Manifest('corn', [v3Item('a', { step_index: 1, substep_index: null })], {
        pipeline: { steps: [{ feature_union: [pls(3), pls(4)] }] },
      }),
    );
    const made = fresh(scanned(builder.root).index);
    expect(found(made, 'n_components=3')).toEqual([]);
    expect(found(made, 'n_components=4')).toEqual([]);
  });

  it('finds nothing where a piece can’t be understood, so that nothing is deleted by mistake', () => {
    expect(found(stacking, 'n_components >')).toEqual([]);
    expect(found(stacking, 'PLS n_components > many')).toEqual([]);
    expect(found(stacking, '-n_components >')).toEqual([]);
  });

  it('looks in one place for what is asked by name', () => {
    const texts: readonly (readonly [string, (record: ArtifactRecord) => boolean])[] = [
      ['class:ridge', (record) => record['class_name'] === 'Ridge'],
      ['dataset:sens', (record) => record.dataset === 'two_sensors'],
      [
        'step:6 type:meta_model',
        (record) => record['step_index'] === 6 && record['artifact_type'] === 'meta_model',
      ],
      ['fold:2', (record) => record['fold_id'] === 2],
      ['fold:all', (record) => (record['fold_id'] ?? null) === null],
      ['type:unknown', (record) => record['artifact_type'] === undefined],
      ['run:wheat', (record) => record.run === 'wheat'],
      ['pipeline:0001_', (record) => String(record['pipeline_id']).startsWith('0001_')],
      ['file:meta_model_', (record) => String(record['path']).startsWith('meta_model_')],
    ];
    for (const [text, fits] of texts) {
      const wanted = found(stacking, '').filter(fits);
      expect(wanted.length, text).toBeGreaterThan(0);
      expect(found(stacking, text), text).toEqual(wanted);
      expect(found(stacking, `-${text.split(' ')[0]}`).length, text).toBeGreaterThan(0);
    }
  });

  it('keeps the parameters that a rescan finds changed, and no others', () => {
    const builder = new WorkspaceBuilder();
    const write = (count: number): void => {
      builder.manifest(
        'runs/corn/0001_a_aaaaaa',
        v3Manifest('corn', [v3Item('a', { step_index: 1 })], {
          pipeline: {
            steps: [
              { class: 'sklearn.cross_decomposition._pls.PLSRegression', params: { n_components: count } },
            ],
          },
        }),
      );
    };
    write(5);
    const workspace = scanned(builder.root);
    write(60);
    scanAll(workspace);
    const made = fresh(workspace.index);
    expect(places(made, 'n_components=60')).toEqual([0]);
    expect(places(made, 'n_components=5')).toEqual([]);
  });
});
