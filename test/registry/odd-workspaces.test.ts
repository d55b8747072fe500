import { writeFileSync, mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '../../electron/registry/files/file-system.ts';
import { readManifest } from '../../electron/registry/layouts/files/manifest/read-manifest.ts';
import { impactOf } from '../support/impact.ts';
import { growthOf } from '../../electron/registry/ask/totals/growth.ts';
import { listPipelines, withMissing } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { runsOf } from '../../electron/registry/ask/pipelines/runs.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { drive } from '../clean/support.ts';
import { bentFileSystem, failing } from '../support/bent-file-system.ts';
import { fresh } from '../support/view-context.ts';
import { scanAll, scanned, statesOf, twoDaysOn, ungraced } from '../support/scanning.ts';
import {
  storedName,
  toYaml,
  v1Item,
  v1Manifest,
  v3Item,
  v3Manifest,
  WorkspaceBuilder,
} from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

describe('A dataset with a slash in its name', () => {
  function lab(): WorkspaceBuilder {
    const builder = new WorkspaceBuilder();
    for (const [dataset, contents] of [
      ['lab/corn', ['a', 'b', 'c']],
      ['lab', ['d', 'e']],
    ] as const) {
      for (const content of contents) builder.store(dataset, content);
      builder.manifest(
        `runs/${dataset}/0001_p_aaaaaa`,
        v3Manifest(
          dataset,
          contents.map((content) => v3Item(content)),
          { uid: dataset },
        ),
      );
    }
    return builder;
  }

  it('has its runs and its files in folders of folders', () => {
    const { index } = scanned(lab().root);
    expect(new Set(Object.values(statesOf(ungraced(index))))).toEqual(new Set(['referenced']));
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({
      records: 5,
      manifests: 2,
      files: 5,
    });
    expect(listPipelines(ungraced(index)).map(({ run, dataset }) => [run, dataset])).toEqual([
      ['lab', 'lab'],
      ['lab/corn', 'lab/corn'],
    ]);
    expect(impactOf(ungraced(index), { kind: 'dataset', dataset: 'lab' }).frees.files).toBe(2);
  });

  it('has orphans there, and foreign files below them', () => {
    const builder = lab();
    const orphan = builder.store('lab/corn', 'nobody');
    const below = builder.store('lab/corn/old', 'older');
    const beside = builder.store('lab/rye', 'no manifest names this dataset');
    expect(statesOf(ungraced(scanned(builder.root).index))).toMatchObject({
      [orphan]: 'orphan',
      [below]: 'foreign',
      [beside]: 'foreign',
    });
  });

  it('is found by a later scan as by a first, also with old-style files and dates', () => {
    const builder = new WorkspaceBuilder().bystander();
    const workspace = scanned(builder.root);
    const file = builder.store('lab/a/b', 'deep');
    builder.manifest('runs/2025-11-21_lab/a/b/0001_p_aaaaaa', v3Manifest('lab/a/b', [v3Item('deep')]));
    const old = builder.storeOld('lab/old', 'old');
    builder.manifest('runs/lab/old/0001_o_bbbbbb', v1Manifest('lab/old', [v1Item('old')]));
    scanAll(workspace);
    expect(statesOf(ungraced(workspace.index))).toEqual({ [file]: 'referenced', [old]: 'referenced' });
    expect(scanAll(workspace)).toMatchObject({ manifests: 3 });
    builder.remove('runs/2025-11-21_lab');
    scanAll(workspace);
    expect(statesOf(ungraced(workspace.index))).toEqual({ [file]: 'foreign', [old]: 'referenced' });
  });

  it('is none where the folders around a manifest say something else', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'kept');
    builder.manifest('runs/archive/corn/0001_p_aaaaaa', v3Manifest('corn', [v3Item('kept')]));
    const { index } = scanned(builder.root);
    expect(statesOf(ungraced(index))).toEqual({ [file]: 'referenced' });
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({ manifests: 0, records: 0 });
  });

  it('keeps links that lead around from being walked for ever', () => {
    const builder = lab();
    builder
      .link('runs/lab/around', '../lab')
      .link('runs/a/x', '../b')
      .link('runs/b/y', '../a')
      .link('runs/lab/corn/more/z', '../..');
    expect(complete(statistics(ungraced(scanned(builder.root).index))).totals.manifests).toBe(2);
  });
});

describe('A dataset whose folder can not be listed', () => {
  it.each(['binaries/corn', 'binaries'])('is not known, and never missing: %s', (folder) => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'hidden');
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [v3Item('hidden')]));
    const lost = builder.manifest('runs/rye/0001_a_bbbbbb', v3Manifest('rye', [v3Item('lost')]));
    const fs = bentFileSystem({
      list: (path) => (path === builder.path(folder) ? failing('EACCES') : undefined),
    });
    const workspace = scanned(builder.root, { fs });
    const { index } = workspace;
    const isAll = folder === 'binaries';
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({
      records: 2,
      missing_records: isAll ? 0 : 1,
    });
    const { records } = listRecords(ungraced(index), {}, { by: 'place' }, { limit: 10 });
    expect(records.map(({ file_status: state }) => state)).toEqual([
      'unknown',
      isAll ? 'unknown' : 'missing',
    ]);
    const sums = drive(runsOf(fresh(index), {})).map(({ dataset, missing }) => [dataset, missing]);
    expect(sums).toEqual([
      ['corn', 0],
      ['rye', isAll ? 0 : 1],
    ]);
    const pipelines = listPipelines(ungraced(index));
    expect(withMissing(ungraced(index), pipelines).map(({ missing }) => missing)).toEqual([0, isAll ? 0 : 1]);
    expect(lost).toBe(pipelines[1]?.manifest);
  });
});

describe('On a disk that ignores case', () => {
  /** The real disk, made to find names of nirs4all's folders in any case. */
  const ignoring = bentFileSystem({
    lstat: (path) =>
      path.endsWith('BINARIES') ? nodeFileSystem.lstat(path.replace(/BINARIES$/, 'binaries')) : undefined,
  });

  it.each([
    ['the folder of its dataset', 'Wheat', (name: string) => name],
    ['its file', 'wheat', (name: string) => name.replace('model_', 'Model_')],
    ['both', 'WHEAT', (name: string) => name.toUpperCase()],
  ])('a record finds %s as the disk does', (_what, folder, spelled) => {
    const builder = new WorkspaceBuilder();
    builder.file(`binaries/${folder}/${spelled(storedName('one'))}`, 'one');
    const orphan = builder.store(folder, 'nobody');
    builder.manifest('runs/wheat/0001_a_aaaaaa', v3Manifest('wheat', [v3Item('one')]));
    const { index } = scanned(builder.root, { fs: ignoring });
    const { totals } = complete(statistics(ungraced(index)));
    expect(totals).toMatchObject({ records: 1, missing_records: 0, referenced_files: 1, undecided_files: 0 });
    expect(statesOf(ungraced(index))[orphan]).toBe('orphan');
    expect(listPipelines(ungraced(index))[0]?.exclusive_bytes).toBe(3);
    // Elsewhere nirs4all does not find it: it is missing, and its file is kept.
    const other = scanned(builder.root).index;
    expect(complete(statistics(ungraced(other))).totals).toMatchObject({
      missing_records: 1,
      referenced_files: 1,
    });
  });

  it('is told where each spelling has an inode number of its own, as in user space', () => {
    const builder = new WorkspaceBuilder();
    builder.store('Wheat', 'one');
    builder.manifest('runs/wheat/0001_a_aaaaaa', v3Manifest('wheat', [v3Item('one')]));
    let inode = 2n ** 40n;
    const fs = bentFileSystem({
      lstat: (path) => {
        const stamp = ignoring.lstat(path);
        return stamp.ok ? { ...stamp, value: { ...stamp.value, inode: (inode += 1n) } } : stamp;
      },
    });
    expect(complete(statistics(ungraced(scanned(builder.root, { fs }).index))).totals).toMatchObject({
      records: 1,
      missing_records: 0,
    });
  });

  it('is not told where both spellings are there', () => {
    const builder = new WorkspaceBuilder();
    builder.store('Wheat', 'one');
    builder.file('BINARIES/notes.txt', 'notes');
    builder.manifest('runs/wheat/0001_a_aaaaaa', v3Manifest('wheat', [v3Item('one')]));
    expect(complete(statistics(ungraced(scanned(builder.root).index))).totals).toMatchObject({
      missing_records: 1,
    });
  });
});

describe('A name that is no text', () => {
  const raw = (builder: WorkspaceBuilder, path: string, byte = 0xe8): Buffer =>
    Buffer.concat([Buffer.from(`${builder.root}/${path}`), Buffer.from([byte])]);

  it.each([
    ['of a report', 'runs/corn/0001_a_aaaaaa/Report_Mod', 1],
    ['of a text beside the runs', 'runs/corn/R', 1],
    ['of a stored file', 'binaries/corn/Mod', 2],
    ['of an archive elsewhere', 'notes', 1],
  ])('%s is in nobody’s way', (_what, path, files) => {
    const builder = new WorkspaceBuilder();
    const orphan = builder.store('corn', 'nobody');
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', []));
    writeFileSync(Buffer.concat([raw(builder, path), Buffer.from('.txt')]), 'x');
    const states = statesOf(ungraced(scanned(builder.root).index));
    expect(states[orphan]).toBe('orphan');
    expect(Object.values(states).filter((state) => state === 'foreign')).toHaveLength(files - 1);
  });

  it('of a folder is listed by its bytes, whatever they are', () => {
    const builder = new WorkspaceBuilder().bystander();
    const orphan = builder.store('corn', 'nobody');
    for (const byte of [0x80, 0xc3, 0xff]) {
      for (const folder of ['Donn', 'binaries/bl', 'runs/bystander/']) {
        const path = raw(builder, folder, byte);
        mkdirSync(path);
        writeFileSync(Buffer.concat([path, Buffer.from('/readme.txt')]), 'x');
      }
    }
    const { index } = scanned(builder.root);
    expect(statesOf(ungraced(index))[orphan]).toBe('orphan');
    expect(complete(statistics(ungraced(index))).unreadable).toEqual([]);
  });
});

describe('Numpy values among parameters', () => {
  const TAGS = `pipeline:
  steps:
  - params:
      alpha: !!python/object/apply:numpy._core.multiarray.scalar
      - &id001 !!python/object/apply:numpy.dtype
        args: [f8, false, true]
        state: !!python/tuple [3, <, null, -1]
      - !!binary |
        mpmZmZmZuT8=
      beta: !!python/object/apply:numpy._core.multiarray.scalar [*id001, x]
`;
  const withTags = (text: string): string => text.replace(/pipeline:\n {2}steps: \[\]\n/, TAGS);

  it('are read as the plain nodes under them: such a pipeline has failed, and is in nobody’s way', () => {
    const builder = new WorkspaceBuilder();
    const orphan = builder.store('corn', 'nobody');
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', []));
    const text = withTags(toYaml(v3Manifest('corn', [], { execution_traces: undefined })));
    expect(text).toContain('!!python/tuple');
    builder.manifest('runs/corn/0002_ridge_bbbbbb', text);
    const { index } = scanned(builder.root);
    expect(statesOf(ungraced(index))).toEqual({ [orphan]: 'orphan' });
    expect(listPipelines(ungraced(index)).map(({ state }) => state)).toEqual(['complete', 'failed']);
  });

  it.each([
    ['the list of artifacts', (text: string) => text.replace('path: "', 'path: !!python/name:os.system "')],
    ['the dataset', (text: string) => text.replace('dataset: "', 'dataset: !!python/str "')],
    [
      'a parameter, of another language',
      (text: string) => text.replace('steps: []', 'steps: !ruby/object [1]'),
    ],
  ])('are no excuse in %s', (_what, damage) => {
    const text = toYaml(v3Manifest('corn', [v3Item('x')]));
    const spoiled = damage(text);
    expect(spoiled).not.toBe(text);
    expect(readManifest(Buffer.from(spoiled), true)).toMatchObject({ ok: false, error: { code: 'SYNTAX' } });
  });
});

describe('Times that are wrong', () => {
  const YEAR = 365 * 24 * 60 * 60 * 1000;

  it.each([0, 1_000_000, Date.now() + 73 * YEAR, Date.now() + 274 * YEAR])(
    'keep no file from being an orphan without grace: %d',
    (time) => {
      const builder = new WorkspaceBuilder().bystander();
      const file = builder.store('corn', 'nobody');
      builder.touch(file, time);
      const { index } = scanned(builder.root);
      expect(statesOf(ungraced(index))).toEqual({ [file]: 'orphan' });
      expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'orphan' });
    },
  );

  it('do not stretch the chart of growth', () => {
    const builder = new WorkspaceBuilder().bystander();
    for (const [number, time] of [0, -2_000_000_000_000, Date.now() + 274 * YEAR].entries()) {
      builder.touch(builder.store('corn', `odd ${number}`), time);
    }
    builder.touch(builder.store('corn', 'old'), Date.now() - YEAR);
    const { parts } = drive(growthOf(fresh(scanned(builder.root).index)));
    const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
    expect(parts.map(({ period }) => period)).toEqual([day(Date.now() - YEAR), day(Date.now())]);
  });

  it('keep no pipeline running for years', () => {
    const builder = new WorkspaceBuilder();
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', []));
    const stopped = builder.manifest(
      'runs/corn/0002_b_bbbbbb',
      v3Manifest('corn', [], { execution_traces: undefined }),
    );
    builder.touch(stopped, Date.now() + 73 * YEAR);
    expect(listPipelines(twoDaysOn(scanned(builder.root).index)).map(({ state }) => state)).toEqual([
      'complete',
      'failed',
    ]);
  });
});

it('Too many items make one manifest too large, and leave all others as they are', () => {
  const builder = new WorkspaceBuilder().bystander();
  const head = toYaml(v3Manifest('corn', [], { artifacts: undefined, predictions: undefined }));
  builder.manifest(
    'runs/corn/0001_many_aaaaaa',
    `${head}artifacts:\n  items:\n${'  - path: a\n'.repeat(250_001)}predictions: []\n`,
  );
  builder.manifest('runs/corn/0002_b_bbbbbb', v3Manifest('corn', [v3Item('x')]));
  const { index } = scanned(builder.root);
  expect(complete(statistics(ungraced(index)))).toMatchObject({
    totals: { manifests: 3, records: 1 },
    unreadable: [{ path: 'runs/corn/0001_many_aaaaaa/manifest.yaml', code: 'TOO_LARGE' }],
  });
});
