/** Shapes that no fixture has: what the rules say about them. */
import { describe, expect, it } from 'vitest';
import { deriveWay } from '../../electron/registry/way/derive-way.ts';
import { wayOf } from '../../electron/registry/way/way-of.ts';
import type { TraceStep } from '../../shared/domain/manifest.ts';
import type { WayItem } from '../../shared/domain/way.ts';
import { PLAIN_STEP, showLine, showWay } from './support.ts';

function step(stepIndex: number, type: string, name: string, more: Partial<TraceStep> = {}): TraceStep {
  return { ...PLAIN_STEP, stepIndex, operatorType: type, operatorClass: name, ...more };
}

function trace(...steps: TraceStep[]): TraceStep[] {
  return steps.map((one, ordinal) => ({ ...one, ordinal }));
}

function item(position: number, stepIndex: number, className: string, more: Partial<WayItem> = {}): WayItem {
  return {
    position,
    shape: 'v3',
    artifactId: `p$${position}:all`,
    chainPath: `s${stepIndex}.${className}`,
    sourceIndex: null,
    branchPath: [],
    stepIndex,
    substepIndex: null,
    foldId: null,
    artifactType: 'transformer',
    className,
    dependsOn: [],
    ...more,
  };
}

const BRANCHES = [
  step(1, 'transform', 'SNV'),
  step(2, 'transform', 'MSC', { branchPath: [0], substepIndex: 0 }),
  step(2, 'model', 'Ridge', { branchPath: [0], substepIndex: 1 }),
  step(2, 'transform', 'PCA', { branchPath: [1], substepIndex: 0 }),
];

describe('a merge', () => {
  it('of features takes no models, and a fork behind it starts at it', () => {
    const steps = trace(
      ...BRANCHES,
      step(3, 'merge', 'features', { operatorConfig: { merge: 'features' } }),
      step(4, 'transform', 'Detrend', { branchPath: [0], substepIndex: 0 }),
      step(4, 'transform', 'Gaussian', { branchPath: [1], substepIndex: 0 }),
    );
    expect(showWay(deriveWay([], steps)).slice(4)).toEqual([
      '4 s3 features structure x0 < 1 3',
      '5 s4 Detrend br 0 sub 0 x0 < 4',
      '6 s4 Gaussian br 1 sub 0 x0 < 4',
    ]);
  });

  it('of predictions takes the features of a branch that has no model', () => {
    const steps = trace(
      ...BRANCHES,
      step(3, 'merge', 'predictions', { operatorConfig: { merge: 'predictions' } }),
    );
    expect(showWay(deriveWay([], steps)).at(-1)).toBe('4 s3 predictions structure x0 < 2 3');
  });

  it('of all takes both', () => {
    const steps = trace(...BRANCHES, step(3, 'merge', 'dict', { operatorConfig: { merge: 'all' } }));
    expect(showWay(deriveWay([], steps)).at(-1)).toBe('4 s3 all structure x0 < 1 2 3');
  });

  it('inside a branch takes that branch alone', () => {
    const steps = trace(
      step(1, 'transform', 'SNV', { branchPath: [0, 0] }),
      step(1, 'transform', 'MSC', { branchPath: [0, 1] }),
      step(1, 'transform', 'PCA', { branchPath: [1] }),
      step(2, 'merge', 'features', { branchPath: [0], operatorConfig: { merge: 'features' } }),
      step(3, 'model', 'Ridge', { branchPath: [0] }),
      step(3, 'model', 'Ridge', { branchPath: [1] }),
    );
    expect(showWay(deriveWay([], steps)).slice(3)).toEqual([
      '3 s2 features br 0 structure x0 < 0 1',
      '4 s3 Ridge br 0 model x0 < 3',
      '5 s3 Ridge br 1 model x0 < 2',
    ]);
  });
});

describe('a step on the trunk behind open branches', () => {
  it('takes all of them', () => {
    const steps = trace(
      ...BRANCHES,
      step(3, 'model', 'Lasso'),
      step(4, 'transform', 'Scale'),
      step(5, 'model', 'SVR'),
    );
    expect(showWay(deriveWay([], steps)).slice(4)).toEqual([
      '4 s3 Lasso model x0 < 1 3',
      '5 s4 Scale x0 < 1 3',
      '6 s5 SVR model x0 < 5',
    ]);
  });
});

describe('sources', () => {
  it('that a step leaves alone go on as they were', () => {
    const items = [
      item(0, 1, 'SNV', { sourceIndex: 0 }),
      item(1, 1, 'SNV', { sourceIndex: 1 }),
      item(2, 2, 'PCA', { sourceIndex: 1 }),
      item(3, 3, 'Ridge', { artifactType: 'model' }),
    ];
    const steps = trace(
      step(1, 'transform', 'SNV', { artifactIds: ['p$0:all', 'p$1:all'] }),
      step(2, 'transform', 'PCA', { artifactIds: ['p$2:all'] }),
      step(3, 'model', 'Ridge', { artifactIds: ['p$3:all'] }),
    );
    expect(showWay(deriveWay(items, steps)).slice(2)).toEqual([
      '2 s2 PCA src 1 < 1',
      '3 s3 Ridge model < 0 2',
    ]);
  });

  it('go through a step that stored nothing', () => {
    const items = [item(0, 1, 'SNV', { sourceIndex: 0 }), item(1, 3, 'PCA', { sourceIndex: 0 })];
    const steps = trace(
      step(1, 'transform', 'SNV', { artifactIds: ['p$0:all'] }),
      step(2, 'transform', 'Detrend'),
      step(3, 'transform', 'PCA', { artifactIds: ['p$1:all'] }),
      step(4, 'model', 'Ridge'),
    );
    expect(showWay(deriveWay(items, steps)).slice(1)).toEqual([
      '1 s2 Detrend x0 < 0',
      '2 s3 PCA src 0 < 1',
      '3 s4 Ridge model x0 < 2',
    ]);
  });
});

describe('records and the steps that name them', () => {
  it('of one id are nodes of their own, and depending on it is ambiguous', () => {
    const twin = { artifactId: 'p$a:all', artifactType: 'model' };
    const meta = { artifactType: 'meta_model', dependsOn: ['p$a:all', 'p$gone:all', 'p$2:all'] };
    const items = [item(0, 1, 'Ridge', twin), item(1, 1, 'Ridge', twin), item(2, 2, 'Ridge', meta)];
    const steps = trace(
      step(1, 'model', 'Ridge', { artifactIds: ['p$a:all'] }),
      step(2, 'model', 'MetaModel'),
    );
    expect(showWay(deriveWay(items, steps))).toEqual([
      '0 s1 Ridge model',
      '1 s1 Ridge model',
      '~2 s2 Ridge meta needs ~0',
    ]);
  });

  it('survive dependencies in a circle', () => {
    const one = item(0, 1, 'Ridge', { artifactType: 'meta_model', dependsOn: ['p$1:all'] });
    const other = item(1, 2, 'Lasso', { artifactType: 'meta_model', dependsOn: ['p$0:all'] });
    const way = deriveWay([one, other], []);
    expect(showWay(way)).toEqual(['~0 s1 Ridge meta needs 1', '~1 s2 Lasso meta needs 0']);
    expect(showLine(way, wayOf(way, 0))).toBe('{1 Lasso} > 0 Ridge');
  });

  it('of several branches make a node in each', () => {
    const items = [item(0, 1, 'PCA', { branchPath: [0, 1] }), item(1, 1, 'PCA', { branchPath: [1, 1] })];
    const steps = trace(
      step(1, 'transform', 'PCA', { branchPath: [1], artifactIds: ['p$0:all', 'p$1:all'] }),
    );
    expect(showWay(deriveWay(items, steps))).toEqual(['0 s1 PCA br 0.1', '1 s1 PCA br 1.1']);
  });

  it('are not believed about another step', () => {
    const steps = trace(step(1, 'transform', 'PCA', { artifactIds: ['p$0:all'] }));
    expect(showWay(deriveWay([item(0, 2, 'PCA')], steps))).toEqual(['0 s1 PCA x0', '~1 s2 PCA < ~0']);
  });

  it('stand before what was stored after them in the same step', () => {
    const model = item(1, 1, 'Ridge', { branchPath: [0], artifactType: 'model' });
    const steps = trace(step(1, 'model', 'Ridge', { branchPath: [0], artifactIds: ['p$1:all'] }));
    expect(showWay(deriveWay([item(0, 1, 'SNV', { branchPath: [0] }), model], steps))).toEqual([
      '~0 s1 SNV br 0',
      '1 s1 Ridge br 0 model < ~0',
    ]);
  });

  it('come last without a step', () => {
    const way = deriveWay([item(0, 1, 'SNV', { stepIndex: null }), item(1, 3, 'PCA')], []);
    expect(showWay(way)).toEqual(['~0 s3 PCA', '~1 snull SNV < ~0']);
  });
});

describe('without a trace', () => {
  it('operators of one step on the trunk stand beside each other, those inside a branch follow each other', () => {
    const items = [
      item(0, 1, 'SNV', { substepIndex: 0 }),
      item(1, 1, 'MSC', { substepIndex: 1 }),
      item(2, 2, 'PCA', { branchPath: [0], substepIndex: 0 }),
      item(3, 2, 'Scale', { branchPath: [0], substepIndex: 1 }),
    ];
    expect(showWay(deriveWay(items, []))).toEqual([
      '~0 s1 SNV sub 0',
      '~1 s1 MSC sub 1',
      '~2 s2 PCA br 0 sub 0 < ~0 ~1',
      '~3 s2 Scale br 0 sub 1 < ~2',
    ]);
  });
});

describe('types and classes of older traces', () => {
  it('are read from the configuration, and a splitter is known by its name', () => {
    const steps = trace(
      step(1, 'operator', 'str', { operatorConfig: 'sklearn.preprocessing.MinMaxScaler' }),
      step(2, 'config', 'dict', { operatorConfig: { class: 'sklearn.model_selection._split.KFold' } }),
      step(3, 'model', 'dict', { operatorConfig: { model: { class: 'a.Ridge' }, name: 'r' } }),
    );
    expect(showWay(deriveWay([], steps))).toEqual([
      '~0 s1 MinMaxScaler x0',
      '~1 s2 KFold splitter x0 after ~0',
      '2 s3 Ridge model x0 < ~0',
    ]);
  });
});
