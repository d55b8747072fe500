import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { workspacePath } from '../../electron/cli/workspace/paths.ts';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { find } from '../../electron/registry/ask/find/find.ts';
import { whyKept } from '../../electron/registry/ask/needs/why.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { spelledDataset } from '../../electron/registry/state/spelled.ts';
import { ignoringCase } from '../support/ignoring-case.ts';
import { scanAll, scanned, ungraced } from '../support/scanning.ts';
import { storedName, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { AGREED, apply, clean, cleaningOf, codeOf, planned, snapshot, sure } from './support.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

/** What the field made: the first run called its dataset Wheat, the second wheat, and both wrote into the folder of the first. */
function field(): { readonly root: string; readonly orphan: string; readonly manifests: readonly string[] } {
  const builder = new WorkspaceBuilder();
  for (const content of ['one', 'two', 'three', 'four']) builder.store('Wheat', content);
  const orphan = builder.store('Wheat', 'nobody');
  const manifests = [
    builder.manifest('runs/Wheat/0001_a_aaaaaa', v3Manifest('Wheat', [v3Item('one'), v3Item('two')])),
    builder.manifest(
      'runs/Wheat/0002_b_bbbbbb',
      v3Manifest('wheat', [v3Item('three'), v3Item('four')], { uid: 'two' }),
    ),
  ];
  return { root: builder.root, orphan, manifests };
}

describe('Two spellings of a dataset on a disk that ignores case', () => {
  it('are one dataset in lists and statistics, as the disk spells it', () => {
    const { root } = field();
    const context = ungraced(scanned(root, { fs: ignoringCase() }).index);
    const { totals, by_dataset: byDataset } = complete(statistics(context));
    expect(totals).toMatchObject({ records: 4, missing_records: 0, referenced_files: 4, orphan_files: 1 });
    expect(Object.keys(byDataset)).toEqual(['Wheat']);
    expect(byDataset['Wheat']).toMatchObject({ records: 4, files: 5, manifests: 2 });
    expect(listPipelines(context).map(({ dataset }) => dataset)).toEqual(['Wheat', 'Wheat']);
    expect(new Set(listFiles(context, {}).map(({ dataset }) => dataset))).toEqual(new Set(['Wheat']));
    const { records } = listRecords(context, { dataset: 'Wheat' }, { by: 'place' }, { limit: 10 });
    expect(records.map(({ dataset }) => dataset)).toEqual(['Wheat', 'Wheat', 'Wheat', 'Wheat']);
  });

  it('are two where the disk tells them apart', () => {
    const { root } = field();
    const { index } = scanned(root);
    expect(Object.keys(complete(statistics(ungraced(index))).by_dataset).toSorted()).toEqual([
      'Wheat',
      'wheat',
    ]);
    expect(spelledDataset(index, 'WHEAT')).toBe('WHEAT');
  });

  it('stay one, and no other than a scan from nothing finds, when the folder gets another name', () => {
    const { root } = field();
    const fs = ignoringCase();
    const { workspace } = cleaningOf(root, { fs });
    const names = (): string[] => Object.keys(complete(statistics(ungraced(workspace.index))).by_dataset);
    scanAll(workspace);
    expect(names()).toEqual(['Wheat']);
    renameSync(join(root, 'binaries/Wheat'), join(root, 'binaries/WHEAT'));
    scanAll(workspace);
    expect(names()).toEqual(['WHEAT']);
    renameSync(join(root, 'binaries'), join(root, 'elsewhere'));
    scanAll(workspace);
    expect(names()).toEqual(
      Object.keys(complete(statistics(ungraced(scanned(root, { fs }).index))).by_dataset),
    );
    expect(names()).toEqual(['Wheat']);
  });

  it('are told apart again once the disk does', () => {
    const { root } = field();
    let isIgnoring = true;
    const [ignoring, telling] = [ignoringCase(), cleaningOf(root).workspace.fs];
    const fs = new Proxy(ignoring, {
      get: (_target, name) =>
        Reflect.get(isIgnoring ? ignoring : { ...ignoring, ...telling }, name) as unknown,
    });
    const { workspace } = cleaningOf(root, { fs });
    scanAll(workspace);
    isIgnoring = false;
    scanAll(workspace);
    expect(Object.keys(complete(statistics(ungraced(workspace.index))).by_dataset).toSorted()).toEqual([
      'Wheat',
      'wheat',
    ]);
  });

  it.each(['wheat', 'WHEAT', 'Wheat'])('go together, named %s, and nothing else would break', (typed) => {
    const { root, manifests } = field();
    const cleaning = cleaningOf(root, { fs: ignoringCase() });
    const plan = sure(planned(cleaning, { kind: 'dataset', dataset: typed }));
    expect(plan).toMatchObject({ subject: 'Wheat', breaks: [] });
    expect(plan.pipelines.map(({ manifest }) => manifest)).toEqual(manifests);
    expect(codeOf(apply(cleaning, plan))).toBe('NOT_CONFIRMED');
    expect(sure(apply(cleaning, plan, { ...AGREED, dataset: typed })).skipped).toEqual([]);
    expect(existsSync(join(root, 'binaries/Wheat', storedName('three')))).toBe(false);
  });

  it.each([
    [
      'a stored file',
      `binaries/wheat/${storedName('three').toUpperCase()}`,
      `binaries/Wheat/${storedName('three')}`,
    ],
    ['a manifest', 'RUNS/wheat/0002_B_bbbbbb/Manifest.yaml', 'runs/Wheat/0002_b_bbbbbb/manifest.yaml'],
    ['its folder', 'runs/wheat/0002_B_bbbbbb', 'runs/Wheat/0002_b_bbbbbb'],
    ['an item', 'runs/WHEAT/0002_b_bbbbbb/manifest.yaml#1', 'runs/Wheat/0002_b_bbbbbb/manifest.yaml#1'],
    ['nothing that is there', 'binaries/wheat/none', 'binaries/wheat/none'],
    ['an artifact id', '0001_a$7c1fa10edc2c:all', '0001_a$7c1fa10edc2c:all'],
  ])('let %s be named in any spelling', (_what, typed, expected) => {
    const { root } = field();
    const { workspace } = cleaningOf(root, { fs: ignoringCase() });
    scanAll(workspace);
    expect(workspacePath(workspace, typed)).toBe(expected);
  });

  it('are kept for the same reason under each name', () => {
    const { root, manifests } = field();
    const { workspace } = cleaningOf(root, { fs: ignoringCase() });
    scanAll(workspace);
    const typed = `binaries/wheat/${storedName('three')}`;
    const reasons = whyKept(
      ungraced(workspace.index),
      find(workspace.index, workspacePath(workspace, typed)),
    );
    expect(reasons[0]?.kept_by.map(({ manifest }) => manifest)).toEqual([manifests[1]]);
  });
});

describe('An index that lost a record on a disk that ignores case', () => {
  it('takes nothing that a manifest finds under the other spelling', () => {
    const { root, orphan, manifests } = field();
    const cleaning = cleaningOf(root, { fs: ignoringCase(), now: () => Date.now() + 60_000 });
    scanAll(cleaning.workspace);
    cleaning.workspace.index.raw
      .prepare('DELETE FROM record WHERE manifest_id = (SELECT id FROM manifest WHERE path = ?)')
      .run(manifests[1]);
    // So that references are derived anew.
    new WorkspaceBuilder(root).file('binaries/Wheat/any-change', 'x');
    const before = snapshot(root);
    const done = clean(cleaning, { kind: 'orphans' });
    expect(done.moved.map(({ path }) => path)).toEqual([orphan]);
    expect(done.skipped.map(({ reason }) => reason)).toEqual(['named', 'named']);
    delete before[orphan];
    expect(snapshot(root)).toEqual(before);
  });
});
