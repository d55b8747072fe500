import { describe, expect, it } from 'vitest';
import type { ReadableIndex } from '../../electron/registry/index/database.ts';
import type { QueryContext } from '../../electron/registry/state/context.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { scanned, statesOf, twoDaysOn, ungraced } from '../support/scanning.ts';
import { WorkspaceBuilder, storedName, v3Item, v3Manifest } from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

const PIPELINE = 'runs/corn/0001_pls_aaaaaa';
const HOUR = 60 * 60 * 1000;

/** Asks at a fixed time, with a day's grace. */
function at(index: ReadableIndex, nowMs: number): QueryContext {
  return { index, nowMs, graceMs: 24 * HOUR };
}

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
    const builder = new WorkspaceBuilder().bystander();
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

describe("Somebody else's manifest.yaml", () => {
  it.each([
    ['one of Kubernetes', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n'],
    ['one of a game', 'name: x\nversion: 3\npredictions: []\n'],
  ])('is ignored where nirs4all writes none: %s', (_what, text) => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'unused');
    builder.manifest('deploy', text);
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'orphan' });
    expect(complete(statistics(ungraced(index)))).toMatchObject({ unreadable: [], totals: { manifests: 1 } });
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
    expect(complete(statistics(ungraced(index))).totals.manifests).toBe(0);
  });
});
