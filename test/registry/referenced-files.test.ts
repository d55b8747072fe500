import { describe, expect, it } from 'vitest';
import { listFiles } from '../../electron/registry/ask/files/files.ts';
import { find } from '../../electron/registry/ask/find/find.ts';
import { impactOf } from '../support/impact.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { recordDetails } from '../../electron/registry/ask/records/show.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { whyKept } from '../../electron/registry/ask/needs/why.ts';
import { manifestNumber, recordNumber, scanned, statesOf, twoDaysOn, ungraced } from '../support/scanning.ts';
import {
  WorkspaceBuilder,
  oldStoredName,
  storedName,
  v1Item,
  v1Manifest,
  v3Item,
  v3Manifest,
} from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

const PIPELINE = 'runs/corn/0001_pls_aaaaaa';
const HOUR = 60 * 60 * 1000;

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
    expect(complete(statistics(ungraced(index))).totals.logical_bytes).toBe(3);
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
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({ manifests: 0, records: 0 });
  });

  it('though a copy names it by an old-style path, and the record is present', () => {
    const builder = new WorkspaceBuilder();
    builder.storeOld('corn', 'old');
    const copy = builder.manifest('library/trained/best', v1Manifest('corn', [v1Item('old')]));
    const { index } = scanned(builder.root);
    expect(recordDetails(ungraced(index), recordNumber(index, `${copy}#0`)).file_status).toBe('present');
  });

  it('but not in a folder below the one where nirs4all looks', () => {
    const builder = new WorkspaceBuilder();
    builder.file(`binaries/corn/deep/${storedName('new')}`, 'new');
    builder.file(`runs/corn/_binaries/deep/${oldStoredName('old')}`, 'old');
    builder.manifest(PIPELINE, v3Manifest('corn', [v3Item('new'), v1Item('old')]));
    builder.manifest('library/x', v1Manifest('corn', [v1Item('old')]));
    const { index } = scanned(builder.root);
    expect(Object.values(statesOf(twoDaysOn(index)))).toEqual(['foreign', 'foreign']);
    expect(complete(statistics(ungraced(index))).totals).toMatchObject({ records: 2, missing_records: 2 });
  });

  it('but not by a manifest in .stemma, which Stemma itself put there', () => {
    const builder = new WorkspaceBuilder().bystander();
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
