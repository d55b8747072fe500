import { describe, expect, it } from 'vitest';
import { allRows } from '../../electron/registry/index/database.ts';
import { find } from '../../electron/registry/ask/find/find.ts';
import { foldsOf } from '../../electron/registry/ask/chains/folds.ts';
import { impactOf } from '../support/impact.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { listRecords } from '../../electron/registry/ask/records/record-list.ts';
import { countRecords } from '../support/count-records.ts';
import { recordDetails } from '../../electron/registry/ask/records/show.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { whyKept } from '../../electron/registry/ask/needs/why.ts';
import { copyFixture, fixtureWorkspace } from '../support/fixtures.ts';
import { dumpIndex } from '../support/dump-index.ts';
import {
  manifestNumber,
  recordNumber,
  scanAll,
  scanned,
  statesOf,
  twoDaysOn,
  ungraced,
} from '../support/scanning.ts';
import {
  WorkspaceBuilder,
  sha256,
  toYaml,
  v1Item,
  v3Item,
  v3Manifest,
} from '../support/workspace-builder.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

const PIPELINE = '0001_pls_aaaaaa';

/** Each test is a row of the table "What goes wrong in the reference implementation". */
describe('What the reference implementation does wrong', () => {
  it('1: a run folder without a date holds live files', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'live');
    builder.manifest(`runs/corn/${PIPELINE}`, v3Manifest('corn', [v3Item('live')]));
    expect(statesOf(twoDaysOn(scanned(builder.root).index))).toEqual({ [file]: 'referenced' });
  });

  it('1: the dataset that a manifest names decides, whatever its run folder is called', () => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'live');
    builder.manifest(`runs/2026-01-05_wheat/${PIPELINE}`, v3Manifest('corn', [v3Item('live')]));
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [file]: 'referenced' });
    expect(listPipelines(twoDaysOn(index), { dataset: 'corn' })).toHaveLength(1);
  });

  it('2: a run of corn2 is no run of corn', () => {
    const builder = new WorkspaceBuilder();
    const mine = builder.store('corn', 'of corn alone');
    const theirs = builder.store('corn2', 'of corn2');
    builder.manifest(`runs/2025-01-01_corn2/${PIPELINE}`, v3Manifest('corn2', [v3Item('of corn2')]));
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [mine]: 'orphan', [theirs]: 'referenced' });
    expect(listPipelines(twoDaysOn(index), { dataset: 'corn' })).toEqual([]);
    expect(countRecords(twoDaysOn(index), { dataset: 'corn2' })).toBe(1);
    expect(countRecords(twoDaysOn(index), { dataset: 'corn' })).toBe(0);
  });

  it('3: while a manifest cannot be parsed, nothing is an orphan', () => {
    const builder = new WorkspaceBuilder();
    const unused = builder.store('wheat', 'unused');
    const live = builder.store('corn', 'live');
    builder.manifest(`runs/corn/${PIPELINE}`, 'artifacts: [unclosed\npredictions: []\n');
    const { index } = scanned(builder.root);
    expect(statesOf(twoDaysOn(index))).toEqual({ [unused]: 'undecided', [live]: 'undecided' });
    const { totals, unreadable } = complete(statistics(twoDaysOn(index)));
    expect(totals).toMatchObject({
      manifests: 1,
      unreadable_manifests: 1,
      undecided_files: 2,
      orphan_files: 0,
    });
    expect(unreadable).toMatchObject([{ path: `runs/corn/${PIPELINE}/manifest.yaml`, code: 'SYNTAX' }]);
  });

  it('4: all folds of a model are found', () => {
    const builder = new WorkspaceBuilder();
    const items = [3, 0, 4, 1, 2].map((fold) => v3Item(`fold ${fold}`, { fold_id: fold }));
    const path = builder.manifest(`runs/corn/${PIPELINE}`, v3Manifest('corn', items));
    const { index } = scanned(builder.root);
    const context = ungraced(index);
    const folds = foldsOf(context, { manifests: [manifestNumber(index, path)], step: 4 });
    expect(folds.map((record) => record['fold_id'])).toEqual([0, 1, 2, 3, 4]);
    for (const fold of [0, 1, 2, 3, 4]) {
      const chain = String(items[0]?.['chain_path']);
      expect(countRecords(context, { chain, folds: [fold] })).toBe(1);
      const id = String(folds[fold]?.['artifact_id']);
      const siblings = recordDetails(context, recordNumber(index, id)).siblings;
      expect(siblings.map(({ artifact_id }) => artifact_id)).toEqual(
        folds.filter((record) => record['fold_id'] !== fold).map((record) => record['artifact_id']),
      );
    }
  });

  it('5: a file that two pipelines use is exclusive to neither', () => {
    const builder = new WorkspaceBuilder();
    const shared = builder.store('corn', 'shared');
    builder.store('corn', 'first only');
    const first = builder.manifest(
      'runs/corn/0001_a_aaaaaa',
      v3Manifest('corn', [v3Item('shared'), v3Item('first only')]),
    );
    const second = builder.manifest('runs/corn/0002_b_bbbbbb', v3Manifest('corn', [v3Item('shared')]));
    const { index } = scanned(builder.root);
    const context = ungraced(index);
    const impact = impactOf(context, { kind: 'pipelines', manifests: [manifestNumber(index, first)] });
    expect(impact).toMatchObject({
      frees: { files: 1, bytes: 10 },
      shared: { files: 1, bytes: 6 },
      breaks: [],
    });
    expect(listPipelines(context).map((row) => row.exclusive_bytes)).toEqual([10, 0]);
    expect(whyKept(context, find(index, shared))[0]?.kept_by.map(({ manifest }) => manifest)).toEqual([
      first,
      second,
    ]);
    const both = [first, second].map((path) => manifestNumber(index, path));
    expect(impactOf(context, { kind: 'pipelines', manifests: both })).toMatchObject({
      frees: { files: 2, bytes: 16 },
      shared: { files: 0 },
    });
  });

  it('6: nothing of a removed pipeline is left behind', () => {
    const root = copyFixture('several-datasets');
    const workspace = scanned(root);
    const builder = new WorkspaceBuilder(root);
    builder.remove('runs/corn/0002_stack_87fa7e');
    scanAll(workspace);
    const { index } = workspace;
    expect(dumpIndex(index)).toEqual(dumpIndex(scanned(root).index));
    expect(find(index, '0002_stack_87fa7e$2abba52dfd04:0').records).toHaveLength(1);
    for (const [table, column] of [
      ['record', 'manifest_id'],
      ['step', 'manifest_id'],
      ['manifest_use', 'manifest_id'],
    ]) {
      expect(
        allRows(index, `SELECT * FROM ${table} WHERE ${column} NOT IN (SELECT id FROM manifest)`),
      ).toEqual([]);
    }
    expect(allRows(index, 'SELECT * FROM dependency WHERE record_id NOT IN (SELECT id FROM record)')).toEqual(
      [],
    );
    expect(
      allRows(
        index,
        'SELECT * FROM dependency WHERE target_id IS NOT NULL AND target_id NOT IN (SELECT id FROM record)',
      ),
    ).toEqual([]);
    const { totals } = complete(statistics(ungraced(index)));
    expect(totals).toMatchObject({ manifests: 7, records: 42 });
    expect(totals.orphan_bytes).toBe(36946);
  });

  it('8: a workspace that was just opened has its statistics', () => {
    const { totals, by_type } = complete(statistics(ungraced(scanned(fixtureWorkspace('corn')).index)));
    expect(totals).toMatchObject({ records: 51, files: 24 });
    expect(totals.saved_bytes).toBe(338_693 - 174_027);
    expect(Object.keys(by_type)).toEqual(['encoder', 'model', 'transformer']);
  });

  it('9: a file that no manifest names yet is recent', () => {
    const builder = new WorkspaceBuilder().bystander();
    const file = builder.store('corn', 'just written');
    const { index } = scanned(builder.root);
    const nowMs = Date.now() + 1000;
    expect(statesOf({ index, nowMs, graceMs: 60_000 })).toEqual({ [file]: 'recent' });
    expect(statesOf({ index, nowMs: nowMs + 120_000, graceMs: 60_000 })).toEqual({ [file]: 'orphan' });
  });

  it('10: hashes that agree in 12 digits alone are two hashes', () => {
    const builder = new WorkspaceBuilder();
    const real = sha256('real');
    const other = `${real.slice(0, 12)}${'0'.repeat(52)}`;
    const file = builder.store('corn', 'real');
    builder.manifest(
      `runs/corn/${PIPELINE}`,
      v3Manifest('corn', [
        v3Item('real', { artifact_id: 'a$1:all' }),
        v3Item('real', { artifact_id: 'b$1:all', content_hash: `sha256:${other}` }),
      ]),
    );
    const context = ungraced(scanned(builder.root).index);
    const ids = (hash: string) =>
      listRecords(context, { hash }, { by: 'place' }, { limit: 10 }).records.map(
        (record) => record['artifact_id'],
      );
    expect(ids(real)).toEqual(['a$1:all']);
    expect(ids(other)).toEqual(['b$1:all']);
    expect(ids(real.slice(0, 12))).toEqual(['a$1:all', 'b$1:all']);
    expect(ids(real.slice(0, 13))).toEqual(['a$1:all']);
    // The file has its name from the 12 digits; a longer hash that nobody recorded is not its own.
    expect(find(context.index, `${real.slice(0, 12)}${'f'.repeat(52)}`)).toEqual({ records: [], files: [] });
    expect(find(context.index, real).files).toHaveLength(1);
    expect(statesOf(context)).toEqual({ [file]: 'referenced' });
  });

  it('12: deduplication is told in files, in bytes and as a ratio of each', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'x'.repeat(1000));
    builder.store('corn', 'tiny');
    const big = v3Item('x'.repeat(1000));
    builder.manifest(
      `runs/corn/${PIPELINE}`,
      v3Manifest('corn', [big, big, big, v3Item('tiny'), v3Item('lost')]),
    );
    const { totals } = complete(statistics(ungraced(scanned(builder.root).index)));
    expect(totals).toMatchObject({ records: 5, missing_records: 1, logical_bytes: 3004, saved_bytes: 2000 });
    expect(totals.dedup_ratio_files).toBeCloseTo(1 - 2 / 4, 12);
    expect(totals.dedup_ratio_bytes).toBeCloseTo(2000 / 3004, 12);
  });

  it('12: where nothing is stored both ratios are 0', () => {
    const builder = new WorkspaceBuilder();
    builder.manifest(`runs/corn/${PIPELINE}`, v3Manifest('corn', [v3Item('lost')]));
    const { totals } = complete(statistics(ungraced(scanned(builder.root).index)));
    expect(totals).toMatchObject({
      logical_bytes: 0,
      saved_bytes: 0,
      dedup_ratio_files: 0,
      dedup_ratio_bytes: 0,
    });
  });

  it.each([
    ['library/trained/pipeline/best', 'library'],
    ['exports/best_0001', 'export'],
    ['runs/archive/corn/deeper', 'other'],
    ['somewhere/else/entirely', 'other'],
  ])('13: a file that only %s names is kept, and says so', (folder, kind) => {
    const builder = new WorkspaceBuilder();
    const file = builder.store('corn', 'exported');
    const copy = builder.manifest(folder, v3Manifest('corn', [v3Item('exported')]));
    const { index } = scanned(builder.root);
    const context = twoDaysOn(index);
    expect(statesOf(context)).toEqual({ [file]: 'referenced' });
    expect(whyKept(context, find(index, file))).toMatchObject([
      { file, status: 'referenced', kept_by: [{ kind, manifest: copy, pipeline_id: PIPELINE }] },
    ]);
    expect(complete(statistics(context)).totals).toMatchObject({
      manifests: 0,
      records: 0,
      referenced_files: 1,
    });
    expect(listPipelines(context)).toEqual([]);
  });

  it('13: a file that a copy names too is exclusive to no pipeline', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'exported');
    const path = builder.manifest(`runs/corn/${PIPELINE}`, v3Manifest('corn', [v3Item('exported')]));
    builder.manifest('exports/best', v3Manifest('corn', [v3Item('exported')]));
    const { index } = scanned(builder.root);
    expect(listPipelines(ungraced(index))[0]?.exclusive_bytes).toBe(0);
    const impact = impactOf(ungraced(index), { kind: 'pipelines', manifests: [manifestNumber(index, path)] });
    expect(impact).toMatchObject({ frees: { files: 0, bytes: 0 }, shared: { files: 1, bytes: 8 } });
  });

  it('14: each item without an id is a record', () => {
    const { index } = scanned(fixtureWorkspace('old-layout'));
    const without = listRecords(ungraced(index), {}, { by: 'place' }, { limit: 1000 }).records.filter(
      (record) => record['artifact_id'] === undefined,
    );
    expect(without).toHaveLength(31);
    expect(new Set(without.map(({ manifest, position }) => `${manifest}#${position}`)).size).toBe(31);
    for (const { manifest, position } of without) {
      expect(find(index, `${manifest}#${position}`).records).toHaveLength(1);
    }
  });

  it('14: equal items are as many records', () => {
    const builder = new WorkspaceBuilder();
    builder.storeOld('corn', 'same');
    builder.manifest(
      `runs/corn/${PIPELINE}`,
      v3Manifest('corn', [v1Item('same'), v1Item('same'), v1Item('same')]),
    );
    const { totals } = complete(statistics(ungraced(scanned(builder.root).index)));
    expect(totals).toMatchObject({ records: 3, referenced_files: 1, logical_bytes: 12 });
  });

  it('15: a manifest that was cut off is unreadable, and its files are undecided', () => {
    const builder = new WorkspaceBuilder();
    const first = builder.store('corn', 'first');
    const second = builder.store('corn', 'second');
    const whole = toYaml(v3Manifest('corn', [v3Item('first'), v3Item('second')]));
    const cut = whole.slice(0, whole.lastIndexOf('  - artifact_id'));
    expect(cut).not.toContain('predictions');
    const path = builder.manifest(`runs/corn/${PIPELINE}`, cut);
    const context = twoDaysOn(scanned(builder.root).index);
    expect(statesOf(context)).toEqual({ [first]: 'undecided', [second]: 'undecided' });
    const [entry] = complete(statistics(context)).unreadable;
    expect(entry).toMatchObject({ path, code: 'CUT_OFF', line: cut.trimEnd().split('\n').length });
  });
});
