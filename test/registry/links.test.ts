import { linkSync, lstatSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { find } from '../../electron/registry/ask/find/find.ts';
import { impactOf } from '../support/impact.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { whyKept } from '../../electron/registry/ask/needs/why.ts';
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
import { WorkspaceBuilder, storedName, v3Item, v3Manifest } from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

const PIPELINE = 'runs/corn/0001_pls_aaaaaa';

describe('Links', () => {
  it('to a dataset elsewhere lead to its files, which free nothing', () => {
    const outside = temporaryFolder();
    const builder = new WorkspaceBuilder();
    new WorkspaceBuilder(outside).store('data', 'live');
    new WorkspaceBuilder(outside).store('data', 'unused');
    builder.link('binaries/corn', join(outside, 'binaries/data'));
    const path = builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('live')]));
    const { index } = scanned(builder.root);
    const context = twoDaysOn(index);
    expect(statesOf(context)).toEqual({
      [`binaries/corn/${storedName('live')}`]: 'referenced',
      [`binaries/corn/${storedName('unused')}`]: 'orphan',
    });
    expect(listFiles(context).every(({ link }) => link === 'outside')).toBe(true);
    const [record] = listRecords(context, {}, { by: 'place' }, { limit: 1 }).records;
    expect(record?.file_status).toBe('outside');
    const impact = impactOf(context, { kind: 'pipelines', manifests: [manifestNumber(index, path)] });
    expect(impact).toMatchObject({ frees: { files: 0, bytes: 0 }, frees_nothing: { files: 1, bytes: 4 } });
  });

  it('of two datasets to one folder elsewhere lead to the files of both', () => {
    const outside = temporaryFolder();
    new WorkspaceBuilder(outside).store('data', 'live');
    const builder = new WorkspaceBuilder();
    builder.link('binaries/corn', join(outside, 'binaries/data'));
    builder.link('binaries/corn2', join(outside, 'binaries/data'));
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [v3Item('live')]));
    builder.manifest('runs/corn2/0001_b_bbbbbb', v3Manifest('corn2', [v3Item('live')]));
    const { index } = scanned(builder.root);
    expect(complete(statistics(ungraced(index))).totals.missing_records).toBe(0);
    expect(Object.values(statesOf(twoDaysOn(index)))).toEqual(['referenced', 'referenced']);
  });

  it('to a dataset of the workspace lead to the same files, whose bytes count once', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'live');
    builder.link('binaries/maize', 'corn');
    builder.manifest(PIPELINE, v3Manifest('maize', [v3Item('live')]));
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({
      [file]: 'referenced',
      [file.replace('corn', 'maize')]: 'referenced',
    });
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({
      files: 1,
      stored_bytes: 4,
      missing_records: 0,
    });
  });

  it('to a file keep what they lead to', () => {
    const builder = new WorkspaceBuilder();
    const real = builder.store('wheat', 'live');
    builder.link(`binaries/corn/${storedName('live')}`, `../wheat/${storedName('live')}`);
    builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('live')]));
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))[real]).toBe('referenced');
    expect(listFiles(ungraced(index)).map(({ link }) => link)).toEqual(['inside', 'none']);
    expect(whyKept(ungraced(index), find(index, real))[0]?.kept_by).toHaveLength(1);
  });

  it('to a file elsewhere are outside', () => {
    const outside = temporaryFolder();
    const builder = new WorkspaceBuilder();
    const target = new WorkspaceBuilder(outside).store('data', 'live');
    builder.link(`binaries/corn/${storedName('live')}`, join(outside, target));
    builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('live')]));
    const [record] = listRecords(
      ungraced(scanned(builder.root).index),
      {},
      { by: 'place' },
      { limit: 1 },
    ).records;
    expect(record).toMatchObject({ file_status: 'outside' });
  });

  it('to nothing make a record missing', () => {
    const builder = new WorkspaceBuilder();
    builder.link(`binaries/corn/${storedName('live')}`, 'nowhere');
    builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('live')]));
    const { index } = scanned(builder.root);
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({
      missing_records: 1,
      logical_bytes: 0,
    });
    expect(listFiles(twoDaysOn(index))).toMatchObject([{ link: 'broken', status: 'undecided' }]);
  });

  it('to a manifest count as the manifest', () => {
    const outside = temporaryFolder();
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'live');
    new WorkspaceBuilder(outside).manifest('x', v3Manifest('corn', [v3Item('live')]));
    builder.link(`${PIPELINE}/manifest.yaml`, join(outside, 'x/manifest.yaml'));
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'referenced' });
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({ manifests: 1, records: 1 });
  });

  it.each(['library', 'runs/corn', 'runs/corn/0001_pls_aaaaaa', 'runs/corn/0001_pls_aaaaaa/deep', 'archive'])(
    'to a folder elsewhere lead to its manifests: %s',
    (path) => {
      const outside = temporaryFolder();
      const builder = new WorkspaceBuilder();
      const file = builder.store('corn', 'live');
      const inside = path === 'runs/corn/0001_pls_aaaaaa' ? 'x' : 'x/0001_pls_aaaaaa';
      new WorkspaceBuilder(outside).manifest(inside, v3Manifest('corn', [v3Item('live')]));
      builder.link(path, join(outside, 'x'));
      const { index } = scanned(builder.root);
      expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'referenced' });
      expect(complete(statistics(ungraced(index))).totals.manifests).toBe(
        path.startsWith('runs') && !path.endsWith('deep') ? 1 : 0,
      );
    },
  );

  it('in circles are walked once', () => {
    const outside = temporaryFolder();
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'live');
    builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('live')]));
    builder.link('runs/corn/up', '..');
    builder.link('library/workspace', builder.root);
    builder.link('library/above', join(builder.root, '..'));
    builder.link('binaries/corn/self', '.');
    builder.link('binaries/binaries', '.');
    builder.link('exports/outside', outside);
    symlinkSync(outside, join(outside, 'again'));
    symlinkSync(builder.root, join(outside, 'back'));
    builder.link('loop', 'loop');
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))[file]).toBe('referenced');
    expect(whyKept(ungraced(index), find(index, file))[0]?.kept_by).toHaveLength(1);
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({
      manifests: 1,
      records: 1,
      files: 1,
      stored_bytes: 4,
    });
  });

  it('to the workspace itself open it', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'live');
    builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('live')]));
    const link = join(temporaryFolder(), 'link');
    symlinkSync(builder.root, link);
    const workspace = open(link);
    scanAll(workspace);
    expect(workspace.realRoot).toBe(builder.root);
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [file]: 'referenced' });
    expect(listFiles(ungraced(workspace.index))[0]?.link).toBe('none');
  });
});

describe('A file with several hard links', () => {
  it('frees nothing, and says how many it has', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'linked');
    builder.store('corn', 'plain');
    linkSync(builder.path(file), join(temporaryFolder(), 'other name'));
    expect(lstatSync(builder.path(file)).nlink).toBe(2);
    const path = builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('linked'), v3Item('plain')]));
    const { index } = scanned(builder.root);
    const impact = impactOf(ungraced(index), { kind: 'pipelines', manifests: [manifestNumber(index, path)] });
    expect(impact).toMatchObject({ frees: { files: 1, bytes: 5 }, frees_nothing: { files: 1, bytes: 6 } });
    expect(listPipelines(ungraced(index))[0]).toMatchObject({
      files: 2,
      stored_bytes: 11,
      exclusive_bytes: 5,
    });
    expect(
      listFiles(ungraced(index))
        .map(({ links }) => links)
        .toSorted(),
    ).toEqual([1, 2]);
  });
});
