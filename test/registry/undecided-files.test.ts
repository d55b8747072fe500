import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { bentFileSystem, failing } from '../support/bent-file-system.ts';
import { scanAll, scanned, statesOf, twoDaysOn, ungraced } from '../support/scanning.ts';
import {
  WorkspaceBuilder,
  sha256,
  toYaml,
  v1Item,
  v1Manifest,
  v3Item,
  v3Manifest,
} from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

const PIPELINE = 'runs/corn/0001_pls_aaaaaa';

describe('A file is undecided', () => {
  it.each([
    ['a primary manifest', 'runs/wheat/0001_x_aaaaaa'],
    ['a copy in the library', 'library/x'],
    ['a copy in an export', 'exports/x'],
    ['a copy anywhere', 'x/y/z'],
  ])('while %s is unreadable', (_what, folder) => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'unused');
    builder.manifest(folder, 'uid: x\nartifacts: [');
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'undecided' });
    expect(statesOf(ungraced(index))).toEqual({ [file]: 'undecided' });
  });

  it.each([
    'runs',
    'runs/corn',
    PIPELINE,
    `${PIPELINE}/deep`,
    'library',
    'library/trained',
    'binaries/wheat',
    'logs',
  ])('while the folder %s cannot be listed', (folder) => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'unused');
    mkdirSync(builder.path(folder), { recursive: true });
    const fs = bentFileSystem({
      list: (path) => (path === builder.path(folder) ? failing('EACCES') : undefined),
    });
    const { index } = scanned(builder.root, { fs });
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'undecided' });
    expect(complete(statistics(twoDaysOn(index))).unreadable).toMatchObject([
      { path: folder, code: 'UNLISTABLE', line: null },
    ]);
  });

  it('not for an unlistable .stemma, which holds no manifest of the workspace', () => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'unused');
    mkdirSync(builder.path('.stemma'));
    const fs = bentFileSystem({ list: (path) => (path.endsWith('.stemma') ? failing('EACCES') : undefined) });
    expect(statesOf(twoDaysOn(scanned(builder.root, { fs }).index))).toEqual({ [file]: 'orphan' });
  });

  it.each(['EACCES', 'EIO', 'EPERM'])('while a link in the workspace cannot be followed: %s', (code) => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'unused');
    builder.link('library', '/somewhere/else');
    const fs = bentFileSystem({
      stat: (path) => (path === builder.path('library') ? failing(code) : undefined),
    });
    const { index } = scanned(builder.root, { fs });
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'undecided' });
  });

  it('when a missing record of a renamed dataset has its name', () => {
    const builder = new WorkspaceBuilder();
    const claimed = builder.store('corn', 'moved');
    const other = builder.store('corn', 'unused');
    builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('moved')]));
    renameSync(builder.path('binaries/corn'), builder.path('binaries/maize'));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({
      [claimed.replace('corn', 'maize')]: 'undecided',
      [other.replace('corn', 'maize')]: 'orphan',
    });
  });

  it.each([
    ['the hash that it records', { path: 'model_Other_000000000000.joblib' }],
    [
      'the hash in its path',
      { content_hash: null, path: `transformer_Other_${sha256('x').slice(0, 12)}.pkl` },
    ],
    [
      'the hash that it records in capitals',
      { path: 'gone.joblib', content_hash: `sha256:${sha256('x').toUpperCase()}` },
    ],
  ])('when a missing record has %s', (_what, keys) => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'x');
    const other = builder.store('corn', 'other');
    builder.manifest(PIPELINE, v3Manifest('wheat', [v3Item('x', keys)]));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({
      [file]: 'undecided',
      [other]: 'orphan',
    });
  });

  it('when a missing record without a path has its hash', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'x');
    builder.manifest(PIPELINE, v3Manifest('wheat', [v3Item('x', { path: null })]));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [file]: 'undecided' });
  });

  it('when a missing record of a copy has its name', () => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('maize', 'x');
    builder.manifest('exports/x', v3Manifest('corn', [v3Item('x')]));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [file]: 'undecided' });
  });

  it('when an old-style record of a run that was renamed has its name', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.storeOld('2025-11-21_corn', 'old');
    builder.manifest('runs/corn/0001_x_aaaaaa', v1Manifest('corn', [v1Item('old')]));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [file]: 'undecided' });
  });

  it('when a missing new-style record has the hash of an old-style file', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.storeOld('corn', 'x');
    builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('x')]));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [file]: 'undecided' });
  });

  it('not when the record with its name is not missing', () => {
    const builder = new WorkspaceBuilder();
    const live = builder.store('corn', 'x');
    const twin = builder.store('maize', 'x');
    builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('x')]));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({
      [live]: 'referenced',
      [twin]: 'orphan',
    });
  });
});

describe('A workspace', () => {
  it('without any manifest of a pipeline has no orphans, until its name is typed', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'x');
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'undecided' });
    expect(statesOf({ ...twoDaysOn(index), isNameTyped: true })).toEqual({ [file]: 'orphan' });
    expect(complete(statistics(ungraced(index)))).toMatchObject({
      unreadable: [],
      emptied: [{ path: 'runs', dataset: null }],
    });
  });

  it('in which a name is no text of any system is looked through by its bytes', () => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'unused');
    const folder = Buffer.concat([Buffer.from(`${builder.root}/library-`), Buffer.from([0xff, 0xfe])]);
    mkdirSync(folder);
    const workspace = scanned(builder.root);
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [file]: 'orphan' });
    writeFileSync(
      Buffer.concat([folder, Buffer.from('/manifest.yaml')]),
      toYaml(v3Manifest('corn', [v3Item('unused')])),
    );
    scanAll(workspace);
    expect(statesOf(twoDaysOn(workspace.index))).toEqual({ [file]: 'undecided' });
    expect(complete(statistics(ungraced(workspace.index))).unreadable).toMatchObject([
      { code: 'BAD_NAME', message: expect.stringContaining('rename it') as string },
    ]);
  });
});
