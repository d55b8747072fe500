import { cpSync, existsSync, mkdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decide, undecide } from '../../electron/registry/clean/decide.ts';
import { NOTHING_SAID } from '../../electron/registry/trash/empty.ts';
import { listEmptied } from '../../electron/registry/state/blocking.ts';
import { statesOf, scanned, ungraced } from '../support/scanning.ts';
import { v1Item, v1Manifest, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
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
  sure,
  trashId,
} from './support.ts';

/** Two datasets, one of them with two pipelines and an export; nothing is an orphan. */
function lab(run = 'corn', dataset = 'corn'): WorkspaceBuilder {
  const builder = new WorkspaceBuilder();
  for (const [number, content] of ['one', 'two', 'three'].entries()) {
    builder.store(dataset, content);
    const folder = `000${number + 1}_p_aaaaaa`;
    builder.manifest(`runs/${run}/${folder}`, v3Manifest(dataset, [v3Item(content)], { uid: content }));
  }
  builder.store('rye', 'rye');
  builder.manifest('runs/rye/0001_r_bbbbbb', v3Manifest('rye', [v3Item('rye')]));
  return builder;
}

/** Takes the disk away that is mounted at a folder of a workspace; what is left is the mount point. Returns how it comes back. */
function unmount(builder: WorkspaceBuilder, at: string): () => void {
  const disk = join(builder.root, '..', 'disk');
  renameSync(builder.path(at), disk);
  mkdirSync(builder.path(at));
  return () => {
    rmSync(builder.path(at), { recursive: true });
    renameSync(disk, builder.path(at));
  };
}

function states(builder: WorkspaceBuilder): Record<string, string> {
  return statesOf(ungraced(scanned(builder.root).index));
}

function count(builder: WorkspaceBuilder, state: string): number {
  return Object.values(states(builder)).filter((each) => each === state).length;
}

describe('runs/ on a disk that is not there', () => {
  it('leaves nothing to move, whatever copies are there, until the workspace’s name is typed', () => {
    const builder = lab();
    cpSync(builder.path('runs/corn/0001_p_aaaaaa'), builder.path('exports/corn_0001'), { recursive: true });
    const here = cleaningOf(builder.root);
    const mount = unmount(builder, 'runs');
    const before = filesIn(builder.root);
    expect([count(builder, 'referenced'), count(builder, 'undecided'), count(builder, 'orphan')]).toEqual([
      1, 3, 0,
    ]);
    for (const request of [
      { kind: 'orphans' },
      { kind: 'orphans', dataset: 'corn' },
      { kind: 'dataset', dataset: 'corn' },
    ] as const) {
      expect(codeOf(planned(here, request, { consent: { dataset: 'corn', breaks: true } }))).toBe(
        'NO_MANIFESTS',
      );
    }
    expect(codeOf(planned(here, { kind: 'orphans' }, { consent: { empty: 'corn' } }))).toBe('NO_MANIFESTS');
    expect(filesIn(builder.root)).toEqual(before);
    const typed = { consent: { empty: 'workspace' } };
    const id = trashId(clean(here, { kind: 'orphans' }, typed));
    // What lies in the trash is not deleted for good without that name either.
    expect(codeOf(empty(here))).toBe('NO_MANIFESTS');
    expect(codeOf(empty(here, [], null, { ...NOTHING_SAID, confirmEmpty: 'corn' }))).toBe('NO_MANIFESTS');
    sure(restore(here, id));
    mount();
    expect(count(builder, 'referenced')).toBe(4);
  });

  it('stops a plan that was made while it was there', () => {
    const builder = lab();
    builder.store('corn', 'nobody');
    const here = cleaningOf(builder.root);
    const plan = sure(planned(here, { kind: 'orphans' }));
    expect(plan.entries).toHaveLength(1);
    const mount = unmount(builder, 'runs');
    expect(codeOf(apply(here, plan))).toBe('NO_MANIFESTS');
    mount();
    expect(sure(apply(here, plan)).moved).toHaveLength(1);
  });

  it('and its trash stays, though everything in it was an orphan', () => {
    const builder = lab();
    builder.store('corn', 'nobody');
    const here = cleaningOf(builder.root);
    clean(here, { kind: 'orphans' });
    unmount(builder, 'runs');
    cpSync(join(builder.root, '..', 'disk/corn/0001_p_aaaaaa'), builder.path('library/x'), {
      recursive: true,
    });
    expect(codeOf(empty(here))).toBe('NO_MANIFESTS');
    expect(sure(empty(here, [], null, { ...NOTHING_SAID, confirmEmpty: 'workspace' })).removed).toHaveLength(
      1,
    );
  });
});

describe('a run on a disk that is not there', () => {
  it.each([
    ['as it is', 'corn', 'corn', 'corn'],
    ['with a date in its name', '2025-11-21_corn', 'corn', '2025-11-21_corn'],
    ['of a dataset with a slash', 'lab/corn', 'lab/corn', 'lab/corn'],
    ['around a dataset with a slash', 'lab/corn', 'lab/corn', 'lab'],
    ['under another name, so that nothing tells whose it was', 'experiment', 'corn', 'experiment'],
  ])('%s leaves its dataset undecided, and the others as they are', (_what, run, dataset, mount) => {
    const builder = lab(run, dataset);
    unmount(builder, `runs/${mount}`);
    const rye = Object.entries(states(builder)).filter(([path]) => path.startsWith('binaries/rye/'));
    expect(rye.map(([, state]) => state)).toEqual(['referenced']);
    expect([count(builder, 'undecided'), count(builder, 'orphan'), count(builder, 'foreign')]).toEqual(
      // Which sub-folders are datasets the manifests tell alone: those files are never cleaned unasked.
      dataset.includes('/') ? [0, 0, 3] : [3, 0, 0],
    );
  });

  it('though a file manager has been there', () => {
    const builder = lab();
    unmount(builder, 'runs/corn');
    builder.file('runs/corn/.DS_Store', 'x').file('runs/corn/lost+found/.keep');
    expect(count(builder, 'undecided')).toBe(3);
  });

  it('is refused by name, and one decision says that its pipelines were deleted', () => {
    const builder = lab();
    const here = cleaningOf(builder.root);
    rmSync(builder.path('runs/corn'), { recursive: true });
    mkdirSync(builder.path('runs/corn'));
    const refused = planned(here, { kind: 'orphans' });
    if (refused.ok || refused.error.code !== 'UNREADABLE') throw new Error('It was not refused.');
    expect(refused.error.unreadable).toMatchObject([
      { path: 'runs/corn', code: 'EMPTIED', datasets: ['corn'], decision: 'deleted' },
    ]);
    expect(
      codeOf(planned(here, { kind: 'dataset', dataset: 'corn' }, { consent: { dataset: 'corn' } })),
    ).toBe('UNREADABLE');
    expect(codeOf(planned(here, { kind: 'orphans' }, { countDeleted: ['rye'] }))).toBe('NOT_FOUND');
    const done = clean(here, { kind: 'orphans' }, { countDeleted: ['corn'] });
    expect(done.moved).toHaveLength(3);
    // It is kept: neither the next plan nor emptying asks again.
    expect(sure(empty(here)).removed).toHaveLength(3);
  });

  it('keeps others from being refused: their orphans can go, and the plan says what stays', () => {
    const builder = lab();
    builder.store('rye', 'nobody');
    unmount(builder, 'runs/corn');
    const plan = sure(planned(cleaningOf(builder.root), { kind: 'orphans' }));
    expect(plan.entries.map(({ path }) => path.split('/')[1])).toEqual(['rye']);
    expect(plan.remarks).toMatchObject([
      { kind: 'blocked', first: 'runs/corn', count: 1, datasets: ['corn'] },
    ]);
  });

  it('is asked about again once something was stored since, or the decision is taken back', () => {
    const builder = lab();
    const here = cleaningOf(builder.root);
    unmount(builder, 'runs/corn');
    sure(drive(decide(here, { dataset: 'corn' })));
    expect(sure(planned(here, { kind: 'orphans' })).entries).toHaveLength(3);
    sure(drive(undecide(here, { dataset: 'corn' })));
    expect(codeOf(planned(here, { kind: 'orphans' }))).toBe('UNREADABLE');
    sure(drive(decide(here, { dataset: 'corn' })));
    const young = builder.store('corn', 'young');
    utimesSync(builder.path(young), Date.now() / 1000 + 5, Date.now() / 1000 + 5);
    expect(codeOf(planned(here, { kind: 'orphans' }))).toBe('UNREADABLE');
  });

  it('is told from one whose pipelines Stemma moved away: their folders stay', () => {
    const builder = lab();
    const here = cleaningOf(builder.root);
    clean(here, { kind: 'dataset', dataset: 'corn' }, { consent: { dataset: 'corn' } });
    builder.store('corn', 'nobody');
    expect(listEmptied(scanned(builder.root).index)).toEqual([]);
    expect(sure(planned(here, { kind: 'orphans' })).entries).toHaveLength(1);
    expect(sure(empty(here)).removed.length).toBeGreaterThan(3);
  });

  it('takes old-style files with it', () => {
    const builder = lab();
    builder.manifest('runs/2025-11-20_corn/0001_o_cccccc', v1Manifest('corn', [v1Item('old')]));
    builder.storeOld('2025-11-20_corn', 'old');
    const old = builder.storeOld('2025-11-20_corn', 'older');
    rmSync(builder.path('runs/2025-11-20_corn/0001_o_cccccc'), { recursive: true });
    unmount(builder, 'runs/corn');
    expect(states(builder)[old]).toBe('undecided');
  });
});

describe('pipelines that were deleted by hand', () => {
  it('block nothing while others of their dataset are there, and the plan says so', () => {
    const builder = lab();
    const here = cleaningOf(builder.root);
    expect(sure(planned(here, { kind: 'orphans' })).entries).toEqual([]);
    rmSync(builder.path('runs/corn/0001_p_aaaaaa'), { recursive: true });
    rmSync(builder.path('runs/corn/0002_p_aaaaaa'), { recursive: true });
    builder.store('corn', 'nobody');
    const plan = sure(planned(here, { kind: 'orphans' }));
    expect(plan.entries).toHaveLength(3);
    expect(plan.remarks).toMatchObject([{ kind: 'gone', files: 2, manifests: 2 }]);
    // What Stemma itself moved into the trash is not gone.
    clean(here, { kind: 'pipeline', manifest: 'runs/corn/0003_p_aaaaaa/manifest.yaml', keepFiles: true });
    const later = sure(planned(here, { kind: 'orphans' }));
    expect(later.entries).toHaveLength(4);
    expect(later.remarks).toMatchObject([{ kind: 'gone', files: 3, manifests: 2 }]);
  });

  it('block nothing when the folder of their run went with them', () => {
    const builder = lab();
    const here = cleaningOf(builder.root);
    planned(here, { kind: 'orphans' });
    rmSync(builder.path('runs/corn'), { recursive: true });
    const plan = sure(planned(here, { kind: 'orphans' }));
    expect(plan.entries).toHaveLength(3);
    expect(plan.remarks).toMatchObject([{ kind: 'gone', files: 3, manifests: 3 }]);
  });

  it('are forgotten once they are back', () => {
    const builder = lab();
    const here = cleaningOf(builder.root);
    planned(here, { kind: 'orphans' });
    const away = join(builder.root, '..', 'away');
    renameSync(builder.path('runs/corn/0001_p_aaaaaa'), away);
    expect(sure(planned(here, { kind: 'orphans' })).remarks).toMatchObject([{ kind: 'gone' }]);
    renameSync(away, builder.path('runs/corn/0001_p_aaaaaa'));
    builder.store('corn', 'nobody');
    expect(sure(planned(here, { kind: 'orphans' }))).toMatchObject({ remarks: [] });
    expect(existsSync(builder.path('.stemma'))).toBe(false);
  });
});
