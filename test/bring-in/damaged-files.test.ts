import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyImport } from '../../electron/registry/bring-in/apply-import.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { filesOnly } from '../clean/contents.ts';
import { afterRestart } from '../clean/machine.ts';
import { cleaningOf, drive, filesIn, restore, resume, snapshot, sure, trashOf } from '../clean/support.ts';
import { Crash, fatefulFileSystem, isChange, type Fate } from '../clean/written-file-system.ts';
import { scanAll } from '../support/scanning.ts';
import { sha256, storedName, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { missingRecords } from './missing-records.ts';
import { imported, planned, undone } from './support.ts';

const ONE = `binaries/corn/${storedName('one')}`;

/** A pipeline away, and a workspace in which a file of the name of one of its files is cut off; another pipeline may use it. */
function places(isUsed: boolean): { source: string; root: string } {
  const away = new WorkspaceBuilder();
  const home = new WorkspaceBuilder();
  for (const content of ['one', 'two']) away.store('corn', content);
  away.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [v3Item('one'), v3Item('two')], { uid: 'a' }));
  home.store('corn', 'other');
  home.file(ONE, 'cut off');
  const items = isUsed ? [v3Item('other'), v3Item('one')] : [v3Item('other')];
  home.manifest('runs/corn/0001_home_cccccc', v3Manifest('corn', items, { uid: 'home' }));
  return { source: away.root, root: home.root };
}

function cleanUp({ source, root }: { source: string; root: string }): void {
  for (const folder of [source, root]) rmSync(dirname(folder), { recursive: true, force: true });
}

const content = (root: string): string => readFileSync(join(root, ONE), 'utf8');

describe('A damaged file in the place of one that is brought', () => {
  it('goes to the trash, and comes back when the import is taken back', () => {
    const { source, root } = places(false);
    const before = filesOnly(snapshot(root));
    const cleaning = cleaningOf(root);
    const done = sure(imported(cleaning, source));
    expect(content(root)).toBe('one');
    const [batch] = trashOf(cleaning);
    expect(batch).toMatchObject({ trash_id: done.trash_id, kind: 'import', state: 'complete', files: 1 });
    expect(batch?.wanted).toBe(0);
    const taken = sure(undone(cleaning, done.import_id));
    expect(taken.returned).toEqual([ONE]);
    expect(filesOnly(snapshot(root))).toEqual(before);
  });

  it('stays in the trash where another pipeline uses the right bytes by now', () => {
    const { source, root } = places(true);
    const cleaning = cleaningOf(root);
    const done = sure(imported(cleaning, source));
    const taken = sure(undone(cleaning, done.import_id));
    expect(taken.returned).toEqual([]);
    expect(content(root)).toBe('one');
    expect(filesIn(root, 'binaries')).toEqual([ONE, `binaries/corn/${storedName('other')}`].toSorted());
    // Putting it back by hand meets the right bytes, which are never replaced.
    expect(sure(restore(cleaning, done.trash_id ?? '')).skipped).toMatchObject([
      { path: ONE, reason: 'conflict' },
    ]);
    expect(content(root)).toBe('one');
  });

  it('that was put there after the plan is no damaged file of the plan, and keeps the manifest out', () => {
    const { source, root } = places(false);
    const cleaning = cleaningOf(root);
    const plan = planned(cleaning, source);
    writeFileSync(join(root, ONE), 'something else');
    const done = sure(drive(applyImport(cleaning, plan, NEVER)));
    expect(done).toMatchObject({ manifests: [], trash_id: null });
    expect(done.skipped.map(({ reason }) => reason)).toEqual([`other bytes lie at ${ONE} by now`]);
    expect(content(root)).toBe('something else');
    expect(trashOf(cleaning)).toEqual([]);
  });

  it('with a hash that begins as its name says is no damaged file, and never moved', () => {
    const { source, root } = places(false);
    const digits = sha256('one').slice(0, 12);
    const twin = v3Item('one', { content_hash: `sha256:${digits}${'0'.repeat(52)}` });
    const away = new WorkspaceBuilder(source);
    away.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [twin], { uid: 'a' }));
    writeFileSync(join(root, ONE), 'one');
    expect(planned(cleaningOf(root), source).items[0]?.files).toMatchObject([{ status: 'rejected' }]);
    cleanUp({ source, root });
  });

  it('stays in its place where the trash can not be written', () => {
    const { source, root } = places(false);
    const before = filesOnly(snapshot(root));
    const bent = fatefulFileSystem((name, _number, path) =>
      name === 'makeFolder' && path.includes('trash') ? { fails: 'ENOSPC' } : 'works',
    );
    const cleaning = afterRestart(root, bent.fs);
    const plan = planned(cleaning, source);
    bent.begin();
    const done = drive(applyImport(cleaning, plan, NEVER));
    expect(done.ok).toBe(false);
    expect(filesOnly(snapshot(root))).toEqual(before);
    expect(filesIn(root, '.stemma/imports')).toEqual([]);
  });
});

/** Imports with a fate for each change, until there are no more; tells what each left. */
function everywhere(fate: Fate, after: (place: number, root: string, source: string) => void): number {
  for (let place = 0; ; place += 1) {
    const where = places(place % 3 !== 0);
    const bent = fatefulFileSystem((_name, number) => (number === place ? fate : 'works'), isChange);
    const cleaning = afterRestart(where.root, bent.fs);
    const plan = planned(cleaning, where.source);
    bent.begin();
    try {
      drive(applyImport(cleaning, plan, NEVER));
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
    const isOver = bent.calls() <= place;
    if (!isOver) after(place, where.root, where.source);
    cleanUp(where);
    if (isOver) return place;
  }
}

/** Each byte that was here is somewhere: in its place or in the trash. */
function expectNothingLost(root: string): void {
  const all = filesIn(root).map((path) => readFileSync(join(root, path), 'utf8'));
  expect(all).toContain('cut off');
  expect(all).toContain('other');
}

/** Finishes or undoes what was cut off. */
function settle(root: string, by: 'restore' | 'resume'): void {
  const here = afterRestart(root);
  for (const { trash_id: id, state } of trashOf(here)) {
    if (state !== 'interrupted') continue;
    if (by === 'restore') sure(restore(here, id));
    else sure(resume(here, id));
  }
  expect(trashOf(here).filter(({ state }) => state === 'interrupted')).toEqual([]);
}

describe('An import that takes the place of a damaged file, cut off anywhere,', () => {
  it('loses nothing when it is rolled back or gone on with, and can be done again', () => {
    let interrupted = 0;
    const calls = everywhere('crash', (place, root, source) => {
      expectNothingLost(root);
      const cut = afterRestart(root);
      if (trashOf(cut).some(({ state }) => state === 'interrupted')) interrupted += 1;
      settle(root, place % 2 === 0 ? 'restore' : 'resume');
      expectNothingLost(root);
      const here = afterRestart(root);
      scanAll(here.workspace);
      expect(missingRecords(here.workspace.index)).toBe(0);
      const again = afterRestart(root);
      sure(imported(again, source));
      expect(content(root)).toBe('one');
      expectNothingLost(root);
      scanAll(again.workspace);
      expect(missingRecords(again.workspace.index)).toBe(0);
    });
    expect(calls).toBeGreaterThan(50);
    expect(interrupted).toBeGreaterThan(5);
  });

  it.each(['EIO', 'ENOSPC', 'EACCES'])('by a call that fails with %s loses nothing', (fails) => {
    everywhere({ fails }, (_place, root) => {
      expectNothingLost(root);
      settle(root, 'restore');
      const here = afterRestart(root);
      scanAll(here.workspace);
      expect(missingRecords(here.workspace.index)).toBe(0);
    });
  });
});
