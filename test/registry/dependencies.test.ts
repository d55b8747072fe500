import { describe, expect, it } from 'vitest';
import type { ReadableIndex } from '../../electron/registry/index/database.ts';
import { dependenciesOf, type Dependencies } from '../../electron/registry/ask/needs/dependencies.ts';
import { find, findFiles, findRecords } from '../../electron/registry/ask/find/find.ts';
import { foldsOf } from '../../electron/registry/ask/chains/folds.ts';
import { impactOf } from '../support/impact.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { recordDetails } from '../../electron/registry/ask/records/show.ts';
import { whyKept } from '../../electron/registry/ask/needs/why.ts';
import type { PipelineState } from '../../shared/domain/states.ts';
import { expectedFacts, fixtureWorkspace } from '../support/fixtures.ts';
import { manifestNumber, recordNumber, scanned, twoDaysOn, ungraced } from '../support/scanning.ts';
import {
  WorkspaceBuilder,
  storedName,
  v1Item,
  v1Manifest,
  v3Item,
  v3Manifest,
  type Item,
} from '../support/workspace-builder.ts';

const id = (pipeline: string, name: string, fold: number | 'all' = 0): string =>
  `${pipeline}$${name}:${fold}`;

/** An item of its own bytes: `name` stands in its id, chain and file. */
function model(pipeline: string, name: string, keys: Item = {}): Item {
  const fold = keys['fold_id'] === undefined ? 0 : (keys['fold_id'] as number | null);
  return v3Item(`${pipeline} ${name} ${fold}`, {
    artifact_id: id(pipeline, name, fold ?? 'all'),
    pipeline_id: pipeline,
    chain_path: `s4.${name}`,
    fold_id: fold,
    ...keys,
  });
}

const meta = (pipeline: string, name: string, needs: string[], keys: Item = {}): Item =>
  model(pipeline, name, { artifact_type: 'meta_model', step_index: 7, depends_on: needs, ...keys });

/** A workspace of pipelines by their folders; files of all items are there. */
function workspaceOf(manifests: Record<string, { dataset: string; items: Item[]; keys?: Item }>) {
  const builder = new WorkspaceBuilder();
  for (const [folder, { dataset, items, keys }] of Object.entries(manifests)) {
    builder.manifest(folder, v3Manifest(dataset, items, { pipeline_id: folder.split('/').at(-1), ...keys }));
    for (const item of items) {
      const fold = item['fold_id'] === null ? 'null' : item['fold_id'];
      const name = String(item['artifact_id']).replace(/^.*\$|:.*$/g, '');
      builder.file(`binaries/${dataset}/${item['path']}`, `${item['pipeline_id']} ${name} ${fold}`);
    }
  }
  return { builder, index: scanned(builder.root).index };
}

function ask(
  index: ReadableIndex,
  record: number,
  options: { reverse?: boolean; transitive?: boolean } = {},
): Dependencies {
  const answer = dependenciesOf(index, {
    record,
    reverse: options.reverse === true,
    transitive: options.transitive === true,
  });
  if ('cycle' in answer) throw new Error(`a cycle: ${answer.cycle.join(' ')}`);
  return answer;
}

const P = '0001_p_aaaaaa';
const Q = '0002_q_bbbbbb';

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

describe('Deleting', () => {
  it('a pipeline breaks the meta-models of others that name its records', () => {
    const { index } = workspaceOf({
      [`runs/corn/${P}`]: { dataset: 'corn', items: [model(P, 'a')] },
      [`runs/corn/${Q}`]: {
        dataset: 'corn',
        items: [meta(Q, 'm', [id(P, 'a')]), meta(Q, 'top', [id(Q, 'm')])],
      },
    });
    const numbers = [P, Q].map((name) => manifestNumber(index, `runs/corn/${name}/manifest.yaml`));
    const [first = 0, second = 0] = numbers;
    const context = ungraced(index);
    expect(impactOf(context, { kind: 'pipelines', manifests: [first] }).breaks).toEqual([
      {
        manifest: `runs/corn/${Q}/manifest.yaml`,
        artifact_id: id(Q, 'm'),
        position: 0,
        needs: id(P, 'a'),
        inferred: false,
      },
      {
        manifest: `runs/corn/${Q}/manifest.yaml`,
        artifact_id: id(Q, 'top'),
        position: 1,
        needs: id(Q, 'm'),
        inferred: false,
      },
    ]);
    expect(impactOf(context, { kind: 'pipelines', manifests: [second] }).breaks).toEqual([]);
    expect(impactOf(context, { kind: 'pipelines', manifests: [first, second] }).breaks).toEqual([]);
  });

  it('a pipeline frees its folder and what it alone uses', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'mine');
    builder.store('corn', 'ours');
    builder.storeOld('corn', 'old one');
    const path = builder.manifest(
      `runs/corn/${P}`,
      v3Manifest('corn', [v3Item('mine'), v3Item('ours'), v1Item('old one')]),
    );
    builder.manifest(`runs/corn/${Q}`, v3Manifest('corn', [v3Item('ours')]));
    builder.file(`runs/corn/${P}/Report_best_1.csv`, '12345');
    builder.file(`runs/corn/${P}/deep/folds_1.csv`, '123');
    const { index } = scanned(builder.root);
    const impact = impactOf(ungraced(index), { kind: 'pipelines', manifests: [manifestNumber(index, path)] });
    const manifestBytes = Number(
      index.raw.prepare('SELECT size FROM manifest WHERE path = ?').pluck().get(path),
    );
    expect(impact).toEqual({
      frees: { files: 2, bytes: 11 },
      folder_bytes: manifestBytes + 8,
      shared: { files: 1, bytes: 4 },
      frees_nothing: { files: 0, bytes: 0 },
      breaks: [],
    });
  });

  it('a dataset frees all of its binaries, and lists the copies that break', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'live');
    builder.store('corn', 'unused');
    builder.file('binaries/corn/notes.txt', 'note');
    builder.store('corn', 'exported');
    builder.storeOld('corn', 'old');
    builder.store('wheat', 'other');
    builder.manifest(`runs/corn/${P}`, v3Manifest('corn', [v3Item('live'), v1Item('old')]));
    builder.manifest(`runs/strange/${Q}`, v3Manifest('corn', [v3Item('exported')]));
    builder.manifest(`runs/corn/${Q}`, v3Manifest('wheat', [v3Item('other')]));
    const copy = builder.manifest('exports/x', v3Manifest('corn', [v3Item('exported')]));
    const { index } = scanned(builder.root);
    const impact = impactOf(ungraced(index), { kind: 'dataset', dataset: 'corn' });
    expect(impact.frees).toEqual({ files: 5, bytes: 4 + 6 + 4 + 8 + 3 });
    expect(impact.shared).toEqual({ files: 0, bytes: 0 });
    expect(impact.breaks).toMatchObject([
      { manifest: copy, position: 0, needs: `binaries/corn/${storedName('exported')}`, inferred: false },
    ]);
  });

  it('a file that nothing names breaks nothing', () => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'unused');
    const { index } = scanned(builder.root);
    const [number = 0] = findFiles(index, file);
    expect(impactOf(ungraced(index), { kind: 'file', file: number })).toMatchObject({
      frees: { files: 1, bytes: 6 },
      folder_bytes: 0,
      breaks: [],
    });
    expect(whyKept(twoDaysOn(index), find(index, file))).toEqual([{ file, status: 'orphan', kept_by: [] }]);
  });

  it('a file of a copy breaks the copy', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'live');
    builder.manifest(`runs/corn/${P}`, v3Manifest('corn', [v3Item('live')]));
    builder.manifest('library/x', v3Manifest('corn', [v3Item('live')]));
    const { index } = scanned(builder.root);
    const [number = 0] = findFiles(index, file);
    expect(
      impactOf(ungraced(index), { kind: 'file', file: number })
        .breaks.map(({ manifest }) => manifest)
        .toSorted(),
    ).toEqual(['library/x/manifest.yaml', `runs/corn/${P}/manifest.yaml`]);
    expect(whyKept(ungraced(index), find(index, file))[0]?.kept_by.map(({ kind }) => kind)).toEqual([
      'run',
      'library',
    ]);
  });

  it('a record alone frees its file only where no other record names it', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'mine');
    builder.store('corn', 'ours');
    const items = [v3Item('mine'), v3Item('ours'), v3Item('ours'), v3Item('lost')];
    const path = builder.manifest(`runs/corn/${P}`, v3Manifest('corn', items));
    const { index } = scanned(builder.root);
    const frees = items.map(
      (_item, place) => recordDetails(ungraced(index), recordNumber(index, `${path}#${place}`)).frees,
    );
    const nothing = { files: 0, bytes: 0 };
    expect(frees).toEqual([{ files: 1, bytes: 4 }, nothing, nothing, nothing]);
  });

  it('says why for a record, a path and a hash alike', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'live');
    const manifest = builder.manifest(
      `runs/corn/${P}`,
      v3Manifest('corn', [v3Item('live'), v3Item('lost', { artifact_id: 'lost$1:0' })]),
    );
    const { index } = scanned(builder.root);
    const context = ungraced(index);
    const digits = /_([0-9a-f]{12})\./.exec(file)?.[1] ?? '';
    const wanted = whyKept(context, find(index, file));
    expect(wanted).toMatchObject([
      { file, status: 'referenced', kept_by: [{ kind: 'run', manifest, position: 0 }] },
    ]);
    for (const name of [
      `./${file}`,
      storedName('live'),
      digits,
      digits.slice(0, 6),
      `sha256:${digits}`,
      `${manifest}#0`,
    ]) {
      expect(whyKept(context, find(index, name))).toEqual(wanted);
    }
    expect(whyKept(context, find(index, 'lost$1:0'))).toEqual([
      { file: `binaries/corn/${storedName('lost')}`, status: 'missing', kept_by: [] },
    ]);
    expect(find(index, 'nothing of the kind')).toEqual({ records: [], files: [] });
  });
});

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

describe('The state of a pipeline', () => {
  const untraced = { execution_traces: undefined };
  const traced = v3Manifest('corn', [v3Item('a')]);

  function states(prepare: (builder: WorkspaceBuilder) => void): Record<string, PipelineState[]> {
    const builder = new WorkspaceBuilder();
    prepare(builder);
    const { index } = scanned(builder.root);
    const of = (context: Parameters<typeof listPipelines>[0]) =>
      listPipelines(context).map(({ state }) => state);
    return {
      young: of({ ...twoDaysOn(index), nowMs: Date.now() }),
      old: of(twoDaysOn(index)),
      ungraced: of(ungraced(index)),
    };
  }

  it('is complete when it has its trace', () => {
    expect(states((builder) => builder.manifest(`runs/corn/${P}`, traced))).toEqual({
      young: ['complete'],
      old: ['complete'],
      ungraced: ['complete'],
    });
  });

  it.each([
    ['of its run, though of another version', `runs/corn/${Q}`, '0.5.9'],
    ['of its version, in another run', `runs/wheat/${Q}`, '0.6.2'],
    ['of its version, a copy', `library/${Q}`, '0.6.2'],
  ])('is failed, or running while young, when another one has a trace: %s', (_what, folder, version) => {
    const found = states((builder) => {
      builder.manifest(`runs/corn/${P}`, v3Manifest('corn', [v3Item('a')], untraced));
      builder.manifest(folder, v3Manifest('other', [v3Item('b', { nirs4all_version: version })]));
    });
    const first = Object.fromEntries(Object.entries(found).map(([when, list]) => [when, list[0]]));
    expect(first).toEqual({ young: 'running', old: 'failed', ungraced: 'failed' });
  });

  it('is unknown when no other one of its run or version has a trace', () => {
    const found = states((builder) => {
      builder.manifest(`runs/corn/${P}`, v3Manifest('corn', [v3Item('a')], untraced));
      builder.manifest(`runs/wheat/${Q}`, v3Manifest('wheat', [v3Item('b', { nirs4all_version: '0.5.9' })]));
    });
    expect(found['old']?.[0]).toBe('unknown');
    expect(found['young']?.[0]).toBe('unknown');
  });

  it('is unknown when neither it nor the other one names its version', () => {
    const found = states((builder) => {
      builder.manifest(
        `runs/corn/${P}`,
        v3Manifest('corn', [v3Item('a', { nirs4all_version: undefined })], untraced),
      );
      builder.manifest(`runs/wheat/${Q}`, v3Manifest('wheat', [v3Item('b', { nirs4all_version: '' })]));
    });
    expect(found['old']?.[0]).toBe('unknown');
  });

  it('is unknown for V1, which writes no traces', () => {
    const found = states((builder) => {
      builder.manifest(`runs/corn/${P}`, v1Manifest('corn', [v1Item('a', { nirs4all_version: '0.6.2' })]));
      builder.manifest(`runs/corn/${Q}`, traced);
    });
    expect(found['old']).toEqual(['unknown', 'complete']);
  });

  it('is running while its dataset is written to, though its manifest is old', () => {
    const builder = new WorkspaceBuilder();
    builder.manifest(`runs/corn/${P}`, v3Manifest('corn', [], untraced));
    builder.manifest(`runs/corn/${Q}`, traced);
    builder.store('corn', 'young');
    const { index } = scanned(builder.root);
    const [row] = listPipelines(twoDaysOn(index), { state: 'failed' });
    expect(row?.pipeline_id).toBe('0001_pls_aaaaaa');
    expect(listPipelines({ ...ungraced(index), graceMs: 60_000 }, { state: 'running' })).toHaveLength(1);
  });

  it('is unreadable when its manifest is', () => {
    expect(states((builder) => builder.manifest(`runs/corn/${P}`, 'a: ['))['old']).toEqual(['unreadable']);
  });

  it('of real ones is failed for the two that failed', () => {
    const { index } = scanned(fixtureWorkspace('orphans'));
    const failed = listPipelines(ungraced(index), { state: 'failed' }).map(({ manifest }) => manifest);
    const wanted = expectedFacts('orphans').manifests.filter((manifest) => !manifest.has_execution_traces);
    expect(failed).toEqual(wanted.map(({ path }) => path));
    expect(failed).toHaveLength(2);
    expect(listPipelines(ungraced(index), { state: 'complete', dataset: 'wheat' })).toHaveLength(3);
  });
});
