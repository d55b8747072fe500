import { mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NOTHING_SAID } from '../../electron/registry/trash/empty.ts';
import { keepPlan, keptPlan } from '../../electron/registry/clean/plan-store.ts';
import { writableNodeFileSystem } from '../../electron/registry/files/writable-file-system.ts';
import { bent } from '../support/bent-file-system.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { laboratory } from './laboratory.ts';
import {
  apply,
  clean,
  cleaningOf,
  codeOf,
  empty,
  planned,
  restore,
  resume,
  snapshot,
  sure,
  trashId,
  trashOf,
} from './support.ts';

const DAY = 86_400_000;
const GOOD = 'nobody';

/** The orphans in the trash, one of which a manifest names again; other bytes lie in its place. */
function replacedBy(bytes: string) {
  const { root, orphans } = laboratory();
  const [path = ''] = orphans;
  const here = cleaningOf(root);
  const id = trashId(clean(here, { kind: 'orphans' }));
  writeFileSync(join(root, path), bytes);
  new WorkspaceBuilder(root).manifest('runs/corn/0003_c_cccccc', v3Manifest('corn', [v3Item(GOOD)]));
  return { root, path, here, id };
}

describe('the order of emptying', () => {
  it('removes manifests first: what is cut off is never a pipeline without its files', () => {
    const { root, pipeline } = laboratory();
    const { unlink } = writableNodeFileSystem;
    const removed: string[] = [];
    const fs = bent({
      unlink: (path) => {
        const [, file] = path.split('/files/');
        if (file !== undefined) removed.push(file);
        return unlink(path);
      },
    });
    const id = trashId(clean(cleaningOf(root), { kind: 'pipeline', manifest: pipeline }));
    sure(empty(cleaningOf(root, { fs }), [id]));
    expect(removed).toHaveLength(4);
    expect(removed[0]).toBe(pipeline);
  });

  it('leaves a batch of unknown age where only old ones are to go', () => {
    const { root } = laboratory();
    const id = trashId(clean(cleaningOf(root), { kind: 'orphans' }));
    rmSync(join(root, '.stemma/trash', id, 'complete.journal'));
    writeFileSync(join(root, '.stemma/trash', id, 'complete.journal'), '');
    const later = cleaningOf(root, { now: () => Date.now() + 365 * 24 * 60 * 60 * 1000 });
    expect(sure(empty(later, [], 1000)).removed).toEqual([]);
    expect(sure(empty(later)).removed).toHaveLength(3);
  });
});

describe('bytes that a manifest states by their hash', () => {
  it('stay in the trash where a file that was cut off lies in their place', () => {
    const { path, here, id } = replacedBy(GOOD.slice(0, 3));
    expect(trashOf(here)).toMatchObject([{ wanted: 1 }]);
    const done = sure(empty(here, [id]));
    expect(done.skipped).toEqual([{ path, reason: 'wanted-again', message: null }]);
    expect(done.removed).toHaveLength(2);
    // Nothing is replaced; taking the damaged file away brings the good one back.
    expect(sure(restore(here, id)).skipped).toEqual([{ path, reason: 'conflict', message: null }]);
  });

  it('stay in the trash where other bytes of the same size lie in their place', () => {
    const { root, path, here, id } = replacedBy(GOOD.toUpperCase());
    expect(sure(empty(here, [id])).skipped).toEqual([{ path, reason: 'wanted-again', message: null }]);
    rmSync(join(root, path));
    expect(sure(restore(here, id)).restored).toMatchObject([{ path }]);
  });

  it('may go where the same bytes lie in their place', () => {
    const { here, id } = replacedBy(GOOD);
    expect(trashOf(here)).toMatchObject([{ wanted: 0 }]);
    expect(sure(empty(here, [id]))).toMatchObject({ skipped: [], removed: [{}, {}, {}] });
  });
});

describe('a file in the trash', () => {
  it('stays there where it was written to since it was moved', () => {
    const { root, orphans } = laboratory();
    const [path = ''] = orphans;
    const here = cleaningOf(root);
    const id = trashId(clean(here, { kind: 'orphans' }));
    const trashed = join(root, '.stemma/trash', id, 'files', path);
    writeFileSync(trashed, 'written by a run that had it open');
    const done = sure(empty(here, [id]));
    expect(done.skipped).toEqual([{ path, reason: 'changed', message: null }]);
    expect(done.removed).toHaveLength(2);
    expect(readFileSync(trashed, 'utf8')).toBe('written by a run that had it open');
  });

  it('stays there where a manifest names it by the time that emptying, which was cut off, goes on', () => {
    const { root, orphans } = laboratory();
    const [path = ''] = orphans;
    const here = cleaningOf(root);
    const id = trashId(clean(here, { kind: 'orphans' }));
    const batch = join(root, '.stemma/trash', id);
    renameSync(join(batch, 'complete.journal'), join(batch, 'emptying.journal'));
    new WorkspaceBuilder(root).manifest('runs/corn/0003_c_cccccc', v3Manifest('corn', [v3Item(GOOD)]));
    expect(sure(resume(here, id))).toMatchObject({
      kind: 'emptying',
      done: { removed: [{}, {}], skipped: [{ path, reason: 'wanted-again' }] },
    });
  });
});

describe('a workspace whose manifests are all gone', () => {
  /** As where the disk with runs/ is not there. */
  function withoutRuns(root: string): void {
    renameSync(join(root, 'runs'), join(root, '..', 'runs elsewhere'));
    mkdirSync(join(root, 'runs'));
  }

  it('has its trash emptied only after its name was typed', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    clean(here, { kind: 'orphans' });
    withoutRuns(root);
    expect(codeOf(empty(here))).toBe('NO_MANIFESTS');
    expect(codeOf(empty(here, [], null, { ...NOTHING_SAID, confirmEmpty: 'another' }))).toBe('NO_MANIFESTS');
    expect(trashOf(here)).toMatchObject([{ files: 3 }]);
    const said = { ...NOTHING_SAID, confirmEmpty: basename(root) };
    expect(sure(empty(here, [], null, said)).removed).toHaveLength(3);
  });

  it('has nothing moved by a plan from before', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    const plan = sure(planned(here, { kind: 'orphans' }));
    withoutRuns(root);
    const before = snapshot(root);
    expect(codeOf(apply(here, plan))).toBe('NO_MANIFESTS');
    expect(snapshot(root)).toEqual(before);
  });
});

describe('the age of what lies in the trash', () => {
  it('counts from the move, however old the plan was', () => {
    const { root } = laboratory();
    let now = Date.now();
    const here = cleaningOf(root, { now: () => now });
    const plan = sure(planned(here, { kind: 'orphans' }));
    now += 6 * DAY;
    sure(apply(here, plan));
    expect(trashOf(here)).toMatchObject([{ time: new Date(now).toISOString() }]);
    now += 1;
    expect(sure(empty(here, [], 5 * DAY)).removed).toEqual([]);
    now += 5 * DAY;
    expect(sure(empty(here, [], 5 * DAY)).removed).toHaveLength(3);
  });

  it('of a kept plan is a week at most', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    const cache = temporaryFolder();
    const plan = sure(planned(here, { kind: 'orphans' }));
    expect(keepPlan(cache, plan, plan.timeMs)).toBeNull();
    expect(sure(keptPlan(cache, here.site.root, plan.id, plan.timeMs + 7 * DAY))).toEqual(plan);
    expect(codeOf(keptPlan(cache, here.site.root, plan.id, plan.timeMs + 7 * DAY + 1))).toBe('NOT_FOUND');
  });
});

describe('a decision that a manifest counts as empty', () => {
  const CUT_OFF = 'schema_version: "2.0"\nartifacts:\n';

  it('can be made with emptying', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    clean(here, { kind: 'orphans' });
    const cut = new WorkspaceBuilder(root).manifest('library/x', CUT_OFF);
    utimesSync(join(root, cut), 1, 1);
    expect(codeOf(empty(here))).toBe('UNREADABLE');
    expect(sure(empty(here, [], null, { ...NOTHING_SAID, countEmpty: [cut] })).removed).toHaveLength(3);
  });
});
