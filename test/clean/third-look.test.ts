import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { applyPlan, type Applied } from '../../electron/registry/clean/apply.ts';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import { NEVER, type CleanProgress } from '../../electron/registry/change/outcome.ts';
import { NO_CONSENT, type Plan } from '../../electron/registry/change/plan.ts';
import { restoreWanted } from '../../electron/registry/trash/restore-wanted.ts';
import { makeSite } from '../../electron/registry/change/site.ts';
import { ageFiles } from '../support/age-files.ts';
import { asOldAsSaid } from '../support/bent-file-system.ts';
import { open, scanAll } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { laboratory } from './laboratory.ts';
import {
  apply,
  clean,
  cleaningOf,
  codeOf,
  drive,
  empty,
  filesIn,
  planned,
  restore,
  snapshot,
  sure,
  trashId,
  trashOf,
} from './support.ts';

/** Applies a plan; `meanwhile` happens once, after so many files were moved. */
function applyWhile(here: Cleaning, plan: Plan, moved: number, meanwhile: () => void): Applied {
  const work = applyPlan(here, plan, NO_CONSENT, NEVER);
  let isDone = false;
  function* watched(): Generator<CleanProgress, ReturnType<typeof apply>> {
    for (let step = work.next(); ; step = work.next()) {
      if (step.done === true) return step.value;
      if (!isDone && step.value.phase === 'move' && step.value.files === moved) {
        meanwhile();
        isDone = true;
      }
      yield step.value;
    }
  }
  const done = sure(drive(watched()));
  expect(isDone).toBe(true);
  return done;
}

describe('the second look', () => {
  it('leaves out a file that was replaced by another of the same size and time', () => {
    const { root, orphans } = laboratory();
    const here = cleaningOf(root);
    const [path = ''] = orphans;
    utimesSync(join(root, path), 1_700_000_000, 1_700_000_000);
    const plan = sure(planned(here, { kind: 'orphans' }));
    writeFileSync(join(root, 'another'), 'NOBODY');
    utimesSync(join(root, 'another'), 1_700_000_000, 1_700_000_000);
    renameSync(join(root, 'another'), join(root, path));
    const done = sure(apply(here, plan));
    expect(done.skipped).toEqual([{ path, reason: 'changed', message: null }]);
    expect(done.moved).toHaveLength(2);
  });

  it('leaves a pipeline and its files alone that lies behind a link by now', () => {
    const { root, pipeline } = laboratory();
    const here = cleaningOf(root);
    const plan = sure(planned(here, { kind: 'pipeline', manifest: pipeline }));
    renameSync(join(root, 'runs/corn/0001_a_aaaaaa'), join(root, '..', 'elsewhere'));
    symlinkSync(join(root, '..', 'elsewhere'), join(root, 'runs/corn/0001_a_aaaaaa'));
    const before = snapshot(root);
    const done = sure(apply(here, plan));
    expect(done.moved).toEqual([]);
    expect(new Set(done.skipped.map(({ reason }) => reason))).toEqual(new Set(['link', 'referenced']));
    expect(snapshot(root)).toEqual(before);
  });

  it('leaves files alone that lie behind a link by now', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    const plan = sure(planned(here, { kind: 'orphans', dataset: 'maize' }));
    mkdirSync(join(root, '..', 'stores'));
    renameSync(join(root, 'binaries/maize'), join(root, '..', 'stores/maize'));
    symlinkSync(join(root, '..', 'stores/maize'), join(root, 'binaries/maize'));
    const done = sure(apply(here, plan));
    expect(done).toMatchObject({ moved: [], skipped: [{ reason: 'link' }] });
    expect(filesIn(join(root, '..'), 'stores')).toHaveLength(1);
  });
});

describe('the third look', () => {
  it('puts back at once, and reports, what a manifest names that was written during the move', () => {
    const { root, orphans } = laboratory();
    const here = cleaningOf(root);
    const plan = sure(planned(here, { kind: 'orphans' }));
    const done = applyWhile(here, plan, 2, () => {
      new WorkspaceBuilder(root).manifest('runs/corn/0003_c_cccccc', v3Manifest('corn', [v3Item('nobody')]));
    });
    expect(done.moved).toHaveLength(2);
    expect(done.skipped).toEqual([{ path: orphans[0], reason: 'wanted-again', message: null }]);
    expect(filesIn(root)).toContain(orphans[0]);
    expect(trashOf(here)).toMatchObject([{ files: 2, wanted: 0, state: 'complete' }]);
  });

  it('puts back what a pipeline may have found that began during the move, and the rest not', () => {
    const { root, orphans } = laboratory();
    ageFiles(root);
    const here = cleaningOf(root, { fs: asOldAsSaid });
    const plan = sure(planned(here, { kind: 'orphans' }, { graceMs: 30 * 60 * 1000 }));
    const done = applyWhile(here, plan, 2, () => {
      const begun = v3Manifest('corn', [], { execution_traces: undefined });
      new WorkspaceBuilder(root).manifest('runs/corn/0003_c_cccccc', begun);
    });
    const ofCorn = orphans.filter((path) => path.startsWith('binaries/corn/'));
    expect(done.skipped.filter(({ reason }) => reason === 'running').map(({ path }) => path)).toEqual(ofCorn);
    expect(done.moved.map(({ path }) => path)).not.toContain(ofCorn[0]);
    expect(done.moved.map(({ path }) => path)).toContain(orphans[2]);
  });

  it('leaves no batch behind where all went back', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    const before = snapshot(root);
    const plan = sure(planned(here, { kind: 'orphans', dataset: 'maize' }));
    const done = applyWhile(here, plan, 0, () => {
      new WorkspaceBuilder(root).manifest('library/a', v3Manifest('maize', [v3Item('nor here')]));
    });
    expect(done).toMatchObject({ trash_id: null, moved: [], skipped: [{ reason: 'wanted-again' }] });
    expect(trashOf(here)).toEqual([]);
    expect(snapshot(root)).toMatchObject(before);
  });

  it('puts a whole pipeline back whose manifest was written while it was moved, with its files', () => {
    const { root, pipeline } = laboratory();
    const here = cleaningOf(root);
    const before = snapshot(root);
    const plan = sure(planned(here, { kind: 'pipeline', manifest: pipeline }));
    const done = applyWhile(here, plan, 3, () => {
      // A program that had the file open goes on writing to it, wherever it is by now.
      const trashed = filesIn(root, '.stemma/trash').find((path) => path.endsWith('manifest.yaml'));
      utimesSync(join(root, trashed ?? ''), 1_800_000_000, 1_800_000_000);
    });
    expect(done.moved).toEqual([]);
    expect(Object.fromEntries(done.skipped.map(({ path, reason }) => [path, reason]))).toEqual({
      [pipeline]: 'changed',
      'runs/corn/0001_a_aaaaaa/pipeline.json': 'pipeline-stays',
      'binaries/corn/model_PLSRegression_0eb09c7806ee.joblib': 'wanted-again',
      'runs/corn/_binaries/PLSRegression_cba06b.joblib': 'wanted-again',
    });
    expect(Object.keys(snapshot(root))).toEqual(Object.keys(before));
    expect(trashOf(here)).toEqual([]);
  });

  it('is not left out while another Stemma writes the index', () => {
    const { root, orphans } = laboratory();
    const workspace = open(root, { cache: temporaryFolder(), busyMs: 50 });
    const here = { workspace, site: makeSite(workspace.realRoot) };
    const plan = sure(planned(here, { kind: 'orphans' }));
    scanAll(workspace);
    const other = new Database(workspace.index.raw.name);
    const done = applyWhile(here, plan, 2, () => {
      new WorkspaceBuilder(root).manifest('runs/corn/0003_c_cccccc', v3Manifest('corn', [v3Item('nobody')]));
      other.exec('BEGIN IMMEDIATE');
    });
    other.close();
    workspace.close();
    expect(done).toMatchObject({ notes: [], skipped: [{ path: orphans[0], reason: 'wanted-again' }] });
    expect(filesIn(root)).toContain(orphans[0]);
  });

  it('says that it could not look where something cannot be read by then', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    const plan = sure(planned(here, { kind: 'orphans' }));
    const done = applyWhile(here, plan, 1, () => {
      new WorkspaceBuilder(root).manifest('library/a', 'artifacts: [');
    });
    expect(done.notes).toEqual(['NOT_LOOKED_AGAIN']);
    expect(done.moved).toHaveLength(3);
  });
});

describe('a lock that goes away during the third look', () => {
  it.each([
    ['removed', () => undefined],
    ['taken', (lock: string) => writeFileSync(lock, JSON.stringify({ nonce: 'somebody else' }))],
  ])('by being %s leaves the work to whoever is asked next', (_how, take) => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    const before = snapshot(root);
    const plan = sure(planned(here, { kind: 'orphans' }));
    const work = applyPlan(here, plan, NO_CONSENT, NEVER);
    let [hasMoved, isTaken] = [false, false];
    let step = work.next();
    for (; step.done !== true; step = work.next()) {
      if (step.value.phase === 'move') hasMoved = true;
      if (!hasMoved || isTaken || step.value.phase !== 'look') continue;
      rmSync(here.site.lock);
      take(here.site.lock);
      isTaken = true;
    }
    expect(isTaken).toBe(true);
    expect(codeOf(step.value)).toBe('LOCKED');
    rmSync(here.site.lock, { force: true });
    // Nobody wrote that it is done: the batch is in the middle of it, and can be put back.
    const [batch] = trashOf(here);
    expect(batch).toMatchObject({ state: 'interrupted', interrupted: 'moving', files: 3 });
    sure(restore(here, batch?.trash_id ?? ''));
    expect(snapshot(root)).toEqual(before);
  });
});

describe('what a manifest names again', () => {
  it('is found by every later scan, and put back over all batches', () => {
    const { root, orphans } = laboratory();
    const here = cleaningOf(root);
    const before = snapshot(root);
    clean(here, { kind: 'orphans', dataset: 'corn' });
    clean(here, { kind: 'orphans', dataset: 'maize' });
    const builder = new WorkspaceBuilder(root);
    builder.manifest('runs/corn/0003_c_cccccc', v3Manifest('corn', [v3Item('nobody')]));
    builder.manifest('exports/x', v3Manifest('maize', [v3Item('nor here')]));
    expect(trashOf(here).map(({ wanted }) => wanted)).toEqual([1, 1]);
    const done = sure(drive(restoreWanted(here, NEVER)));
    expect(done.restored.map(({ path }) => path).toSorted()).toEqual([orphans[0], orphans[2]].toSorted());
    expect(trashOf(here).map(({ files, wanted, state }) => ({ files, wanted, state }))).toEqual(
      expect.arrayContaining([
        { files: 1, wanted: 0, state: 'complete' },
        { files: 0, wanted: 0, state: 'restored' },
      ]),
    );
    for (const { trash_id: id } of trashOf(here)) sure(restore(here, id));
    expect(snapshot(root)).toMatchObject(before);
  });

  it('is not emptied, but what the plan said would break is', () => {
    const { root, builder } = withCopy();
    const here = cleaningOf(root);
    const plan = sure(planned(here, { kind: 'dataset', dataset: 'corn' }));
    expect(plan.breaks.map(({ manifest }) => manifest)).toEqual(['library/kept/manifest.yaml']);
    const id = trashId(sure(apply(here, plan, { ...NO_CONSENT, breaks: true, dataset: 'corn' })));
    expect(trashOf(here)).toMatchObject([{ wanted: 0 }]);
    builder.manifest('library/new', v3Manifest('corn', [v3Item('second alone')]));
    const done = sure(empty(here, [id]));
    expect(done.skipped.map(({ reason }) => reason)).toEqual(['wanted-again']);
    expect(done.removed.map(({ path }) => path)).toContain(
      'binaries/corn/model_PLSRegression_0eb09c7806ee.joblib',
    );
  });
});

/** A library entry needs a file that only the first pipeline uses besides. */
function withCopy() {
  const { root } = laboratory();
  const builder = new WorkspaceBuilder(root).bystander();
  builder.manifest('library/kept', v3Manifest('corn', [v3Item('first alone')], { uid: 'kept' }));
  return { root, builder };
}
