import { linkSync, lstatSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileStamp } from '../../electron/registry/files/file-system.ts';
import type { ReadableIndex } from '../../electron/registry/index/database.ts';
import type { QueryContext } from '../../electron/registry/query/context.ts';
import { listFiles } from '../../electron/registry/query/files.ts';
import { find } from '../../electron/registry/query/find.ts';
import { impactOf } from '../../electron/registry/query/impact.ts';
import { listPipelines } from '../../electron/registry/query/pipelines.ts';
import { listRecords } from '../../electron/registry/query/records.ts';
import { statistics } from '../../electron/registry/query/stats.ts';
import { whyKept } from '../../electron/registry/query/why.ts';
import type { Workspace } from '../../electron/registry/workspace.ts';
import { ok } from '../../shared/domain/result.ts';
import { bentFileSystem, failing, type Bend } from '../support/bent-file-system.ts';
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
import {
  WorkspaceBuilder,
  oldStoredName,
  sha256,
  storedName,
  v1Item,
  v1Manifest,
  v3Item,
  v3Manifest,
} from '../support/workspace-builder.ts';

const PIPELINE = 'runs/corn/0001_pls_aaaaaa';
const HOUR = 60 * 60 * 1000;
const MILLISECOND = 1_000_000n;

/** A workspace in which some files have other times than the system would give them. */
function withTimes(root: string, times: Record<string, { mtimeMs?: number; ctimeMs?: number }>): Workspace {
  const bent = (path: string, stamp: FileStamp): FileStamp => {
    const own = Object.entries(times).find(([end]) => path.endsWith(end))?.[1];
    if (own === undefined) return stamp;
    return {
      ...stamp,
      mtimeNs: own.mtimeMs === undefined ? stamp.mtimeNs : BigInt(own.mtimeMs) * MILLISECOND,
      ctimeNs: own.ctimeMs === undefined ? stamp.ctimeNs : BigInt(own.ctimeMs) * MILLISECOND,
    };
  };
  const bend: Bend = {
    lstat: (path, really) => {
      const stamp = really();
      return stamp.ok ? ok(bent(path, stamp.value)) : stamp;
    },
    stat: (path, really) => {
      const stamp = really();
      return stamp.ok ? ok(bent(path, stamp.value)) : stamp;
    },
  };
  return scanned(root, { fs: bentFileSystem(bend) });
}

const OLD = { mtimeMs: 1_000_000, ctimeMs: 1_000_000 };

/** Asks at a fixed time, with a day's grace. */
function at(index: ReadableIndex, nowMs: number): QueryContext {
  return { index, nowMs, graceMs: 24 * HOUR };
}

describe('A file is referenced', () => {
  it('when a record of a primary manifest names it, whatever else is true of it', () => {
    const builder = new WorkspaceBuilder();
    builder.file('binaries/corn/notes.txt', 'a foreign name');
    builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('a foreign name', { path: 'notes.txt' })]));
    builder.manifest('runs/corn/0002_broken', 'a: [');
    const states = statesOf({ index: scanned(builder.root).index, nowMs: Date.now(), graceMs: HOUR });
    expect(states).toEqual({ 'binaries/corn/notes.txt': 'referenced' });
  });

  it('when a V1 item names it in the _binaries of its run', () => {
    const builder = new WorkspaceBuilder();
    const mine = builder.storeOld('2025-11-21_corn', 'old');
    const theirs = builder.storeOld('2025-11-22_corn', 'old');
    builder.manifest('runs/2025-11-21_corn/0001_a_aaaaaa', v1Manifest('corn', [v1Item('old')]));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({
      [mine]: 'referenced',
      [theirs]: 'orphan',
    });
  });

  it('in both places when its name is in binaries and in _binaries', () => {
    const builder = new WorkspaceBuilder();
    const name = oldStoredName('old');
    builder.file(`binaries/corn/${name}`, 'old');
    builder.file(`runs/corn/_binaries/${name}`, 'old');
    builder.manifest(PIPELINE, v3Manifest('corn', [v1Item('old')]));
    const { index } = scanned(builder.root);
    expect(Object.values(statesOf(twoDaysOn(index)))).toEqual(['referenced', 'referenced']);
    const [record] = listRecords(ungraced(index), {}, { by: 'place' }, { limit: 1 }).records;
    expect(record).toMatchObject({ file: `binaries/corn/${name}`, file_status: 'present' });
    expect(statistics(ungraced(index)).totals.logical_bytes).toBe(3);
  });

  it('in every _binaries when a copy names it by an old-style path', () => {
    const builder = new WorkspaceBuilder();
    const files = ['corn', '2025-11-21_corn', 'wheat'].map((run) => builder.storeOld(run, 'old'));
    builder.manifest('library/trained/best', v1Manifest('corn', [v1Item('old')]));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual(
      Object.fromEntries(files.map((file) => [file, 'referenced'])),
    );
  });

  it.each([
    ['a key that is missing', undefined],
    ['null', null],
    ['a list', ['corn']],
  ])('in any dataset when its manifest names none: %s', (_what, dataset) => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'live');
    builder.manifest(PIPELINE, v3Manifest('', [v3Item('live')], { dataset }));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [file]: 'referenced' });
  });

  it('when the dataset is written as a number', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('2024', 'live');
    builder.manifest(PIPELINE, v3Manifest('', [v3Item('live')], { dataset: 2024 }));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [file]: 'referenced' });
  });

  it.each([
    ['copies at any depth', 'a/b/c/d/e/f/g/h'],
    ['copies below a pipeline', `${PIPELINE}/deeper/still`],
    ['copies in the folder of a run', 'runs/corn'],
    ['copies in runs itself', 'runs'],
    ['copies in the workspace itself', ''],
    ['copies in binaries', 'binaries/corn'],
    ['copies in _binaries', 'runs/corn/_binaries'],
    ['copies in folders with a dot', '.hidden/x'],
    ['copies in a .stemma further down', 'library/.stemma/trash'],
  ])('when %s name it', (_what, folder) => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'copied');
    const copy = builder.manifest(folder, v3Manifest('corn', [v3Item('copied')]));
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))[file]).toBe('referenced');
    expect(whyKept(ungraced(index), find(index, file))[0]?.kept_by[0]?.manifest).toBe(copy);
    expect(statistics(ungraced(index)).totals).toMatchObject({ manifests: 0, records: 0 });
  });

  it('but not by a manifest in .stemma, which Stemma itself put there', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'trashed');
    builder.manifest('.stemma/trash/1/runs/corn/x', v3Manifest('corn', [v3Item('trashed')]));
    builder.manifest('.stemma/trash/2', 'broken: [');
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [file]: 'orphan' });
  });
});

describe('A name that differs in case or accents alone', () => {
  const composed = 'm\u00e9thode';
  const decomposed = 'me\u0301thode';

  it.each([
    ['the dataset folder, in its accents', decomposed, composed, storedName('live')],
    ['the dataset folder, in its case', 'CORN', 'corn', storedName('live')],
    ['the file, in its case', 'corn', 'corn', storedName('live').toUpperCase()],
    ['the file, in its accents', 'corn', 'corn', storedName('live', 'model', decomposed)],
  ])('keeps a file: %s', (_what, folder, dataset, name) => {
    const builder = new WorkspaceBuilder();
    builder.file(`binaries/${folder}/${name}`, 'live');
    const className = name.includes(decomposed) ? composed : 'PLSRegression';
    builder.manifest(PIPELINE, v3Manifest(dataset, [v3Item('live', { class_name: className })]));
    const { index } = scanned(builder.root);
    const [file] = listFiles(twoDaysOn(index));
    expect(file).toMatchObject({ path: `binaries/${folder}/${name}`, status: 'referenced' });
    expect(listRecords(ungraced(index), {}, { by: 'place' }, { limit: 1 }).records[0]?.file_status).toBe(
      'missing',
    );
  });

  it('keeps an old-style file in a run folder of another case', () => {
    const builder = new WorkspaceBuilder();
    const name = oldStoredName('live').replace('PLS', 'pls');
    builder.file(`runs/corn/_binaries/${name}`, 'live');
    builder.manifest(PIPELINE, v1Manifest('corn', [v1Item('live')]));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({
      [`runs/corn/_binaries/${name}`]: 'referenced',
    });
  });

  it('makes a file that one pipeline names exactly exclusive to none', () => {
    // On a file system that ignores case, both pipelines find this file.
    const builder = new WorkspaceBuilder();
    const file = builder.store('Corn', 'live');
    const exact = builder.manifest('runs/Corn/0001_a_aaaaaa', v3Manifest('Corn', [v3Item('live')]));
    builder.manifest('runs/other/0001_b_bbbbbb', v3Manifest('corn', [v3Item('live')]));
    const { index } = scanned(builder.root);
    const impact = impactOf(ungraced(index), {
      kind: 'pipelines',
      manifests: [manifestNumber(index, exact)],
    });
    expect(impact.frees).toEqual({ files: 0, bytes: 0 });
    expect(whyKept(ungraced(index), find(index, file))[0]?.kept_by).toHaveLength(2);
  });

  it('does not keep a file whose name differs in more', () => {
    const builder = new WorkspaceBuilder();
    const kept = builder.store('CORN', 'live');
    const other = builder.store('CORN', 'unused');
    builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('live')]));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({
      [kept]: 'referenced',
      [other]: 'orphan',
    });
  });
});

describe('A file is foreign', () => {
  const digits = 'abcdef012345';

  it.each([
    'binaries/README.md',
    `binaries/model_PLS_${digits}.joblib`,
    'binaries/corn/.DS_Store',
    'binaries/corn/notes.txt',
    `binaries/corn/PLSRegression_${digits.slice(0, 6)}.joblib`,
    `binaries/corn/model_PLS_${digits}.joblib.tmp`,
    `binaries/corn/model_PLS_${digits}`,
    `binaries/corn/model_PLS_${digits}.zip`,
    `binaries/corn/model_PLS_${digits.toUpperCase()}.joblib`,
    `binaries/corn/model_PLS_${digits}0.joblib`,
    `binaries/corn/thing_PLS_${digits}.joblib`,
    `binaries/corn/model_${digits}.joblib`,
    `binaries/corn/old/model_PLS_${digits}.joblib`,
    `binaries/corn/a/b/c/model_PLS_${digits}.joblib`,
    'binaries/corn/manifest.yaml.bak',
    `runs/corn/_binaries/model_PLS_${digits}.joblib`,
    `runs/corn/_binaries/old/PLS_${digits.slice(0, 6)}.joblib`,
    'runs/corn/_binaries/notes.txt',
    `runs/corn/_binaries/PLS_${digits.slice(0, 5)}.joblib`,
  ])('when nirs4all does not write its name where it lies: %s', (path) => {
    const builder = new WorkspaceBuilder();
    builder.file(path, 'x');
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [path]: 'foreign' });
    expect(statesOf(at(index, Date.now()))).toEqual({ [path]: 'foreign' });
    expect(statesOf(ungraced(index))).toEqual({ [path]: 'foreign' });
  });

  it('even while something is unreadable, or its name is that of a missing record', () => {
    const builder = new WorkspaceBuilder();
    builder.file('binaries/wheat/notes.txt', 'x');
    builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('x', { path: 'notes.txt' })]));
    builder.manifest('runs/corn/0002_b_bbbbbb', 'a: [');
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({
      'binaries/wheat/notes.txt': 'foreign',
    });
  });

  it.each([
    `binaries/corn/meta_model_Ridge_${digits}.joblib`,
    `binaries/corn/transformer_My_Own_Class_${digits}.pkl`,
    `binaries/corn/splitter_KFold_${digits}.pkl`,
    `binaries/corn/encoder_LabelEncoder_${digits}.npy`,
    `binaries/corn/model_Gr\u00f6\u00dfe_${digits}.keras`,
    `runs/corn/_binaries/PLSRegression_${digits.slice(0, 6)}.joblib`,
  ])('but not where it does: %s', (path) => {
    const builder = new WorkspaceBuilder();
    builder.file(path, 'x');
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [path]: 'orphan' });
  });

  it('but a file elsewhere is none of ours', () => {
    const builder = new WorkspaceBuilder();
    const name = storedName('x');
    for (const path of [`runs/corn/${name}`, `runs/corn/x/${name}`, `_binaries/${name}`, name])
      builder.file(path, 'x');
    expect(statesOf(ungraced(scanned(builder.root).index))).toEqual({});
  });
});

describe('A file is recent', () => {
  const now = 1_800_000_000_000;
  const name = storedName('young');

  it.each([
    ['its mtime is younger than the grace period', now - 24 * HOUR + 1, 1_000_000, 'recent'],
    ['its ctime is, as after rsync -a or unzip', 1_000_000, now - 24 * HOUR + 1, 'recent'],
    ['its age is the grace period', now - 24 * HOUR, 1_000_000, 'orphan'],
    ['both are older', now - 25 * HOUR, now - 26 * HOUR, 'orphan'],
    ['its mtime lies in the future', now + HOUR, 1_000_000, 'recent'],
  ])('when %s', (_what, mtimeMs, ctimeMs, state) => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'young');
    const { index } = withTimes(builder.root, { [name]: { mtimeMs, ctimeMs } });
    expect(statesOf(at(index, now))).toEqual({ [file]: state });
  });

  it('never when the grace period is off', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'young');
    builder.manifest(PIPELINE, v3Manifest('corn', [], { execution_traces: undefined }));
    const { index } = scanned(builder.root);
    expect(statesOf({ index, nowMs: Date.now(), graceMs: 0 })).toEqual({ [file]: 'orphan' });
    expect(statesOf({ index, nowMs: Date.now() - 1000 * HOUR, graceMs: 0 })).toEqual({ [file]: 'orphan' });
  });

  it('before anything is undecided', () => {
    const builder = new WorkspaceBuilder();
    const young = builder.store('corn', 'young');
    const old = builder.store('corn', 'old');
    builder.manifest(PIPELINE, 'a: [');
    const { index } = withTimes(builder.root, { [storedName('old')]: OLD });
    expect(statesOf(at(index, Date.now()))).toEqual({ [young]: 'recent', [old]: 'undecided' });
  });

  describe('when a pipeline of its dataset may be running', () => {
    const running = { execution_traces: undefined };

    function workspace(
      keys: Record<string, unknown>,
      folderTime: { mtimeMs?: number; ctimeMs?: number } = {},
    ) {
      const builder = new WorkspaceBuilder();
      const old = builder.store('corn', 'old');
      const elsewhere = builder.store('wheat', 'elsewhere');
      builder.manifest(PIPELINE, v3Manifest('corn', [], keys));
      const times = { [storedName('old')]: OLD, [storedName('elsewhere')]: OLD, 'manifest.yaml': folderTime };
      const { index } = withTimes(builder.root, times);
      const states = statesOf(at(index, Date.now()));
      return { old: states[old], elsewhere: states[elsewhere] };
    }

    it('because it has no trace yet, and was written to within the grace period', () => {
      expect(workspace(running)).toEqual({ old: 'recent', elsewhere: 'orphan' });
    });

    it('though its mtime alone is young', () => {
      expect(workspace(running, { ctimeMs: 1_000_000 })).toEqual({ old: 'recent', elsewhere: 'orphan' });
    });

    it('though its ctime alone is young, as of a run that was copied here', () => {
      expect(workspace(running, { mtimeMs: 1_000_000 })).toEqual({ old: 'recent', elsewhere: 'orphan' });
    });

    it('not when it has its trace', () => {
      expect(workspace({})).toEqual({ old: 'orphan', elsewhere: 'orphan' });
    });

    it('not when nothing was written for longer', () => {
      expect(workspace(running, OLD)).toEqual({ old: 'orphan', elsewhere: 'orphan' });
    });

    it('though its trace is an empty map', () => {
      expect(workspace({ execution_traces: {} })).toEqual({ old: 'recent', elsewhere: 'orphan' });
    });

    it('because something was written to its dataset, the manifest being old', () => {
      const builder = new WorkspaceBuilder();
      const old = builder.store('corn', 'old');
      builder.store('corn', 'new');
      builder.manifest(PIPELINE, v3Manifest('corn', [], running));
      const { index } = withTimes(builder.root, { [storedName('old')]: OLD, 'manifest.yaml': OLD });
      expect(statesOf(at(index, Date.now()))[old]).toBe('recent');
    });

    it('because something was written beside its manifest', () => {
      const builder = new WorkspaceBuilder();
      const old = builder.store('corn', 'old');
      builder.manifest(PIPELINE, v3Manifest('corn', [], running));
      builder.file(`${PIPELINE}/deep/folds_1.csv`, 'new');
      const { index } = withTimes(builder.root, { [storedName('old')]: OLD, 'manifest.yaml': OLD });
      expect(statesOf(at(index, Date.now()))[old]).toBe('recent');
    });

    it('also in the _binaries of its run', () => {
      const builder = new WorkspaceBuilder();
      const old = builder.storeOld('corn', 'old');
      builder.manifest(PIPELINE, v3Manifest('corn', [], running));
      const { index } = withTimes(builder.root, { [oldStoredName('old')]: OLD });
      expect(statesOf(at(index, Date.now()))).toEqual({ [old]: 'recent' });
    });

    it('but a copy is never running', () => {
      const builder = new WorkspaceBuilder();
      const old = builder.store('corn', 'old');
      builder.manifest('library/x', v3Manifest('corn', [], running));
      const { index } = withTimes(builder.root, { [storedName('old')]: OLD });
      expect(statesOf(at(index, Date.now()))).toEqual({ [old]: 'orphan' });
    });
  });

  it('by the clock that asks, not by that of the scan', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'young');
    const { index } = scanned(builder.root, { now: () => 4_000_000_000_000 });
    expect(statesOf(at(index, Date.now()))).toEqual({ [file]: 'recent' });
    expect(statesOf(at(index, Date.now() + 25 * HOUR))).toEqual({ [file]: 'orphan' });
  });
});

describe('A file is undecided', () => {
  it.each([
    ['a primary manifest', 'runs/wheat/0001_x_aaaaaa'],
    ['a copy in the library', 'library/x'],
    ['a copy in an export', 'exports/x'],
    ['a copy anywhere', 'x/y/z'],
  ])('while %s is unreadable', (_what, folder) => {
    const builder = new WorkspaceBuilder();
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
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'unused');
    mkdirSync(builder.path(folder), { recursive: true });
    const fs = bentFileSystem({
      list: (path) => (path === builder.path(folder) ? failing('EACCES') : undefined),
    });
    const { index } = scanned(builder.root, { fs });
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'undecided' });
    expect(statistics(twoDaysOn(index)).unreadable).toMatchObject([
      { path: folder, code: 'UNLISTABLE', line: null },
    ]);
  });

  it('not for an unlistable .stemma, which holds no manifest of the workspace', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'unused');
    mkdirSync(builder.path('.stemma'));
    const fs = bentFileSystem({ list: (path) => (path.endsWith('.stemma') ? failing('EACCES') : undefined) });
    expect(statesOf(twoDaysOn(scanned(builder.root, { fs }).index))).toEqual({ [file]: 'orphan' });
  });

  it.each(['EACCES', 'EIO', 'EPERM'])('while a link in the workspace cannot be followed: %s', (code) => {
    const builder = new WorkspaceBuilder();
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
    const builder = new WorkspaceBuilder();
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

describe("Somebody else's manifest.yaml", () => {
  it.each([
    ['one of Kubernetes', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n'],
    ['one of a game', 'name: x\nversion: 3\npredictions: []\n'],
  ])('is ignored where nirs4all writes none: %s', (_what, text) => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'unused');
    builder.manifest('deploy', text);
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'orphan' });
    expect(statistics(ungraced(index))).toMatchObject({ unreadable: [], totals: { manifests: 0 } });
  });

  it('is a broken manifest where nirs4all writes its own', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'unused');
    builder.manifest(PIPELINE, 'apiVersion: v1\nkind: Pod\n');
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'undecided' });
    expect(listPipelines(ungraced(index))[0]?.state).toBe('unreadable');
  });

  it('is unreadable when it does not parse, for it may be ours', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'unused');
    builder.manifest('deploy', 'apiVersion: v1\nkind: [');
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [file]: 'undecided' });
  });

  it('does not matter when it is a folder', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'live');
    builder.manifest(`${PIPELINE}/manifest.yaml`, v3Manifest('corn', [v3Item('live')]));
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'referenced' });
    expect(statistics(ungraced(index)).totals.manifests).toBe(0);
  });
});

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
    expect(statistics(ungraced(index)).totals.missing_records).toBe(0);
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
    expect(statistics(ungraced(index)).totals).toMatchObject({
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
    expect(statistics(ungraced(index)).totals).toMatchObject({ missing_records: 1, logical_bytes: 0 });
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
    expect(statistics(ungraced(index)).totals).toMatchObject({ manifests: 1, records: 1 });
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
      expect(statistics(ungraced(index)).totals.manifests).toBe(
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
    expect(statistics(ungraced(index)).totals).toMatchObject({
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

describe('A workspace', () => {
  it('without any manifest has orphans alone', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'x');
    expect(Object.values(statesOf(twoDaysOn(scanned(builder.root).index)))).toEqual(['orphan']);
  });

  it('whose name for a file is no text of any system is undecided', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'unused');
    const folder = Buffer.concat([Buffer.from(`${builder.root}/library-`), Buffer.from([0xff, 0xfe])]);
    mkdirSync(folder);
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'undecided' });
  });
});
