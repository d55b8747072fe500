import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import { scanAll, scanned, ungraced } from '../support/scanning.ts';
import {
  oldStoredName,
  sha256,
  toYaml,
  v1Item,
  v1Manifest,
  v3Item,
  v3Manifest,
  WorkspaceBuilder,
} from '../support/workspace-builder.ts';
import {
  clean,
  cleaningOf,
  codeOf,
  empty,
  filesIn,
  planned,
  restore,
  snapshot,
  sure,
  trashId,
} from './support.ts';
import { complete } from '../../electron/registry/columns/slices.ts';

const DAY = 24 * 60 * 60 * 1000;
const PIPELINE = '0001_pls_aaaaaa';

/** The paths of the orphans that a plan would move. */
function orphansOf(root: string, graceMs: number = 0, now: () => number = Date.now): string[] {
  const plan = sure(planned(cleaningOf(root, { now }), { kind: 'orphans' }, { graceMs }));
  return plan.entries.map(({ path }) => path);
}

/** Each test is a row of the table "What goes wrong in the reference implementation" that deletes something. */
describe('What the reference implementation deletes', () => {
  it('1: the live files of a run whose folder has no date, or any other name', () => {
    const builder = new WorkspaceBuilder();
    for (const run of ['corn', 'wheat', '2026-01-05_wheat']) {
      builder.store('corn', `of ${run}`);
      builder.manifest(`runs/${run}/${PIPELINE}`, v3Manifest('corn', [v3Item(`of ${run}`)], { uid: run }));
    }
    const orphan = builder.store('corn', 'nobody');
    expect(orphansOf(builder.root)).toEqual([orphan]);
  });

  it('2: what a run of corn2 has of its own, for a run of corn', () => {
    const builder = new WorkspaceBuilder();
    const theirs = builder.store('corn2', 'of corn2');
    const mine = builder.store('corn', 'of corn2');
    builder.manifest(`runs/2025-01-01_corn2/${PIPELINE}`, v3Manifest('corn2', [v3Item('of corn2')]));
    const here = cleaningOf(builder.root);
    expect(sure(planned(here, { kind: 'orphans', dataset: 'corn2' })).entries).toEqual([]);
    expect(sure(planned(here, { kind: 'orphans', dataset: 'corn' })).entries.map(({ path }) => path)).toEqual(
      [mine],
    );
    const done = clean(here, { kind: 'dataset', dataset: 'corn' }, { consent: { dataset: 'corn' } });
    expect(done.moved.map(({ path }) => path)).toEqual([mine]);
    expect(existsSync(join(builder.root, theirs))).toBe(true);
  });

  it('3: the files of a manifest that can not be parsed', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'live');
    builder.manifest(`runs/corn/${PIPELINE}`, 'artifacts: [unclosed\npredictions: []\n');
    expect(codeOf(planned(cleaningOf(builder.root), { kind: 'orphans' }))).toBe('UNREADABLE');
  });

  it('5: with a pipeline, files that others need', () => {
    const builder = new WorkspaceBuilder();
    const shared = builder.store('corn', 'shared');
    const [one, two] = ['0001_a_aaaaaa', '0002_b_bbbbbb'].map((name) =>
      builder.manifest(`runs/corn/${name}`, v3Manifest('corn', [v3Item('shared')], { uid: name })),
    );
    const here = cleaningOf(builder.root);
    clean(here, { kind: 'pipeline', manifest: one ?? '' });
    expect(existsSync(join(builder.root, shared))).toBe(true);
    const last = clean(here, { kind: 'pipeline', manifest: two ?? '' });
    expect(last.moved.map(({ path }) => path)).toContain(shared);
  });

  it('6: a pipeline, but not what it remembers of it', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'mine');
    builder.store('corn', 'other');
    const one = builder.manifest(
      `runs/corn/${PIPELINE}`,
      v3Manifest('corn', [v3Item('mine')], { uid: 'one' }),
    );
    builder.manifest('runs/corn/0002_b_bbbbbb', v3Manifest('corn', [v3Item('other')], { uid: 'two' }));
    const here = cleaningOf(builder.root);
    const id = trashId(clean(here, { kind: 'pipeline', manifest: one }));
    scanAll(here.workspace);
    const context = ungraced(here.workspace.index);
    expect(complete(statistics(context)).totals).toEqual(
      complete(statistics(ungraced(scanned(builder.root).index))).totals,
    );
    expect(listPipelines(context)).toHaveLength(1);
    sure(restore(here, id));
    scanAll(here.workspace);
    expect(listPipelines(ungraced(here.workspace.index))).toHaveLength(2);
  });

  it('9: files that are newer than the manifest that will name them', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'live');
    builder.manifest(`runs/corn/${PIPELINE}`, v3Manifest('corn', [v3Item('live')]));
    const fresh = builder.store('corn', 'will be named');
    // An old mtime, as rsync and unzip carry along, makes it no older.
    builder.touch(fresh, Date.now() - 30 * DAY);
    expect(orphansOf(builder.root, DAY)).toEqual([]);
    expect(orphansOf(builder.root, DAY, () => Date.now() + 2 * DAY)).toEqual([fresh]);
  });

  it('10: files of other bytes with the same twelve digits', () => {
    const builder = new WorkspaceBuilder();
    // Somebody put other bytes under the name of the record's; its own lie under another name in the trash.
    const mine = builder.store('corn', 'mine');
    const here = cleaningOf(builder.root);
    const manifest = builder.manifest(
      `runs/corn/${PIPELINE}`,
      v3Manifest('corn', [v3Item('other')], { uid: 'one' }),
    );
    builder.store('corn', 'other');
    const id = trashId(clean(here, { kind: 'orphans' }));
    const twin = sha256('mine').slice(0, 12) + '0'.repeat(52);
    builder.manifest(
      'runs/corn/0002_b_bbbbbb',
      v3Manifest('corn', [
        v3Item('other', { path: 'model_X_000000000000.joblib', content_hash: `sha256:${twin}` }),
      ]),
    );
    // The digits are those of what lies in the trash, the whole hash is not: nobody wants it again.
    expect(sure(empty(here, [id])).removed.map(({ path }) => path)).toEqual([mine]);
    expect(existsSync(join(builder.root, manifest))).toBe(true);
  });

  it('10: nor are other bytes of the same name taken for what was restored', () => {
    const builder = new WorkspaceBuilder();
    const path = builder.store('corn', 'mine');
    builder.manifest(`runs/corn/${PIPELINE}`, v3Manifest('corn', []));
    const here = cleaningOf(builder.root);
    const id = trashId(clean(here, { kind: 'orphans' }));
    builder.file(path, 'MINE');
    expect(sure(restore(here, id)).skipped).toMatchObject([{ path, reason: 'conflict' }]);
    expect(readFileSync(join(builder.root, path), 'utf8')).toBe('MINE');
  });

  it('11: for good, at once', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'nobody');
    builder.store('corn', 'mine');
    const manifest = builder.manifest(`runs/corn/${PIPELINE}`, v3Manifest('corn', [v3Item('mine')]));
    const before = snapshot(builder.root);
    const here = cleaningOf(builder.root);
    const ids = [clean(here, { kind: 'orphans' }), clean(here, { kind: 'pipeline', manifest })].map(trashId);
    expect(filesIn(builder.root, '.stemma').filter((path) => path.includes('/files/'))).toHaveLength(3);
    for (const id of ids) sure(restore(here, id));
    expect(snapshot(builder.root)).toEqual(before);
  });

  it('13: files that only an export or a library entry names', () => {
    const builder = new WorkspaceBuilder().bystander();
    const kept = ['library/trained/pipeline/x', 'exports/y', 'runs/archive/2025/z', 'elsewhere'].map(
      (folder) => {
        builder.manifest(folder, v3Manifest('corn', [v3Item(folder)]));
        return builder.store('corn', folder);
      },
    );
    const old = builder.storeOld('corn', 'old');
    builder.manifest('library/old', v1Manifest('corn', [v1Item('old')]));
    const orphan = builder.store('corn', 'nobody');
    expect(orphansOf(builder.root)).toEqual([orphan]);
    expect(kept.every((path) => existsSync(join(builder.root, path)))).toBe(true);
    expect(existsSync(join(builder.root, old))).toBe(true);
  });

  it('14: what records without an id name, for it sees but one of them', () => {
    const builder = new WorkspaceBuilder();
    const contents = ['one', 'two', 'three'];
    for (const content of contents) builder.storeOld('corn', content);
    const orphan = builder.storeOld('corn', 'nobody');
    builder.manifest(
      `runs/corn/${PIPELINE}`,
      v1Manifest(
        'corn',
        contents.map((content) => v1Item(content)),
      ),
    );
    expect(orphansOf(builder.root)).toEqual([orphan]);
    const plan = sure(
      planned(cleaningOf(builder.root), {
        kind: 'pipeline',
        manifest: `runs/corn/${PIPELINE}/manifest.yaml`,
      }),
    );
    expect(plan.entries.slice(1).map(({ path }) => path)).toEqual(
      contents.map((content) => `runs/corn/_binaries/${oldStoredName(content)}`).toSorted(),
    );
  });

  it('15: the live files of a manifest that was cut off, wherever', () => {
    const builder = new WorkspaceBuilder();
    const contents = ['one', 'two', 'three'];
    const text = toYaml(
      v3Manifest(
        'corn',
        contents.map((content) => v3Item(content)),
      ),
    );
    for (const content of contents) builder.store('corn', content);
    for (let length = 0; length < text.indexOf('\npredictions'); length += 41) {
      builder.manifest(`runs/corn/${PIPELINE}`, text.slice(0, length));
      expect(codeOf(planned(cleaningOf(builder.root), { kind: 'orphans' }))).toBe('UNREADABLE');
    }
  });

  it('16: the folder of a pipeline, so that a later run overwrites a living one', () => {
    const builder = new WorkspaceBuilder();
    const names = ['0001_a_aaaaaa', '0002_b_bbbbbb', '0003_c_cccccc'];
    const manifests = names.map((name) =>
      builder.manifest(`runs/corn/${name}`, v3Manifest('corn', [], { uid: name })),
    );
    const here = cleaningOf(builder.root);
    clean(here, { kind: 'pipeline', manifest: manifests[1] ?? '' });
    sure(empty(here));
    expect(readdirSync(join(builder.root, 'runs/corn')).toSorted()).toEqual(names);
    expect(filesIn(builder.root, dirname(manifests[1] ?? ''))).toEqual([]);
  });
});
