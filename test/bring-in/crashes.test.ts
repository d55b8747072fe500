import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { applyImport } from '../../electron/registry/bring-in/apply-import.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { filesOnly } from '../clean/contents.ts';
import { afterRestart } from '../clean/machine.ts';
import { drive, filesIn, snapshot, sure } from '../clean/support.ts';
import { Crash, fatefulFileSystem, isChange, type Fate } from '../clean/written-file-system.ts';
import { scanAll } from '../support/scanning.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { missingRecords } from './missing-records.ts';
import { imported, planned, undone } from './support.ts';

const COPYING = { copyBundles: true } as const;

/** Where a bundle and two pipelines come from that share a file, and where they go, beside one that uses another. */
function places(): { source: string; root: string } {
  const away = new WorkspaceBuilder();
  const home = new WorkspaceBuilder();
  for (const content of ['shared', 'first', 'second', 'here']) away.store('corn', content);
  home.store('corn', 'here');
  home.manifest('runs/corn/0001_home_cccccc', v3Manifest('corn', [v3Item('here')], { uid: 'home' }));
  away.manifest(
    'runs/wheat/0001_a_aaaaaa',
    v3Manifest('corn', [v3Item('shared'), v3Item('first'), v3Item('here')], { uid: 'a' }),
  );
  away.manifest(
    'runs/wheat/0002_b_bbbbbb',
    v3Manifest('corn', [v3Item('shared'), v3Item('second')], { uid: 'b' }),
  );
  away.file('runs/wheat/0001_a_aaaaaa/pipeline.json', '[]');
  away.file('exports/program.n4a.py', 'a bundle');
  return { source: away.root, root: home.root };
}

function cleanUp({ source, root }: { source: string; root: string }): void {
  for (const folder of [source, root]) rmSync(dirname(folder), { recursive: true, force: true });
}

/** Imports with a fate for each change, until there are no more; tells what each left. */
function everywhere(
  fate: Fate,
  after: (place: number, root: string, source: string, isThrown: boolean) => void,
): number {
  for (let place = 0; ; place += 1) {
    const where = places();
    const bent = fatefulFileSystem((_name, number) => (number === place ? fate : 'works'), isChange);
    const cleaning = afterRestart(where.root, bent.fs);
    const plan = planned(cleaning, where.source, COPYING);
    bent.begin();
    let isThrown = false;
    try {
      drive(applyImport(cleaning, plan, NEVER));
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      isThrown = true;
    }
    const isOver = bent.calls() <= place;
    if (!isOver) after(place, where.root, where.source, isThrown);
    cleanUp(where);
    if (isOver) return place;
  }
}

/** What was there stays, and no manifest is there without its files. */
function expectSound(root: string, before: Record<string, string>): void {
  const all = filesOnly(snapshot(root));
  expect(all).toMatchObject(before);
  const here = afterRestart(root);
  scanAll(here.workspace);
  expect(missingRecords(here.workspace.index)).toBe(0);
}

describe('An import that is cut off', () => {
  const { root: sample, source } = places();
  const before = filesOnly(snapshot(sample));
  const whole = ((): string[] => {
    sure(imported(afterRestart(sample), source, COPYING));
    return Object.keys(filesOnly(snapshot(sample))).sort();
  })();

  it('anywhere leaves no manifest without its files, and can be done again, and taken back', () => {
    const calls = everywhere('crash', (place, root, from) => {
      const mine = filesOnly(snapshot(root));
      const old = Object.fromEntries(Object.entries(mine).filter(([path]) => path in before));
      expect(Object.keys(old).sort()).toEqual(Object.keys(before).sort());
      expectSound(root, old);
      if (place % 2 === 0) {
        sure(imported(afterRestart(root), from, COPYING));
        expect(Object.keys(filesOnly(snapshot(root))).sort()).toEqual(whole);
        expect(filesIn(root, '.stemma/imports').filter((path) => path.endsWith('.tmp'))).toEqual([]);
        return;
      }
      // Files that were put there before it was cut off go too, as often as something of it is left.
      for (const id of new Set(filesIn(root, '.stemma/imports').map((path) => path.split('/')[2] ?? ''))) {
        const here = afterRestart(root);
        for (let taken = undone(here, id); taken.ok && taken.value.moved.length > 0;)
          taken = undone(here, id);
      }
      expect(Object.keys(filesOnly(snapshot(root))).sort()).toEqual(Object.keys(before).sort());
    });
    expect(calls).toBeGreaterThan(40);
  });

  it.each(['EIO', 'ENOSPC', 'EACCES'])(
    'by a call that fails with %s leaves no manifest without its files',
    (fails) => {
      const calls = everywhere({ fails }, (_place, root) => {
        const mine = filesOnly(snapshot(root));
        expectSound(root, Object.fromEntries(Object.entries(mine).filter(([path]) => path in before)));
      });
      expect(calls).toBeGreaterThan(40);
    },
  );

  it('in a place of its own', () => {
    expect(filesIn(sample, join('.stemma', 'imports')).every((path) => path.endsWith('journal'))).toBe(true);
    cleanUp({ source, root: sample });
  });
});
