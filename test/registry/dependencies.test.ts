import { describe, expect, it } from 'vitest';
import { find, findFiles, findRecords } from '../../electron/registry/ask/find/find.ts';
import { impactOf } from '../support/impact.ts';
import { recordDetails } from '../../electron/registry/ask/records/show.ts';
import { whyKept } from '../../electron/registry/ask/needs/why.ts';
import { recordNumber, ungraced } from '../support/scanning.ts';
import { P, Q, ask, id, meta, model, workspaceOf } from './stacked.ts';

describe('A dependency', () => {
  it('means the record of its own manifest first, whatever else has that id', () => {
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: { dataset: 'corn', items: [model(P, 'a'), meta(P, 'm', [id(P, 'a')])] },
      [`runs/2025-01-01_corn/${P}`]: { dataset: 'corn', items: [model(P, 'a')] },
    });
    const record = recordNumber(index, id(P, 'm'));
    expect(ask(index, record)).toEqual({
      artifact: { manifest: `runs/corn/${P}/manifest.yaml`, artifact_id: id(P, 'm') },
      direction: 'dependencies',
      nodes: [
        { manifest: `runs/corn/${P}/manifest.yaml`, artifact_id: id(P, 'a'), depth: 1, status: 'resolved' },
      ],
      order: [id(P, 'a')],
    });
  });

  it('else means the one record of its dataset', () => {
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: { dataset: 'corn', items: [model(P, 'a')] },
      [`runs/corn2/${P}`]: { dataset: 'corn2', items: [model(P, 'a')] },
      [`runs/corn/${Q}`]: { dataset: 'corn', items: [meta(Q, 'm', [id(P, 'a')])] },
    });
    expect(ask(index, recordNumber(index, id(Q, 'm'))).nodes).toEqual([
      { manifest: `runs/corn/${P}/manifest.yaml`, artifact_id: id(P, 'a'), depth: 1, status: 'resolved' },
    ]);
  });

  it('means nothing in another dataset, nor in a copy', () => {
    const { index } = workspaceOf({
      [`runs/corn2/${P}`]: { dataset: 'corn2', items: [model(P, 'a')] },
      [`library/${P}`]: { dataset: 'corn', items: [model(P, 'a')] },
      [`runs/corn/${Q}`]: { dataset: 'corn', items: [meta(Q, 'm', [id(P, 'a')])] },
    });
    expect(ask(index, recordNumber(index, id(Q, 'm')))).toMatchObject({
      nodes: [
        { manifest: `runs/corn/${Q}/manifest.yaml`, artifact_id: id(P, 'a'), depth: 1, status: 'unresolved' },
      ],
      order: [id(P, 'a')],
    });
  });

  it('is ambiguous when two manifests of its dataset hold its id, and names those two', () => {
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: { dataset: 'corn', items: [model(P, 'a')] },
      [`runs/2025-01-01_corn/${P}`]: { dataset: 'corn', items: [model(P, 'a')] },
      [`runs/wheat/${P}`]: { dataset: 'wheat', items: [model(P, 'a')] },
      [`library/${P}`]: { dataset: 'corn', items: [model(P, 'a')] },
      [`runs/corn/${Q}`]: { dataset: 'corn', items: [meta(Q, 'm', [id(P, 'a')])] },
    });
    const answer = ask(index, recordNumber(index, id(Q, 'm')), { transitive: true });
    expect(answer.nodes).toEqual([
      {
        manifest: `runs/corn/${Q}/manifest.yaml`,
        artifact_id: id(P, 'a'),
        depth: 1,
        status: 'ambiguous',
        candidates: [`runs/2025-01-01_corn/${P}/manifest.yaml`, `runs/corn/${P}/manifest.yaml`],
      },
    ]);
    expect(answer.order).toEqual([id(P, 'a')]);
  });

  it('is ambiguous when its own manifest holds its id twice', () => {
    const manifest = `runs/corn/${P}/manifest.yaml`;
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: {
        dataset: 'corn',
        items: [model(P, 'a'), model(P, 'a'), meta(P, 'm', [id(P, 'a')])],
      },
      [`runs/2025-01-01_corn/${P}`]: { dataset: 'corn', items: [model(P, 'a')] },
    });
    expect(ask(index, recordNumber(index, id(P, 'm'))).nodes).toMatchObject([
      { status: 'ambiguous', candidates: [manifest] },
    ]);
  });

  it('of a record in a copy means the copy first, then the dataset', () => {
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: { dataset: 'corn', items: [model(P, 'a'), model(P, 'b')] },
      [`library/${Q}`]: { dataset: 'corn', items: [model(P, 'a'), meta(Q, 'm', [id(P, 'a'), id(P, 'b')])] },
    });
    expect(ask(index, recordNumber(index, id(Q, 'm'))).nodes.map(({ manifest }) => manifest)).toEqual([
      `library/${Q}/manifest.yaml`,
      `runs/corn/${P}/manifest.yaml`,
    ]);
  });

  it('is the same in each of two datasets that hold the same ids', () => {
    const items = [model(P, 'a'), meta(P, 'm', [id(P, 'a')])];
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: { dataset: 'corn', items },
      [`runs/wheat/${P}`]: { dataset: 'wheat', items },
    });
    for (const dataset of ['corn', 'wheat']) {
      const manifest = `runs/${dataset}/${P}/manifest.yaml`;
      const down = ask(index, recordNumber(index, id(P, 'm'), manifest), { transitive: true });
      expect(down.nodes).toMatchObject([{ manifest, artifact_id: id(P, 'a') }]);
      const up = ask(index, recordNumber(index, id(P, 'a'), manifest), { reverse: true, transitive: true });
      expect(up).toMatchObject({ direction: 'dependents', nodes: [{ manifest, artifact_id: id(P, 'm') }] });
    }
    expect(findRecords(index, id(P, 'a'))).toHaveLength(2);
  });

  it('that is written twice is one', () => {
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: { dataset: 'corn', items: [model(P, 'a'), meta(P, 'm', [id(P, 'a'), id(P, 'a')])] },
    });
    expect(ask(index, recordNumber(index, id(P, 'm')))).toMatchObject({
      nodes: [{ depth: 1 }],
      order: [id(P, 'a')],
    });
  });

  it('counts only where depends_on says so', () => {
    const config = { source_models: [{ artifact_id: id(P, 'a'), feature_index: 0 }], feature_columns: ['x'] };
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: {
        dataset: 'corn',
        items: [model(P, 'a'), meta(P, 'm', [], { meta_config: config })],
      },
    });
    expect(ask(index, recordNumber(index, id(P, 'm')))).toMatchObject({ nodes: [], order: [] });
  });
});

describe('A source that only meta_config names', () => {
  const config = { source_models: [{ artifact_id: id(P, 'a') }], feature_columns: [] };
  const items = [model(P, 'a'), meta(P, 'm', [], { meta_config: config }), meta(P, 'top', [id(P, 'm')])];
  const { index } = workspaceOf({ [`runs/corn/${P}`]: { dataset: 'corn', items } });

  it('is no dependency on any level, either way', () => {
    const up = ask(index, recordNumber(index, id(P, 'a')), { reverse: true, transitive: true });
    expect(up).toMatchObject({ nodes: [], order: [] });
    const down = ask(index, recordNumber(index, id(P, 'top')), { transitive: true });
    expect(down.order).toEqual([id(P, 'm')]);
  });

  it('is needed all the same', () => {
    const [file = 0] = findFiles(index, `binaries/corn/${items[0]?.['path']}`);
    const { breaks } = impactOf(ungraced(index), { kind: 'file', file });
    expect(breaks.map(({ artifact_id }) => artifact_id)).toEqual([id(P, 'a'), id(P, 'm'), id(P, 'top')]);
  });
});

describe('Dependencies over several levels', () => {
  const items = [
    model(P, 'a'),
    model(P, 'b'),
    meta(P, 'm1', [id(P, 'a'), id(P, 'b')]),
    meta(P, 'm2', [id(P, 'b'), 'gone$x:0']),
    meta(P, 'top', [id(P, 'm1'), id(P, 'm2'), id(P, 'a')]),
  ];
  const { index } = workspaceOf({ [`runs/corn/${P}`]: { dataset: 'corn', items } });
  const number = (name: string) => recordNumber(index, id(P, name));

  it('are all there, with the length of the shortest way', () => {
    const answer = ask(index, number('top'), { transitive: true });
    expect(
      Object.fromEntries(answer.nodes.map((node) => [node.artifact_id, [node.depth, node.status]])),
    ).toEqual({
      [id(P, 'm1')]: [1, 'resolved'],
      [id(P, 'm2')]: [1, 'resolved'],
      [id(P, 'a')]: [1, 'resolved'],
      [id(P, 'b')]: [2, 'resolved'],
      'gone$x:0': [2, 'unresolved'],
    });
  });

  it('come before what depends on them, the artifact itself left out, unresolved ones included', () => {
    const { order } = ask(index, number('top'), { transitive: true });
    expect(order).toHaveLength(5);
    for (const [before, after] of [
      ['a', 'm1'],
      ['b', 'm1'],
      ['b', 'm2'],
    ] as const) {
      expect(order.indexOf(id(P, before))).toBeLessThan(order.indexOf(id(P, after)));
    }
    expect(order.indexOf('gone$x:0')).toBeLessThan(order.indexOf(id(P, 'm2')));
    expect(order.indexOf('gone$x:0')).toBeGreaterThanOrEqual(0);
  });

  it('are but the direct ones without transitive', () => {
    const answer = ask(index, number('top'));
    expect(answer.nodes.map((node) => node.artifact_id)).toEqual([id(P, 'm1'), id(P, 'm2'), id(P, 'a')]);
    expect(answer.order.toSorted()).toEqual([id(P, 'a'), id(P, 'm1'), id(P, 'm2')]);
  });

  it('are found backwards too', () => {
    const answer = ask(index, number('b'), { reverse: true, transitive: true });
    expect(answer.nodes.map((node) => [node.artifact_id, node.depth])).toEqual([
      [id(P, 'm1'), 1],
      [id(P, 'm2'), 1],
      [id(P, 'top'), 2],
    ]);
    expect(answer.order.at(-1)).toBe(id(P, 'top'));
    expect(ask(index, number('b'), { reverse: true }).nodes).toHaveLength(2);
    expect(ask(index, number('top'), { reverse: true, transitive: true }).nodes).toEqual([]);
  });
});

describe('Needs that no manifest writes', () => {
  const folds = [0, 1, 2].map((fold) => model(P, 'pls', { fold_id: fold }));
  const items = [...folds, meta(P, 'm', [id(P, 'pls', 0)], { fold_id: 0 })];

  it('are those of a meta-model for the other folds of its sources', () => {
    const { index } = workspaceOf({ [`runs/corn/${P}`]: { dataset: 'corn', items } });
    const context = ungraced(index);
    for (const fold of [0, 1, 2]) {
      const path = `binaries/corn/${folds[fold]?.['path']}`;
      const [reasons] = whyKept(context, find(index, path));
      expect(reasons?.kept_by).toMatchObject([{ artifact_id: id(P, 'pls', fold), needed_by: [id(P, 'm')] }]);
      const [file = 0] = findFiles(index, path);
      expect(impactOf(context, { kind: 'file', file }).breaks).toMatchObject([
        { artifact_id: id(P, 'pls', fold), needs: path, inferred: false },
        { artifact_id: id(P, 'm'), needs: id(P, 'pls', fold), inferred: fold !== 0 },
      ]);
      expect(ask(index, recordNumber(index, id(P, 'pls', fold)), { reverse: true }).nodes).toHaveLength(
        fold === 0 ? 1 : 0,
      );
    }
  });

  it('go through meta-models of meta-models', () => {
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: { dataset: 'corn', items: [...items, meta(P, 'top', [id(P, 'm', 0)])] },
    });
    const [file = 0] = findFiles(index, `binaries/corn/${folds[2]?.['path']}`);
    const { breaks } = impactOf(ungraced(index), { kind: 'file', file });
    expect(breaks.map((entry) => [entry.artifact_id, entry.inferred])).toEqual([
      [id(P, 'pls', 2), false],
      [id(P, 'm'), true],
      [id(P, 'top'), false],
    ]);
  });

  it('are those of an ambiguous dependency for each record that it may mean', () => {
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: { dataset: 'corn', items: [model(P, 'a')] },
      [`runs/2025-01-01_corn/${P}`]: { dataset: 'corn', items: [model(P, 'a')] },
      [`runs/corn/${Q}`]: { dataset: 'corn', items: [meta(Q, 'm', [id(P, 'a')])] },
    });
    const [file = 0] = findFiles(index, `binaries/corn/${model(P, 'a')['path']}`);
    const { breaks } = impactOf(ungraced(index), { kind: 'file', file });
    expect(breaks.map(({ artifact_id, inferred }) => [artifact_id, inferred]).toSorted()).toEqual([
      [id(P, 'a'), false],
      [id(P, 'a'), false],
      [id(Q, 'm'), true],
    ]);
  });

  it('are none for models of other branches, steps or chains', () => {
    const other = [
      model(P, 'pls', { fold_id: 1, branch_path: [1], artifact_id: 'a$1:1' }),
      model(P, 'pls', { fold_id: 1, step_index: 5, artifact_id: 'b$1:1' }),
      model(P, 'rf', { fold_id: 1, artifact_id: 'c$1:1' }),
      model(P, 'pls', { fold_id: 1, source_index: 1, artifact_id: 'd$1:1' }),
      model(P, 'pls', { fold_id: 1, substep_index: 3, artifact_id: 'f$1:1' }),
      model(P, 'pls', { fold_id: null, artifact_id: 'e$1:all' }),
    ];
    const { index } = workspaceOf({ [`runs/corn/${P}`]: { dataset: 'corn', items: [...items, ...other] } });
    for (const item of other) {
      const details = recordDetails(ungraced(index), recordNumber(index, String(item['artifact_id'])));
      expect(details.siblings).toEqual([]);
    }
    expect(recordDetails(ungraced(index), recordNumber(index, id(P, 'pls', 0))).siblings).toHaveLength(2);
  });
});
