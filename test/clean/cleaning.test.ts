import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writableNodeFileSystem } from '../../electron/registry/files/writable-file-system.ts';
import { v3Item, v3Manifest } from '../support/workspace-builder.ts';
import { previewRestore } from '../../electron/registry/trash/restore-preview.ts';
import { lab } from './lab.ts';
import {
  AGREED,
  apply,
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
  trashOf,
} from './support.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('planning', () => {
  it('changes nothing, and applying nothing neither', () => {
    const { root } = lab();
    const before = snapshot(root);
    const cleaning = cleaningOf(root);
    const plan = sure(planned(cleaning, { kind: 'orphans' }));
    expect(plan.entries).toHaveLength(1);
    expect(snapshot(root)).toEqual(before);
    expect(readdirSync(root)).not.toContain('.stemma');
  });

  it('takes the orphans, and foreign files only where they are named', () => {
    const { root, files } = lab();
    const cleaning = cleaningOf(root);
    const paths = (plan: ReturnType<typeof planned>) => sure(plan).entries.map(({ path }) => path);
    expect(paths(planned(cleaning, { kind: 'orphans' }))).toEqual([files.orphan]);
    expect(paths(planned(cleaning, { kind: 'orphans', dataset: 'maize' }))).toEqual([]);
    expect(paths(planned(cleaning, { kind: 'foreign', paths: [files.notes] }))).toEqual([files.notes]);
    const both = sure(planned(cleaning, { kind: 'orphans', foreign: [files.notes, files.shared] }));
    expect(both.entries.map(({ path, reason }) => [path, reason])).toEqual([
      [files.orphan, 'orphan'],
      [files.notes, 'foreign'],
    ]);
    expect(both.stays).toMatchObject([{ path: files.shared, reason: 'not-foreign' }]);
    expect(codeOf(planned(cleaning, { kind: 'foreign', paths: ['binaries/corn/none'] }))).toBe('NOT_FOUND');
  });

  it('leaves young files alone within the grace period', () => {
    const { root } = lab();
    const cleaning = cleaningOf(root);
    expect(sure(planned(cleaning, { kind: 'orphans' }, { graceMs: DAY })).entries).toEqual([]);
    const later = cleaningOf(root, { now: () => Date.now() + 2 * DAY });
    expect(sure(planned(later, { kind: 'orphans' }, { graceMs: DAY })).entries).toHaveLength(1);
  });

  it('of a pipeline takes the files of its folder and those that only it uses', () => {
    const { root, files, first } = lab();
    const plan = sure(planned(cleaningOf(root), { kind: 'pipeline', manifest: first }));
    expect(plan.entries.map(({ path, reason }) => [path, reason])).toEqual([
      [first, 'folder'],
      ['runs/corn/0001_a_aaaaaa/pipeline.json', 'folder'],
      ['runs/corn/0001_a_aaaaaa/plots/one.csv', 'folder'],
      [files.first, 'exclusive'],
    ]);
    expect(plan.stays).toEqual([{ path: files.shared, size: 6, reason: 'shared' }]);
    const kept = sure(planned(cleaningOf(root), { kind: 'pipeline', manifest: first, keepFiles: true }));
    expect(kept.entries.map(({ reason }) => reason)).toEqual(['folder', 'folder', 'folder']);
  });
});

describe('applying, undoing and emptying', () => {
  it('moves orphans into the trash, and back', () => {
    const { root, files } = lab();
    const cleaning = cleaningOf(root);
    const before = snapshot(root);
    const done = clean(cleaning, { kind: 'orphans' });
    expect(done.moved.map(({ path }) => path)).toEqual([files.orphan]);
    expect(done.skipped).toEqual([]);
    const id = trashId(done);
    expect(filesIn(join(root, '.stemma'))).toEqual([
      `trash/${id}/complete.journal`,
      `trash/${id}/files/${files.orphan}`,
    ]);
    expect(trashOf(cleaning)).toMatchObject([
      { trash_id: id, kind: 'orphans', files: 1, bytes: 6, state: 'complete', wanted: 0 },
    ]);
    const back = sure(restore(cleaning, id));
    expect(back.restored).toEqual([{ path: files.orphan, target: files.orphan, size: 6 }]);
    expect(snapshot(root)).toEqual(before);
    expect(trashOf(cleaning)).toMatchObject([{ trash_id: id, files: 0, state: 'restored' }]);
    expect(sure(empty(cleaning)).removed).toEqual([]);
    expect(trashOf(cleaning)).toEqual([]);
  });

  it('of a pipeline leaves its folder, empty, and what others need', () => {
    const { root, files, first } = lab();
    const cleaning = cleaningOf(root);
    const before = snapshot(root);
    const id = trashId(clean(cleaning, { kind: 'pipeline', manifest: first }));
    expect(filesIn(root, 'runs/corn/0001_a_aaaaaa')).toEqual([]);
    expect(readdirSync(join(root, 'runs/corn'))).toContain('0001_a_aaaaaa');
    expect(filesIn(root, 'binaries')).toEqual(
      [files.notes, files.shared, files.second, files.orphan].toSorted(),
    );
    expect(trashOf(cleaning)).toMatchObject([{ kind: 'pipeline', subject: first, files: 4, wanted: 0 }]);
    sure(restore(cleaning, id));
    expect(snapshot(root)).toEqual(before);
  });

  it('puts single files back, and says which are not there', () => {
    const { root, files, first } = lab();
    const cleaning = cleaningOf(root);
    const id = trashId(clean(cleaning, { kind: 'pipeline', manifest: first }));
    expect(codeOf(restore(cleaning, id, ['binaries/corn/none']))).toBe('NOT_FOUND');
    expect(codeOf(restore(cleaning, 'none'))).toBe('NOT_FOUND');
    expect(sure(restore(cleaning, id, [files.first])).restored).toHaveLength(1);
    expect(trashOf(cleaning)).toMatchObject([{ files: 3, state: 'complete' }]);
    sure(restore(cleaning, id));
    expect(trashOf(cleaning)).toMatchObject([{ files: 0, state: 'restored' }]);
  });

  it('counts equal bytes in place as restored, and never replaces others', () => {
    const { builder, root, files } = lab();
    const cleaning = cleaningOf(root);
    const other = builder.store('corn', 'nobody either');
    const id = trashId(clean(cleaning, { kind: 'orphans' }));
    builder.file(files.orphan, 'nobody').file(other, 'somebody');
    const back = sure(restore(cleaning, id));
    expect(back.restored.map(({ path }) => path)).toEqual([files.orphan]);
    expect(back.skipped).toEqual([{ path: other, reason: 'conflict', message: null }]);
    expect(readFileSync(join(root, other), 'utf8')).toBe('somebody');
    expect(trashOf(cleaning)).toMatchObject([{ files: 1, state: 'complete' }]);
  });

  it('puts a pipeline whose folder was taken beside it, under a free number', () => {
    const { builder, root, files, first } = lab();
    const cleaning = cleaningOf(root);
    const id = trashId(clean(cleaning, { kind: 'pipeline', manifest: first }));
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [], { uid: 'three' }));
    // The whole folder goes beside, whichever of its files would meet another.
    expect(sure(previewRestore(cleaning.site, id, [])).map(({ path, clash }) => [path, clash])).toEqual([
      [first, 'beside'],
      ['runs/corn/0001_a_aaaaaa/pipeline.json', 'beside'],
      ['runs/corn/0001_a_aaaaaa/plots/one.csv', 'beside'],
      [files.first, null],
    ]);
    const back = sure(restore(cleaning, id));
    expect(back.skipped).toEqual([]);
    expect(back.restored.map(({ target }) => target).toSorted()).toEqual([
      files.first,
      'runs/corn/0003_a_aaaaaa/manifest.yaml',
      'runs/corn/0003_a_aaaaaa/pipeline.json',
      'runs/corn/0003_a_aaaaaa/plots/one.csv',
    ]);
    expect(readFileSync(join(root, first), 'utf8')).toContain('three');
    expect(readFileSync(join(root, 'runs/corn/0003_a_aaaaaa/manifest.yaml'), 'utf8')).toContain('"one"');
  });

  it('puts it beside under another number where the one that was chosen is taken by then', () => {
    const { builder, root, first } = lab();
    const cleaning = cleaningOf(root);
    const id = trashId(clean(cleaning, { kind: 'pipeline', manifest: first }));
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [], { uid: 'three' }));
    expect(sure(restore(cleaning, id, [], { aborted: true })).isCancelled).toBe(true);
    // What a run makes meanwhile has the chosen name.
    builder.manifest('runs/corn/0003_a_aaaaaa', v3Manifest('corn', [], { uid: 'four' }));
    const living = snapshot(root);
    const back = sure(restore(cleaning, id));
    expect(back.skipped).toEqual([]);
    expect(back.restored.map(({ target }) => target)).toContain('runs/corn/0004_a_aaaaaa/manifest.yaml');
    expect(snapshot(root)).toMatchObject(living);
    expect(filesIn(root, 'runs/corn/0003_a_aaaaaa')).toEqual(['runs/corn/0003_a_aaaaaa/manifest.yaml']);
  });

  it('goes on beside where it began to, when that was cut off', () => {
    const { builder, root, first } = lab();
    const cleaning = cleaningOf(root);
    const id = trashId(clean(cleaning, { kind: 'pipeline', manifest: first }));
    builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [], { uid: 'three' }));
    const beside = 'runs/corn/0003_a_aaaaaa';
    const cancel = {
      get aborted() {
        return filesIn(root, beside).length > 0;
      },
    };
    expect(sure(restore(cleaning, id, [], cancel)).isCancelled).toBe(true);
    sure(restore(cleaning, id));
    expect(filesIn(root, beside).toSorted()).toEqual([
      `${beside}/manifest.yaml`,
      `${beside}/pipeline.json`,
      `${beside}/plots/one.csv`,
    ]);
  });

  it('gives two pipelines that go beside a number each', () => {
    const { builder, root, first, second } = lab();
    const cleaning = cleaningOf(root);
    const done = clean(cleaning, { kind: 'dataset', dataset: 'corn' }, { consent: { dataset: 'corn' } });
    builder.manifest(dirname(first), v3Manifest('corn', [], { uid: 'three' }));
    builder.manifest(dirname(second), v3Manifest('corn', [], { uid: 'four' }));
    const back = sure(restore(cleaning, trashId(done)));
    const numbers = back.restored
      .filter(({ target }) => target.endsWith('/manifest.yaml'))
      .map(({ target }) => /\/(\d+)_\w_/.exec(target)?.[1]);
    expect(numbers.toSorted()).toEqual(['0003', '0004']);
  });

  it('brings a manifest back after all that it names', () => {
    const { root, first } = lab();
    const id = trashId(clean(cleaningOf(root), { kind: 'pipeline', manifest: first }));
    const back: string[] = [];
    const { link } = writableNodeFileSystem;
    const fs = {
      ...writableNodeFileSystem,
      link: (from: string, to: string) => (back.push(to), link(from, to)),
    };
    sure(restore(cleaningOf(root, { fs }), id));
    expect(back.at(-1)).toBe(join(root, first));
  });

  it('waits until equal bytes in place are on the disk before those in the trash go', () => {
    const { builder, root, files } = lab();
    const calls: string[] = [];
    const { syncFile, unlink } = writableNodeFileSystem;
    const fs = {
      ...writableNodeFileSystem,
      syncFile: (path: string) => (calls.push(`sync ${path}`), syncFile(path)),
      unlink: (path: string) => (calls.push(`unlink ${path}`), unlink(path)),
    };
    const id = trashId(clean(cleaningOf(root), { kind: 'orphans' }));
    builder.file(files.orphan, 'nobody');
    sure(restore(cleaningOf(root, { fs }), id));
    const synced = calls.indexOf(`sync ${join(root, files.orphan)}`);
    const dropped = calls.findIndex((call) => call.startsWith('unlink') && call.endsWith(files.orphan));
    expect(synced).toBeGreaterThan(-1);
    expect(dropped).toBeGreaterThan(synced);
  });

  it('empties what nothing names, and says what that frees', () => {
    const { root, files } = lab();
    const cleaning = cleaningOf(root);
    const id = trashId(clean(cleaning, { kind: 'orphans' }));
    const done = sure(empty(cleaning, [id]));
    expect(done).toMatchObject({
      removed: [{ trash_id: id, path: files.orphan, size: 6 }],
      freed_bytes: 6,
      skipped: [],
    });
    expect(trashOf(cleaning)).toEqual([]);
    expect(filesIn(root, '.stemma')).toEqual([]);
  });

  it('empties only what is old enough', () => {
    const { root } = lab();
    let now = Date.now();
    const cleaning = cleaningOf(root, { now: () => now });
    clean(cleaning, { kind: 'orphans' });
    now += 3 * DAY;
    expect(sure(empty(cleaning, [], 7 * DAY)).removed).toEqual([]);
    now += 5 * DAY;
    expect(sure(empty(cleaning, [], 7 * DAY)).removed).toHaveLength(1);
  });

  it('keeps in the trash what a manifest names again, and says so', () => {
    const { builder, root, files } = lab();
    const cleaning = cleaningOf(root);
    const id = trashId(clean(cleaning, { kind: 'orphans' }));
    builder.manifest('runs/corn/0003_c_cccccc', v3Manifest('corn', [v3Item('nobody')]));
    expect(trashOf(cleaning)).toMatchObject([{ trash_id: id, wanted: 1, frees_bytes: 0 }]);
    expect(sure(empty(cleaning)).skipped).toEqual([
      { path: files.orphan, reason: 'wanted-again', message: null },
    ]);
    expect(trashOf(cleaning)).toMatchObject([{ trash_id: id, files: 1, state: 'complete' }]);
  });

  it('finds what is wanted by its whole hash, where a dataset was renamed', () => {
    const { builder, root } = lab();
    const cleaning = cleaningOf(root);
    clean(cleaning, { kind: 'orphans' });
    builder.manifest('runs/maize/0003_c_cccccc', v3Manifest('maize', [v3Item('nobody')]));
    expect(trashOf(cleaning)).toMatchObject([{ wanted: 1 }]);
  });

  it('stops after the current file where it is cancelled; what moved can be undone', () => {
    const { builder, root } = lab();
    for (let number = 0; number < 100; number += 1) builder.store('corn', `more ${number}`);
    const before = snapshot(root);
    const cleaning = cleaningOf(root);
    const plan = sure(planned(cleaning, { kind: 'orphans' }));
    let asked = 0;
    const cancel = {
      get aborted() {
        asked += 1;
        return asked > 50;
      },
    };
    const done = sure(apply(cleaning, plan, AGREED, cancel));
    expect(done.isCancelled).toBe(true);
    expect(done.moved.length).toBeGreaterThan(10);
    expect(done.moved.length + done.skipped.length).toBe(101);
    sure(restore(cleaning, trashId(done)));
    expect(snapshot(root)).toEqual(before);
  });
});
