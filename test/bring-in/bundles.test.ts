import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyImport } from '../../electron/registry/bring-in/apply-import.ts';
import { withChoices } from '../../electron/registry/bring-in/choose-items.ts';
import { sourceInArchive } from '../../electron/registry/bring-in/find-manifests.ts';
import type { ImportBundle } from '../../electron/registry/bring-in/import-plan.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { unpack } from '../../electron/registry/files/archive/unpack.ts';
import { writableNodeFileSystem as fs } from '../../electron/registry/files/writable-file-system.ts';
import { filesOnly } from '../clean/contents.ts';
import { cleaningOf, drive, filesIn, restore, snapshot, sure, trashOf } from '../clean/support.ts';
import { fixtureWorkspace } from '../support/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { WorkspaceBuilder } from '../support/workspace-builder.ts';
import { rawZip } from '../support/zip.ts';
import { imported, planned, undone } from './support.ts';

/** The one that nirs4all made, of a pipeline that was deleted since. */
const REAL = join(fixtureWorkspace('bundle-and-library'), 'exports/sugar_best.n4a');

function folderWith(...names: readonly string[]): string {
  const folder = temporaryFolder();
  for (const name of names) copyFileSync(REAL, join(folder, name));
  return folder;
}

function onlyBundle(root: string, source: string): ImportBundle | undefined {
  return planned(cleaningOf(root), source).bundles[0];
}

describe('A bundle', () => {
  it('is looked into: its steps, its folds, and the pipeline that it was made of', () => {
    const { root } = new WorkspaceBuilder().bystander();
    const plan = planned(cleaningOf(root), folderWith('best.n4a'));
    expect(plan.items).toEqual([]);
    expect(plan.bundles).toMatchObject([
      {
        status: 'new',
        isTaken: false,
        madeOf: null,
        says: {
          steps: 4,
          folds: [0, 1, 2],
          files: 5,
          pipelineId: '0001_prod_3ed540',
          dataset: 'sugar',
          createdAt: '2026-01-04T09:00:00.360584+00:00',
        },
        file: { path: 'exports/best.n4a' },
      },
    ]);
    expect(plan.left.map(({ reason }) => reason)).toEqual([
      'a bundle of 0001_prod_3ed540, which is not here (4 steps; folds 0, 1, 2; 5 files): it holds no records, so it becomes no pipeline; it needs nothing, can be used where it lies, and be copied whole',
    ]);
  });

  it('of a pipeline that is here says which', () => {
    const root = join(temporaryFolder(), 'workspace');
    cpSync(fixtureWorkspace('bundle-and-library'), root, { recursive: true });
    const here = onlyBundle(root, folderWith('other.n4a'));
    const manifest = filesIn(root, 'runs').find((path) => path.includes('0001_prod_3ed540/manifest'));
    expect(here?.madeOf).toBe(manifest ?? null);
    // The very same lies there.
    expect(onlyBundle(root, folderWith('sugar_best.n4a'))).toMatchObject({ status: 'same', isTaken: false });
  });

  it('is copied whole where that is wanted, never over another, and taken back', () => {
    const builder = new WorkspaceBuilder().bystander();
    builder.file('exports/taken.n4a', 'other bytes');
    const { root } = builder;
    const before = filesOnly(snapshot(root));
    const cleaning = cleaningOf(root);
    const source = folderWith('best.n4a', 'taken.n4a', 'program.n4a.py');
    expect(sure(imported(cleaning, source)).bundles).toEqual([]);
    const done = sure(imported(cleaning, source, { copyBundles: true, onConflict: 'beside' }));
    expect(done).toMatchObject({
      manifests: [],
      bundles: ['exports/best.n4a', 'exports/program.n4a.py', 'exports/taken_2.n4a'],
      files: 0,
    });
    for (const path of done.bundles) expect(readFileSync(join(root, path))).toEqual(readFileSync(REAL));
    expect(readFileSync(join(root, 'exports/taken.n4a'), 'utf8')).toBe('other bytes');
    sure(undone(cleaning, done.import_id));
    expect(filesOnly(snapshot(root))).toEqual(before);
    const [batch] = trashOf(cleaning);
    sure(restore(cleaning, batch?.trash_id ?? ''));
    for (const path of done.bundles) expect(readFileSync(join(root, path))).toEqual(readFileSync(REAL));
  });

  it('is copied one by one, each beside those before it', () => {
    const builder = new WorkspaceBuilder().bystander();
    builder.file('exports/taken.n4a', 'other bytes');
    const around = temporaryFolder();
    for (const folder of ['a', 'b']) {
      mkdirSync(join(around, folder));
      writeFileSync(join(around, folder, 'same.n4a.py'), `of ${folder}`);
    }
    copyFileSync(REAL, join(around, 'left.n4a'));
    copyFileSync(REAL, join(around, 'taken.n4a'));
    const cleaning = cleaningOf(builder.root);
    const plan = planned(cleaning, around, { onConflict: 'beside' });
    const names = plan.bundles.map(({ source }) => source.slice(around.length + 1));
    const chosen = new Set(
      ['a/same.n4a.py', 'b/same.n4a.py', 'taken.n4a'].map((name) => names.indexOf(name)),
    );
    const done = sure(
      drive(applyImport(cleaning, withChoices(cleaning.site, plan, new Set(), chosen), NEVER)),
    );
    expect(done.skipped).toEqual([]);
    expect(done.bundles.toSorted()).toEqual([
      'exports/same.n4a.py',
      'exports/same_2.n4a.py',
      'exports/taken_2.n4a',
    ]);
    const both = done.bundles.filter((path) => path.includes('same'));
    expect(both.map((path) => readFileSync(join(builder.root, path), 'utf8')).toSorted()).toEqual([
      'of a',
      'of b',
    ]);
    expect(readFileSync(join(builder.root, 'exports/taken.n4a'), 'utf8')).toBe('other bytes');
  });

  it('goes along with pipelines, and is taken back with them', () => {
    const { root } = new WorkspaceBuilder().bystander();
    const before = filesOnly(snapshot(root));
    const cleaning = cleaningOf(root);
    const source = fixtureWorkspace('bundle-and-library');
    const done = sure(imported(cleaning, source, { copyBundles: true, withoutMissing: true }));
    expect(done.bundles).toEqual(['exports/sugar_best.n4a']);
    expect(done.manifests.length).toBeGreaterThan(0);
    sure(undone(cleaning, done.import_id));
    expect(filesOnly(snapshot(root))).toEqual(before);
  });

  it('in an archive is found too, and one that is none, or cut off, is said to be broken', async () => {
    const around = temporaryFolder();
    const packed = rawZip([{ name: 'carried/best.n4a', content: readFileSync(REAL) }]);
    writeFileSync(join(around, 'carried.zip'), packed);
    const unpacked = await unpack(join(around, 'carried.zip'), 'zip', { fs, folder: temporaryFolder() });
    if (!unpacked.ok) throw new Error(unpacked.error.message);
    const { root } = new WorkspaceBuilder().bystander();
    const source = sourceInArchive('carried.zip', unpacked.value);
    expect(planned(cleaningOf(root), source).bundles).toMatchObject([
      { status: 'new', source: 'carried.zip/carried/best.n4a', says: { folds: [0, 1, 2] } },
    ]);
    const folder = temporaryFolder();
    const bytes = readFileSync(REAL);
    writeFileSync(join(folder, 'cut.n4a'), bytes.subarray(0, 20_000));
    writeFileSync(join(folder, 'empty.n4a'), '');
    writeFileSync(join(folder, 'other.n4a'), rawZip([{ name: 'x', content: 'y' }]));
    mkdirSync(join(folder, 'folder.n4a'));
    const plan = planned(cleaningOf(root), folder, { copyBundles: true });
    expect(plan.bundles.map(({ status, isTaken }) => [status, isTaken])).toEqual(
      Array.from({ length: 3 }, () => ['broken', false]),
    );
  });
});
