import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { manifestsWrittenNow } from '../../electron/registry/state/writing-now.ts';
import { scanned } from '../support/scanning.ts';
import { describe, expect, it } from 'vitest';
import type { PlanRequest } from '../../electron/registry/clean/make-plan.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { nodeFileSystem } from '../../electron/registry/files/file-system.ts';
import { writableNodeFileSystem } from '../../electron/registry/files/writable-file-system.ts';
import { ask, askInVain } from '../cli/support.ts';
import { ageFiles } from '../support/age-files.ts';
import { oldStoredName, v1Item, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { AT_ONCE, type PlanDocument } from './cli-support.ts';
import { laboratory } from './laboratory.ts';
import { apply, clean, cleaningOf, codeOf, filesIn, planned, restore, sure, trashId } from './support.ts';

const MINUTE = 60_000;
const RUNNING = 'runs/corn/0003_live_cccccc';
const FAILED = 'runs/maize/0001_old_dddddd';

/** Two pipelines without a trace beside those of the laboratory: one of corn, and one of maize that failed an hour ago. */
function runs(): { readonly root: string; readonly builder: WorkspaceBuilder } {
  const { root } = laboratory();
  const builder = new WorkspaceBuilder(root);
  builder.store('maize', 'of the failed');
  builder.manifest(
    FAILED,
    v3Manifest('maize', [v3Item('of the failed')], { execution_traces: undefined, uid: 'failed' }),
  );
  builder.store('corn', 'of the living');
  builder.manifest(
    RUNNING,
    v3Manifest('corn', [v3Item('of the living')], { execution_traces: undefined, uid: 'living' }),
  );
  ageFiles(root);
  return { root, builder };
}

/** Sets when a file was written. */
function write(root: string, path: string, milliseconds: number): void {
  utimesSync(join(root, path), milliseconds / 1000, milliseconds / 1000);
}

const MANIFEST = `${RUNNING}/manifest.yaml`;

const TAKING: [string, PlanRequest][] = [
  ['it alone', { kind: 'pipeline', manifest: MANIFEST }],
  ['its folder', { kind: 'pipeline', manifest: MANIFEST, keepFiles: true }],
  ['several', { kind: 'pipelines', manifests: [MANIFEST, `${FAILED}/manifest.yaml`] }],
  ['its dataset', { kind: 'dataset', dataset: 'corn' }],
];

describe('a pipeline that may still be written, without a grace period', () => {
  it.each(TAKING)('is not taken by %s, unless one says so', (_case, request) => {
    const { root } = runs();
    write(root, MANIFEST, Date.now() - MINUTE);
    const here = cleaningOf(root);
    const plan = sure(planned(here, request));
    const consent = { ...NO_CONSENT, dataset: 'corn', breaks: true };
    expect(codeOf(apply(here, plan, consent))).toBe('MAY_BE_RUNNING');
    const done = sure(apply(here, plan, { ...consent, whileRunning: true }));
    expect(done.moved.map(({ path }) => path)).toContain(MANIFEST);
    sure(restore(here, trashId(done)));
  });

  it('stays when those that failed go', () => {
    const { root } = runs();
    write(root, MANIFEST, Date.now() - MINUTE);
    const plan = sure(planned(cleaningOf(root), { kind: 'failed' }));
    expect(plan.pipelines.map(({ manifest }) => manifest)).toEqual([`${FAILED}/manifest.yaml`]);
    expect(plan.stays).toMatchObject([{ path: MANIFEST, reason: 'writing' }]);
    const all = sure(planned(cleaningOf(root), { kind: 'failed' }, { consent: { whileRunning: true } }));
    expect(all.pipelines).toHaveLength(2);
    // With a grace period none has failed yet, by the times at which the files came to this disk.
    const graceMs = 24 * 60 * MINUTE;
    expect(sure(planned(cleaningOf(root), { kind: 'failed' }, { graceMs })).entries).toEqual([]);
    const consent = { whileRunning: true };
    const young = sure(planned(cleaningOf(root), { kind: 'failed' }, { graceMs, consent }));
    expect(young.pipelines).toHaveLength(2);
  });

  it.each([
    ['its manifest', MANIFEST],
    ['a file of its dataset', `binaries/corn/${String(v3Item('of the living')['path'])}`],
    ['an old-style file of its run', `runs/corn/_binaries/${oldStoredName('old')}`],
  ])('is known by the time of %s', (_case, path) => {
    const { root, builder } = runs();
    builder.file(`runs/corn/_binaries/${oldStoredName('old')}`, 'old');
    builder.manifest('runs/corn/0009_old_eeeeee', v3Manifest('corn', [v1Item('old')], { uid: 'old' }));
    ageFiles(root);
    const living = (): boolean[] =>
      sure(planned(cleaningOf(root), { kind: 'pipeline', manifest: MANIFEST })).pipelines.map(
        ({ mayBeRunning }) => mayBeRunning,
      );
    expect(living()).toEqual([false]);
    write(root, path, Date.now() - 9 * MINUTE);
    expect(living()).toEqual([true]);
    write(root, path, Date.now() - 11 * MINUTE);
    expect(living()).toEqual([false]);
    // A time that is to come was not written by a run that goes on now.
    write(root, path, Date.UTC(2099, 0));
    expect(living()).toEqual([false]);
  });

  it('may be one whose manifest is half written; one that has a trace is not', () => {
    const { root, builder } = runs();
    builder.file(MANIFEST, '');
    builder.manifest(FAILED, v3Manifest('maize', [v3Item('of the failed')], { uid: 'failed' }));
    const take = (manifest: string): boolean[] =>
      sure(planned(cleaningOf(root), { kind: 'pipeline', manifest, keepFiles: true })).pipelines.map(
        ({ mayBeRunning }) => mayBeRunning,
      );
    expect(take(MANIFEST)).toEqual([true]);
    expect(take(`${FAILED}/manifest.yaml`)).toEqual([false]);
  });

  it('that went on writing between plan and doing stays, whatever is written', () => {
    const { root } = runs();
    const here = cleaningOf(root);
    const plan = sure(planned(here, { kind: 'failed' }));
    expect(plan.pipelines).toHaveLength(2);
    write(root, `binaries/corn/${String(v3Item('of the living')['path'])}`, Date.now());
    const done = sure(apply(here, plan));
    expect(done.skipped).toContainEqual({ path: MANIFEST, reason: 'writing', message: null });
    expect(done.moved.map(({ path }) => path)).toContain(`${FAILED}/manifest.yaml`);
    expect(filesIn(root, RUNNING)).toEqual([MANIFEST]);
  });
});

describe('the clock that counts', () => {
  it('is that of the disk: a computer that is an hour ahead takes nothing', () => {
    const { root } = runs();
    write(root, MANIFEST, Date.now() - MINUTE);
    const ahead = cleaningOf(root, { now: () => Date.now() + 60 * MINUTE });
    const plan = sure(planned(ahead, { kind: 'pipeline', manifest: MANIFEST }));
    const done = sure(apply(ahead, plan));
    expect(done).toMatchObject({ moved: [], skipped: [{ reason: 'writing' }, {}] });
  });

  it('also where the disk is an hour behind this computer', () => {
    const { root } = runs();
    const behind = BigInt(60 * MINUTE) * 1_000_000n;
    const fs = {
      ...writableNodeFileSystem,
      lstat: (path: string) => {
        const stamp = nodeFileSystem.lstat(path);
        if (!stamp.ok || !path.endsWith('lock')) return stamp;
        return { ok: true as const, value: { ...stamp.value, ctimeNs: stamp.value.ctimeNs - behind } };
      },
    };
    // What is written now bears the time of the disk.
    write(root, MANIFEST, Date.now() - 61 * MINUTE);
    const here = cleaningOf(root, { fs });
    const plan = sure(planned(here, { kind: 'pipeline', manifest: MANIFEST }));
    expect(plan.pipelines).toMatchObject([{ mayBeRunning: false }]);
    expect(sure(apply(here, plan)).moved).toEqual([]);
  });
});

it('with a grace period, saying so takes the files along that only it uses', () => {
  const { root } = runs();
  write(root, MANIFEST, Date.now() - MINUTE);
  const consent = { whileRunning: true };
  const request = { kind: 'pipeline', manifest: MANIFEST } as const;
  const done = clean(cleaningOf(root), request, { graceMs: 24 * 60 * MINUTE, consent });
  expect(done.moved.map(({ reason }) => reason).toSorted()).toEqual(['exclusive', 'folder']);
});

it('the command line refuses, with and without --apply, and takes --while-running also later', async () => {
  const { root } = runs();
  write(root, MANIFEST, Date.now());
  const args = ['clean', 'pipeline', RUNNING, ...AT_ONCE];
  for (const more of [[], ['--apply']]) {
    expect(await askInVain([...args, ...more, '-w', root])).toMatchObject({
      code: 3,
      error: {
        code: 'MAY_BE_RUNNING',
        manifests: [MANIFEST],
        message: expect.stringContaining('--while-running'),
      },
    });
  }
  const failed = await ask<PlanDocument>(root, 'clean', 'failed', '--apply', ...AT_ONCE);
  expect(failed.result?.moved).toContain(`${FAILED}/manifest.yaml`);
  expect(filesIn(root, RUNNING)).toEqual([MANIFEST]);
  const { plan } = await ask<PlanDocument>(root, ...args, '--while-running');
  const applied = await ask<PlanDocument>(root, 'clean', 'apply', plan.plan_id);
  expect(applied.result?.moved).toContain(MANIFEST);
});

describe('the time of the last writing', () => {
  it.each([
    ['a moment ago', 0, 1],
    ['an hour ago', -3600, 0],
    ['at a time that is to come', 3600, 0],
  ])('%s tells whether a pipeline may still be written', (_when, seconds, count) => {
    const builder = new WorkspaceBuilder();
    const manifest = builder.manifest(
      'runs/corn/0001_a_aaaaaa',
      v3Manifest('corn', [], { execution_traces: undefined }),
    );
    const time = Date.now() / 1000 + seconds;
    utimesSync(join(builder.root, manifest), time, time);
    expect(manifestsWrittenNow(scanned(builder.root).index, Date.now()).size).toBe(count);
  });
});
