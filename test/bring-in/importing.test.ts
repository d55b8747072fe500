import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bringing } from '../../electron/registry/layouts/layouts.ts';
import { applyImport } from '../../electron/registry/bring-in/apply-import.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { cleaningOf, codeOf, drive, filesIn, snapshot, sure } from '../clean/support.ts';
import { filesOnly } from '../clean/contents.ts';
import { fixtureWorkspace, FIXTURES } from '../support/fixtures.ts';
import { scanAll, statesOf, ungraced } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  oldStoredName,
  sha256,
  storedName,
  v1Item,
  v1Manifest,
  v3Item,
  v3Manifest,
  WorkspaceBuilder,
} from '../support/workspace-builder.ts';
import { imported, planned, undone } from './support.ts';

/** An empty workspace. */
function empty(): string {
  const root = join(temporaryFolder(), 'workspace');
  for (const folder of ['runs', 'binaries']) mkdirSync(join(root, folder), { recursive: true });
  return root;
}

/** A pipeline of two stored files somewhere else. */
function away(keys: Record<string, unknown> = {}): { builder: WorkspaceBuilder; manifest: string } {
  const builder = new WorkspaceBuilder();
  builder.store('corn', 'one');
  builder.store('corn', 'two');
  const manifest = builder.manifest(
    'runs/corn/0001_pls_aaaaaa',
    v3Manifest('corn', [v3Item('one'), v3Item('two')], { uid: 'away', ...keys }),
  );
  builder.file('runs/corn/0001_pls_aaaaaa/pipeline.json', '[]');
  return { builder, manifest };
}

describe('Importing', () => {
  it.each(FIXTURES)(
    'brings the whole of %s into an empty workspace, byte for byte, and undo takes all of it back',
    (name) => {
      const source = fixtureWorkspace(name);
      const root = empty();
      const before = snapshot(root);
      const cleaning = cleaningOf(root);
      const done = sure(imported(cleaning, source, { withoutMissing: true }));
      expect(done.skipped).toEqual([]);
      const bytesIn = (folder: string, path: string): string => sha256(readFileSync(join(folder, path)));
      // Some get another number: what lies in them is the same.
      const there = new Set(filesIn(source, 'runs').map((path) => bytesIn(source, path)));
      const manifests = filesIn(root, 'runs').filter((path) => !path.endsWith('/pipeline.json'));
      expect(manifests.filter((path) => !there.has(bytesIn(root, path)))).toEqual([]);
      expect(manifests.length).toBeGreaterThan(0);
      for (const path of filesIn(root, 'binaries')) expect(bytesIn(root, path)).toBe(bytesIn(source, path));
      // A second time everything is there.
      expect(new Set(planned(cleaning, source).items.map(({ status }) => status))).toEqual(new Set(['same']));
      sure(undone(cleaning, done.import_id));
      expect(filesOnly(snapshot(root))).toEqual(filesOnly(before));
    },
  );

  it('leaves a manifest out whose stored file was here when it was planned and has gone since', () => {
    const { builder } = away();
    const root = empty();
    const here = new WorkspaceBuilder(root).store('corn', 'one');
    const cleaning = cleaningOf(root);
    const plan = planned(cleaning, builder.root);
    expect(plan.items[0]?.files.map(({ status }) => status)).toEqual(['present', 'copy']);
    rmSync(join(root, here));
    const done = sure(drive(applyImport(cleaning, plan, NEVER)));
    expect(done).toMatchObject({ manifests: [], files: 0, import_id: null });
    expect(done.skipped.map(({ reason }) => reason)).toEqual([`${here}, which it needs, is no longer there`]);
  });

  it.each(FIXTURES)('brings every fixture into %s, and undo restores what was there', (into) => {
    for (const from of FIXTURES) {
      if (into === from) continue;
      const root = join(temporaryFolder(), 'workspace');
      cpSync(fixtureWorkspace(into), root, { recursive: true, preserveTimestamps: true });
      const before = filesOnly(snapshot(root));
      const cleaning = cleaningOf(root);
      const done = sure(
        imported(cleaning, fixtureWorkspace(from), { onConflict: 'beside', withoutMissing: true }),
      );
      expect(filesOnly(snapshot(root))).toMatchObject(before);
      scanAll(cleaning.workspace);
      if (done.import_id === null) continue;
      const taken = undone(cleaning, done.import_id);
      // A fixture with manifests that can't be read takes nothing of its store away.
      if (taken.ok) expect(filesOnly(snapshot(root))).toEqual(before);
      else expect(taken.error.code).toBe('UNREADABLE');
    }
  });

  it('makes the pipeline.json that nirs4all wrote, where it was not brought', () => {
    let compared = 0;
    for (const name of FIXTURES) {
      const source = fixtureWorkspace(name);
      for (const path of filesIn(source, 'runs').filter((each) => each.endsWith('/pipeline.json'))) {
        const manifest = readFileSync(join(source, path.replace('pipeline.json', 'manifest.yaml')));
        const made = bringing.pipelineFileOf(manifest);
        if (made === null) continue;
        expect(JSON.parse(Buffer.from(made).toString())).toEqual(
          JSON.parse(readFileSync(join(source, path), 'utf8')),
        );
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  it('finds stored files beside a manifest, and takes nothing else of such a folder', () => {
    const folder = temporaryFolder();
    const { manifest, builder } = away({ pipeline: { steps: [{ model: 'PLS' }] } });
    cpSync(builder.path(manifest), join(folder, 'sent.yaml'));
    for (const content of ['one', 'two']) writeFileSync(join(folder, storedName(content)), content);
    writeFileSync(join(folder, 'private.txt'), 'mine');
    const root = empty();
    const done = sure(imported(cleaningOf(root), join(folder, 'sent.yaml')));
    expect(done).toMatchObject({
      manifests: [
        'runs/corn/0001_pls_aaaaaa/manifest.yaml'.replace(
          '0001_pls_aaaaaa',
          done.manifests[0]?.split('/')[2] ?? '',
        ),
      ],
    });
    expect(Object.keys(filesOnly(snapshot(root))).filter((path) => path.includes('private'))).toEqual([]);
    expect(
      readFileSync(join(root, done.manifests[0]?.replace('manifest.yaml', 'pipeline.json') ?? ''), 'utf8'),
    ).toContain('PLS');
  });

  it('keeps a manifest out of which files are missing or hold other bytes, unless it may go in without', () => {
    const { builder } = away();
    builder.remove(`binaries/corn/${storedName('one')}`);
    builder.file(`binaries/corn/${storedName('two')}`, 'damaged');
    const root = empty();
    const cleaning = cleaningOf(root);
    const plan = planned(cleaning, builder.root);
    expect(plan.items).toMatchObject([
      {
        status: 'new',
        isTaken: false,
        notes: expect.arrayContaining(['FILES_MISSING']),
        files: [{ status: 'missing' }, { status: 'wrong-hash' }],
      },
    ]);
    expect(sure(imported(cleaning, builder.root))).toMatchObject({ import_id: null, manifests: [] });
    expect(sure(imported(cleaning, builder.root, { withoutMissing: true })).manifests).toHaveLength(1);
    expect(filesIn(root, 'binaries')).toEqual([]);
  });

  it('trusts a stored file by its whole hash alone', () => {
    const { builder } = away();
    const root = empty();
    mkdirSync(join(root, 'binaries/corn'));
    writeFileSync(join(root, 'binaries/corn', storedName('one')), 'cut off');
    writeFileSync(join(root, 'binaries/corn', storedName('two')), 'two');
    // The right one takes the place of the damaged one where it was brought, and else nothing does.
    expect(planned(cleaningOf(root), builder.root).items).toMatchObject([
      {
        isTaken: true,
        files: [{ status: 'copy', replaces: { size: 7, sha256: sha256('cut off') } }, { status: 'present' }],
      },
    ]);
    builder.remove(`binaries/corn/${storedName('one')}`);
    expect(planned(cleaningOf(root), builder.root).items).toMatchObject([
      { isTaken: false, files: [{ status: 'rejected' }, { status: 'present' }] },
    ]);
  });

  it('says of another run in its place what both are, and puts it beside under a free number where that is wanted', () => {
    const { builder } = away({ uid: 'other', created_at: '2026-02-02T00:00:00+00:00' });
    const home = away({ created_at: '2026-01-01T00:00:00+00:00' });
    const cleaning = cleaningOf(home.builder.root);
    const before = filesOnly(snapshot(home.builder.root));
    const [item] = planned(cleaning, builder.root).items;
    expect(item).toMatchObject({ status: 'conflict', isTaken: false });
    expect(item?.reason).toContain('2026-01-01');
    expect(item?.reason).toContain('2026-02-02');
    const done = sure(imported(cleaning, builder.root, { onConflict: 'beside' }));
    expect(done.manifests).toEqual(['runs/corn/0002_pls_aaaaaa/manifest.yaml']);
    // What both use stays when one of them is taken back.
    sure(undone(cleaning, done.import_id));
    expect(filesOnly(snapshot(home.builder.root))).toEqual(before);
  });

  it('gives no number that a later run of nirs4all comes to again', () => {
    const builder = new WorkspaceBuilder();
    for (const number of ['0005', '0007'])
      builder.manifest(`runs/corn/${number}_x_aaaaaa`, v3Manifest('corn', [], { uid: number }));
    const root = empty();
    expect(sure(imported(cleaningOf(root), builder.root)).manifests).toEqual([
      'runs/corn/0001_x_aaaaaa/manifest.yaml',
      'runs/corn/0002_x_aaaaaa/manifest.yaml',
    ]);
  });

  it('tells what is broken and where, and brings in the rest', () => {
    const { builder } = away();
    builder.manifest('runs/corn/0002_cut_bbbbbb', 'uid: x\nartifacts:\n  items: []\n');
    builder.manifest(
      'runs/corn/0003_out_cccccc',
      v3Manifest('corn', [v3Item('one', { path: '../../evil' })]),
    );
    builder.manifest('runs/corn/0004_set_dddddd', v3Manifest('../../etc', []));
    builder.manifest('runs/corn/0005_yaml_eeeeee', 'a: [\n');
    const root = empty();
    const cleaning = cleaningOf(root);
    const items = planned(cleaning, builder.root).items;
    expect(items.map(({ status }) => status)).toEqual(['new', 'broken', 'broken', 'broken', 'broken']);
    expect(items[1]?.line).toBe(3);
    expect(items[4]).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
    expect(sure(imported(cleaning, builder.root)).manifests).toHaveLength(1);
    expect(Object.keys(snapshot(join(root, '..'))).filter((path) => path.includes('evil'))).toEqual([]);
  });

  it('brings files of old versions into their run, by the digits of their names', () => {
    const builder = new WorkspaceBuilder();
    builder.storeOld('2025-01-01_corn', 'old');
    builder.manifest('runs/2025-01-01_corn/0001_old_aaaaaa', v1Manifest('corn', [v1Item('old')]));
    const root = empty();
    sure(imported(cleaningOf(root), builder.path('runs/2025-01-01_corn')));
    expect(readFileSync(join(root, 'runs/2025-01-01_corn/_binaries', oldStoredName('old')), 'utf8')).toBe(
      'old',
    );
  });

  it('says which folds are missing, in the store or in the manifest itself', () => {
    const builder = new WorkspaceBuilder();
    const folds = (all: readonly number[], chain: string): Record<string, unknown>[] =>
      all.map((fold) => {
        const content = `${chain} ${fold}`;
        builder.store('corn', content);
        const id = `0001_pls_aaaaaa$abc:${fold}`;
        return v3Item(content, { artifact_id: id, fold_id: fold, chain_path: chain });
      });
    builder.manifest(
      'runs/corn/0001_pls_aaaaaa',
      v3Manifest('corn', folds([0, 1, 3], 's1.PLS'), { uid: 'gap' }),
    );
    builder.manifest(
      'runs/corn/0002_pls_bbbbbb',
      v3Manifest('corn', folds([0, 1, 2], 's2.PLS'), { uid: 'file' }),
    );
    builder.remove(`binaries/corn/${storedName('s2.PLS 1')}`);
    const root = empty();
    expect(planned(cleaningOf(root), builder.root, { withoutMissing: true }).items).toMatchObject([
      { missingFolds: [2], notes: expect.arrayContaining(['FOLDS_MISSING']) as unknown },
      { missingFolds: [1], notes: expect.arrayContaining(['FILES_MISSING']) as unknown },
    ]);
  });

  it('says where nirs4all would not look for a run', () => {
    const notesIn = (run: string, here: string | null): readonly string[] => {
      const { builder } = away();
      const source = new WorkspaceBuilder();
      cpSync(builder.path('binaries'), source.path('binaries'), { recursive: true });
      cpSync(builder.path('runs/corn'), source.path(`runs/${run}`), { recursive: true });
      const root = empty();
      if (here !== null) mkdirSync(join(root, 'runs', here));
      return planned(cleaningOf(root), source.root).items[0]?.notes ?? [];
    };
    expect(notesIn('corn', null)).not.toContain('OTHER_RUN');
    expect(notesIn('2025-01-01_corn', null)).not.toContain('OTHER_RUN');
    expect(notesIn('2025-01-01_corn', 'corn')).toContain('OTHER_RUN');
    expect(notesIn('wheat', null)).toContain('OTHER_RUN');
  });

  it('names dependencies that are nowhere', () => {
    const builder = new WorkspaceBuilder();
    builder.store('corn', 'meta');
    builder.manifest(
      'runs/corn/0001_meta_aaaaaa',
      v3Manifest('corn', [v3Item('meta', { depends_on: ['0009_gone_ffffff$abc:0'] })]),
    );
    expect(planned(cleaningOf(empty()), builder.root).items).toMatchObject([
      { unresolved: ['0009_gone_ffffff$abc:0'] },
    ]);
  });

  it('follows no link, neither there nor here', () => {
    const { builder } = away();
    const secret = join(temporaryFolder(), 'secret');
    writeFileSync(secret, 'one');
    builder.remove(`binaries/corn/${storedName('one')}`);
    builder.link(`binaries/corn/${storedName('one')}`, secret);
    expect(planned(cleaningOf(empty()), builder.root).items[0]?.files[0]?.status).toBe('missing');
    const home = new WorkspaceBuilder();
    home.remove('binaries');
    home.link('binaries', temporaryFolder());
    expect(planned(cleaningOf(home.root), away().builder.root).items[0]?.files[0]?.status).toBe('rejected');
  });

  it('leaves what became something else since, and what somebody uses by now, when it is taken back', () => {
    const { builder } = away();
    const root = empty();
    const cleaning = cleaningOf(root);
    const done = sure(imported(cleaning, builder.root));
    const home = new WorkspaceBuilder(root);
    home.manifest('runs/corn/0002_user_bbbbbb', v3Manifest('corn', [v3Item('one')], { uid: 'user' }));
    home.file('runs/corn/0001_pls_aaaaaa/notes.txt', 'mine');
    sure(undone(cleaning, done.import_id));
    expect(filesIn(root, 'runs')).toEqual(
      expect.arrayContaining([
        'runs/corn/0001_pls_aaaaaa/notes.txt',
        'runs/corn/0002_user_bbbbbb/manifest.yaml',
      ]),
    );
    expect(filesIn(root, 'binaries')).toEqual([`binaries/corn/${storedName('one')}`]);
    scanAll(cleaning.workspace);
    expect(statesOf(ungraced(cleaning.workspace.index))).toEqual({
      [`binaries/corn/${storedName('one')}`]: 'referenced',
    });
    expect(codeOf(undone(cleaning, '20260101T000000Z-aaaaaa'))).toBe('NOT_FOUND');
    expect(codeOf(undone(cleaning, '../../x'))).toBe('NOT_FOUND');
    rmSync(root, { recursive: true });
  });
});
