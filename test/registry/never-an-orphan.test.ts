import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { indexFile } from '../../electron/registry/index/location.ts';
import { impactOf } from '../support/impact.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { bentFileSystem } from '../support/bent-file-system.ts';
import {
  manifestNumber,
  open,
  scanAll,
  scanned,
  statesOf,
  twoDaysOn,
  ungraced,
} from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { toYaml, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

/** A link at a path of the workspace. */
function link(builder: WorkspaceBuilder, path: string, target: string): void {
  const place = builder.path(path);
  mkdirSync(dirname(place), { recursive: true });
  rmSync(place, { recursive: true, force: true });
  symlinkSync(target, place);
}

describe('A file whose manifest can not be seen just now is undecided', () => {
  it.each([
    ['the library', 'library'],
    ['the runs', 'runs'],
    ['the stored files', 'binaries'],
    ['a manifest', 'library/e/manifest.yaml'],
    ['anything', 'notes/latest'],
  ])('because a link stands for %s and leads to nothing', (_what, path) => {
    const builder = new WorkspaceBuilder().bystander();
    const file = path === 'binaries' ? builder.storeOld('corn', 'x') : builder.store('corn', 'x');
    link(builder, path, '/nothing/here');
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [file]: 'undecided' });
  });

  it('because a link leads around the workspace', () => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'x');
    link(builder, 'exports', '..');
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [file]: 'undecided' });
  });

  it('because its run was renamed between two steps of the walk', () => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'x');
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [v3Item('x')]));
    const run = builder.path('runs/corn');
    let isMoved = false;
    const fs = bentFileSystem({
      list: (path, really) => {
        if (path === run && !isMoved) {
          renameSync(run, `${run}_old`);
          isMoved = true;
        }
        return really();
      },
    });
    const workspace = scanned(builder.root, { fs });
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [file]: 'undecided' });
    scanAll(workspace);
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [file]: 'referenced' });
  });

  it('because another Stemma is writing the index', () => {
    const builder = new WorkspaceBuilder().bystander();
    const cache = temporaryFolder();
    const file = builder.store('corn', 'x');
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', []));
    scanned(builder.root, { cache }).close();
    builder.manifest('runs/corn/0002_b_bbbbbb', v3Manifest('corn', [v3Item('x')]));
    const writer = new Database(indexFile(cache, builder.root));
    writer.exec('BEGIN IMMEDIATE');
    const workspace = open(builder.root, { cache, busyMs: 50 });
    expect(scanAll(workspace)).toBeNull();
    const context = { ...twoDaysOn(workspace.index), isStale: workspace.isStale };
    expect(statesOf(context)).toEqual({ [file]: 'undecided' });
    writer.exec('ROLLBACK');
    writer.close();
    workspace.close();
  });
});

describe('A file is referenced', () => {
  it('by a copy whose name differs in case, which some systems do not tell apart', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'x');
    builder.file('runs/corn/0001_a_aaaaaa/Manifest.yaml', toYaml(v3Manifest('corn', [v3Item('x')])));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [file]: 'referenced' });
  });

  it.each([1, true, 1.5])(
    'wherever it lies, when the dataset of its manifest is %s and no text',
    (dataset) => {
      const builder = new WorkspaceBuilder();
      const file = builder.store('1.0', 'x');
      const other = builder.store('True', 'x');
      builder.manifest('runs/x/0001_a_aaaaaa', v3Manifest('x', [v3Item('x')], { dataset }));
      const states = statesOf(twoDaysOn(scanned(builder.root).index));
      expect(states).toEqual({ [file]: 'referenced', [other]: 'referenced' });
    },
  );

  it('by pipelines behind a link to another folder of the workspace, which are counted', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'x');
    builder.manifest('data/corn/0001_a_aaaaaa', v3Manifest('corn', [v3Item('x')]));
    link(builder, 'runs', 'data');
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'referenced' });
    expect(listPipelines(ungraced(index)).map(({ manifest }) => manifest)).toEqual([
      'runs/corn/0001_a_aaaaaa/manifest.yaml',
    ]);
  });
});

it('An unused file is recent while a pipeline of its dataset, spelled in another case or not at all, may run', () => {
  for (const dataset of ['corn', 'Corn', null]) {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'x');
    const now = Date.now() + 2 * 24 * 60 * 60 * 1000;
    builder.manifest(
      'runs/corn/0001_a_aaaaaa',
      v3Manifest('corn', [], { dataset, execution_traces: undefined }),
    );
    builder.file('runs/corn/0001_a_aaaaaa/report.csv', 'x').touch('runs/corn/0001_a_aaaaaa/report.csv', now);
    const { index } = scanned(builder.root);
    expect(statesOf({ index, nowMs: now, graceMs: 24 * 60 * 60 * 1000 }), String(dataset)).toEqual({
      [file]: 'recent',
    });
  }
});

it('A file that a missing record of another dataset may mean is nobody’s alone', () => {
  const builder = new WorkspaceBuilder();
  builder.store('new', 'x');
  const user = builder.manifest('runs/new/0001_a_aaaaaa', v3Manifest('new', [v3Item('x')]));
  builder.manifest('runs/old/0001_a_aaaaaa', v3Manifest('old', [v3Item('x')]));
  const { index } = scanned(builder.root);
  const impact = impactOf(ungraced(index), { kind: 'pipelines', manifests: [manifestNumber(index, user)] });
  expect(impact).toMatchObject({ frees: { files: 0 }, shared: { files: 1 } });
  expect(listPipelines(ungraced(index)).map(({ exclusive_bytes }) => exclusive_bytes)).toEqual([0, 0]);
});

it('Deleting all that an ambiguous source may mean breaks who depends on it', () => {
  const builder = new WorkspaceBuilder();
  const source = v3Item('x', { artifact_id: 'a$1:0' });
  const manifests = ['one', 'two'].map((run) => {
    builder.store('corn', 'x');
    return builder.manifest(`runs/${run}/0001_a_aaaaaa`, v3Manifest('corn', [source]));
  });
  builder.store('corn', 'meta');
  const meta = v3Item('meta', { artifact_id: 'm$1:0', depends_on: ['a$1:0'] });
  builder.manifest('runs/three/0001_m_aaaaaa', v3Manifest('corn', [meta]));
  const { index } = scanned(builder.root);
  const impact = impactOf(ungraced(index), {
    kind: 'pipelines',
    manifests: manifests.map((path) => manifestNumber(index, path)),
  });
  expect(impact.breaks).toMatchObject([{ artifact_id: 'm$1:0', needs: 'a$1:0', inferred: true }]);
});

describe('A workspace can be read', () => {
  it('with a file of a time that no clock shows', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'x');
    builder.touch(file, Date.UTC(2400, 0));
    expect(complete(statistics(ungraced(scanned(builder.root).index))).totals.files).toBe(1);
  });

  it('with class names that are no valid Unicode', () => {
    const builder = new WorkspaceBuilder();
    const items = ['\ud800', '\ud801'].map((name) => v3Item('x', { class_name: name, path: 'x.joblib' }));
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', items));
    const workspace = scanned(builder.root);
    expect(complete(statistics(ungraced(workspace.index))).totals.records).toBe(2);
    rmSync(builder.path('runs/corn/0001_a_aaaaaa/manifest.yaml'));
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', items));
    scanAll(workspace);
    expect(complete(statistics(ungraced(workspace.index))).totals.records).toBe(2);
  });

  it('with recorded sizes that no file has', () => {
    const builder = new WorkspaceBuilder();
    const items = Array.from({ length: 1100 }, () => v3Item('x', { size_bytes: Number.MAX_SAFE_INTEGER }));
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', items));
    expect(complete(statistics(ungraced(scanned(builder.root).index))).totals.records).toBe(1100);
  });
});
