import { describe, expect, it } from 'vitest';
import { foldsOf } from '../../electron/registry/ask/chains/folds.ts';
import { expectedFacts, fixtureWorkspace } from '../support/fixtures.ts';
import { manifestNumber, scanned, ungraced } from '../support/scanning.ts';
import { P, model, workspaceOf } from './stacked.ts';

describe('Folds', () => {
  it('of a step come in the order of their numbers, by branch where asked', () => {
    const items = [10, 2, 0, 1].flatMap((fold) =>
      [0, 1].map((branch) => model(P, `b${branch}`, { fold_id: fold, branch_path: [branch] })),
    );
    const transformer = model(P, 't', { fold_id: 0, artifact_type: 'transformer' });
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: {
        dataset: 'corn',
        items: [transformer, ...items, model(P, 'all', { fold_id: null })],
      },
    });
    const manifests = [manifestNumber(index, `runs/corn/${P}/manifest.yaml`)];
    const ask0 = foldsOf(ungraced(index), { manifests, step: 4, branch: [0] });
    expect(ask0.map((record) => record['fold_id'])).toEqual([0, 1, 2, 10]);
    expect(ask0.every((record) => record['chain_path'] === 's4.b0')).toBe(true);
    expect(foldsOf(ungraced(index), { manifests, step: 4 })).toHaveLength(8);
    expect(foldsOf(ungraced(index), { manifests, step: 4, branch: [] })).toEqual([]);
    expect(foldsOf(ungraced(index), { manifests, step: 5 })).toEqual([]);
  });

  it('of the real stacking pipeline include its meta-models', () => {
    const { index } = scanned(fixtureWorkspace('several-datasets'));
    const path = 'runs/corn/0002_stack_87fa7e/manifest.yaml';
    const folds = foldsOf(ungraced(index), { manifests: [manifestNumber(index, path)], step: 7 });
    expect(folds.map((record) => record['fold_id'])).toEqual([0, 1, 2]);
    expect(folds.map((record) => record['artifact_id'])).toEqual(
      expectedFacts('several-datasets')
        .meta_models.filter(({ manifest }) => manifest === path)
        .map(({ artifact_id }) => artifact_id),
    );
  });
});
