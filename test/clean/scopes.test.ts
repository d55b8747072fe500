import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toYaml, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { ageFiles } from '../support/age-files.ts';
import { laboratory } from './laboratory.ts';
import {
  apply,
  clean,
  cleaningOf,
  codeOf,
  filesIn,
  planned,
  restore,
  resume,
  snapshot,
  sure,
  trashId,
} from './support.ts';

const DAY = 24 * 60 * 60 * 1000;

describe('a pipeline that may be running', () => {
  it('is left alone, and all that it may take into use', () => {
    const { root } = laboratory();
    const builder = new WorkspaceBuilder(root).file('binaries/corn/notes.txt', 'mine');
    const running = builder.manifest(
      'runs/corn/0003_c_cccccc',
      v3Manifest('corn', [v3Item('second alone')], { execution_traces: undefined, uid: 'three' }),
    );
    const later = Date.now() + 2 * DAY;
    const young = { graceMs: 3 * DAY };
    const here = cleaningOf(root, { now: () => later });
    for (const request of [
      { kind: 'pipeline', manifest: running },
      { kind: 'dataset', dataset: 'corn' },
    ] as const) {
      const plan = sure(planned(here, request, young));
      expect(plan.pipelines.filter(({ mayBeRunning }) => mayBeRunning)).toMatchObject([
        { manifest: running },
      ]);
      const consent = { ...NO_CONSENT, dataset: 'corn' };
      expect(codeOf(apply(here, plan, consent))).toBe('MAY_BE_RUNNING');
    }
    expect(sure(planned(here, { kind: 'foreign', paths: ['binaries/corn/notes.txt'] }, young))).toMatchObject(
      {
        entries: [],
        stays: [{ reason: 'running' }],
      },
    );
    expect(sure(planned(here, { kind: 'orphans' }, young)).entries).toEqual([]);
    expect(
      sure(planned(here, { kind: 'pipeline', manifest: running }, { graceMs: DAY })).entries,
    ).toHaveLength(1);
    expect(sure(planned(here, { kind: 'pipeline', manifest: running }, { graceMs: 0 })).entries).toHaveLength(
      1,
    );
  });

  it('goes where one agrees to that when the plan is applied, also when that was cut off', () => {
    const { root } = laboratory();
    const running = new WorkspaceBuilder(root).manifest(
      'runs/corn/0003_c_cccccc',
      v3Manifest('corn', [], { execution_traces: undefined, uid: 'three' }),
    );
    const here = cleaningOf(root);
    const plan = sure(planned(here, { kind: 'pipeline', manifest: running }, { graceMs: DAY }));
    const done = sure(apply(here, plan, { ...NO_CONSENT, whileRunning: true }));
    expect(done.moved.map(({ path }) => path)).toEqual([running]);
    const batch = join(root, '.stemma/trash', trashId(done));
    renameSync(join(batch, 'complete.journal'), join(batch, 'moving.journal'));
    renameSync(join(batch, 'files', running), join(root, running));
    expect(sure(resume(here, trashId(done)))).toMatchObject({ done: { moved: [{ path: running }] } });
  });

  it('keeps what only another pipeline of its dataset names', () => {
    const { root, pipeline } = laboratory();
    const builder = new WorkspaceBuilder(root);
    builder.manifest(
      'runs/corn/0003_c_cccccc',
      v3Manifest('corn', [], { execution_traces: undefined, uid: 'three' }),
    );
    const plan = sure(planned(cleaningOf(root), { kind: 'pipeline', manifest: pipeline }, { graceMs: DAY }));
    expect(plan.entries.map(({ reason }) => reason)).toEqual(['folder', 'folder']);
    expect(plan.stays.map(({ reason }) => reason).toSorted()).toEqual(['running', 'running', 'shared']);
  });

  it('that began after the plan stops it', () => {
    const { root } = laboratory();
    const later = Date.now() + 2 * DAY;
    const here = cleaningOf(root, { now: () => later });
    const plan = sure(planned(here, { kind: 'orphans', dataset: 'corn' }, { graceMs: DAY }));
    expect(plan.entries).toHaveLength(2);
    new WorkspaceBuilder(root).manifest(
      'runs/corn/0003_c_cccccc',
      v3Manifest('corn', [], { execution_traces: undefined, uid: 'three' }),
    );
    // As old as all else here, by a clock that runs ahead.
    const soon = cleaningOf(root, { now: () => Date.now() + DAY / 2 });
    const done = sure(apply(soon, plan));
    expect(done.moved).toEqual([]);
    expect(done.skipped.map(({ reason }) => reason)).toEqual(['recent', 'recent']);
  });
});

describe('a failed run', () => {
  it('goes with the files that only it names', () => {
    const { root } = laboratory();
    const builder = new WorkspaceBuilder(root);
    builder.store('corn', 'failed alone');
    const failed = builder.manifest(
      'runs/corn/0003_c_cccccc',
      v3Manifest('corn', [v3Item('shared'), v3Item('failed alone')], {
        execution_traces: undefined,
        uid: 'three',
      }),
    );
    ageFiles(root);
    const here = cleaningOf(root, { now: () => Date.now() + 2 * DAY });
    const before = snapshot(root);
    const plan = sure(planned(here, { kind: 'failed' }, { graceMs: DAY }));
    expect(plan.entries.map(({ path, reason }) => [path, reason])).toEqual([
      [failed, 'folder'],
      ['binaries/corn/' + String(v3Item('failed alone')['path']), 'exclusive'],
    ]);
    expect(sure(planned(here, { kind: 'failed', run: 'maize' }, { graceMs: DAY })).entries).toEqual([]);
    expect(sure(planned(cleaningOf(root), { kind: 'failed' }, { graceMs: DAY })).entries).toEqual([]);
    sure(restore(here, trashId(sure(apply(here, plan)))));
    expect(snapshot(root)).toEqual(before);
  });
});

describe('a whole dataset', () => {
  it('goes without its prediction files, and leaves what other datasets need', () => {
    const { root } = laboratory();
    const builder = new WorkspaceBuilder(root)
      .file('corn.meta.parquet', 'p')
      .file('corn.arrays.parquet', 'p');
    builder.file('binaries/corn/notes.txt', 'mine');
    builder.storeOld('maize', 'old');
    builder.manifest('runs/maize/0001_m_eeeeee', v3Manifest('maize', [v3Item('nor here')], { uid: 'maize' }));
    const before = snapshot(root);
    const here = cleaningOf(root);
    const done = clean(here, { kind: 'dataset', dataset: 'corn' }, { consent: { dataset: 'corn' } });
    expect(filesIn(root).filter((path) => !path.startsWith('.stemma'))).toEqual([
      'binaries/maize/' + String(v3Item('nor here')['path']),
      'corn.arrays.parquet',
      'corn.meta.parquet',
      'runs/maize/0001_m_eeeeee/manifest.yaml',
      'runs/maize/_binaries/PLSRegression_cba06b.joblib',
    ]);
    sure(restore(here, trashId(done)));
    expect(snapshot(root)).toEqual(before);
  });
});

describe('a dataset whose folder was renamed', () => {
  it('keeps its files, for records that lost theirs may mean them', () => {
    const { root, pipeline } = laboratory();
    renameSync(join(root, 'binaries/corn'), join(root, 'binaries/korn'));
    const here = cleaningOf(root);
    const before = snapshot(root);
    const plan = sure(planned(here, { kind: 'orphans' }));
    // Two that nothing ever named are still orphans.
    expect(plan.entries.map(({ path }) => path)).toHaveLength(3);
    const going = new Set(plan.entries.map(({ path }) => path));
    for (const content of ['shared', 'first alone', 'second alone']) {
      expect(going).not.toContain(`binaries/korn/${String(v3Item(content)['path'])}`);
    }
    const whole = sure(planned(here, { kind: 'pipeline', manifest: pipeline }));
    expect(whole.entries.filter(({ path }) => path.startsWith('binaries'))).toEqual([]);
    const korn = sure(planned(here, { kind: 'dataset', dataset: 'korn' }));
    expect(korn.stays.map(({ reason }) => reason)).toEqual(['claimed', 'claimed', 'claimed']);
    expect(snapshot(root)).toEqual(before);
  });
});

describe('the folder of a dataset that was renamed', () => {
  it('keeps what a manifest of that dataset may name that can’t be read any more', () => {
    const builder = new WorkspaceBuilder();
    for (const content of ['shared', 'lost']) builder.store('corn', content);
    const corn = builder.manifest(
      'runs/corn/0001_p_aaaaaa',
      v3Manifest('corn', [v3Item('shared'), v3Item('lost')]),
    );
    const whole = toYaml(v3Manifest('maize', [v3Item('shared'), v3Item('lost')], { uid: 'another' }));
    // Of a manifest that was cut off nobody knows which items it has lost.
    builder.manifest('runs/maize/0001_p_aaaaaa', whole.slice(0, whole.indexOf('predictions')));
    const here = cleaningOf(builder.root);
    expect(codeOf(planned(here, { kind: 'pipeline', manifest: corn }))).toBe('UNREADABLE');
    // Where the dataset has its folder, its files lie there.
    builder.store('maize', 'shared');
    expect(
      sure(planned(here, { kind: 'pipeline', manifest: corn })).entries.map(({ path }) => path),
    ).toContain(builder.store('corn', 'lost'));
  });
});
