import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heldLock, takeLockAway } from '../../electron/registry/change/held-lock.ts';
import { trashNow, unfinishedWork } from '../../electron/registry/change/interrupted.ts';
import { applyPlan } from '../../electron/registry/clean/apply.ts';
import type { ProcessTable } from '../../electron/registry/change/lock-owner.ts';
import { takeLock } from '../../electron/registry/change/lock.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { readBatches } from '../../electron/registry/change/trash.ts';
import { makeSite, prepareSite } from '../../electron/registry/change/site.ts';
import {
  writableNodeFileSystem,
  type WritableFileSystem,
} from '../../electron/registry/files/writable-file-system.ts';
import { bent } from '../support/bent-file-system.ts';
import { scanAll } from '../support/scanning.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { laboratory } from './laboratory.ts';
import { livingProcess, newProcess } from './machine.ts';
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
  trashOf,
} from './support.ts';

/** Takes the lock and never gives it back; what the program that does so knows of its machine. */
function leaveLock(root: string, processes: ProcessTable): void {
  const site = makeSite(root, { processes });
  sure(prepareSite(site));
  sure(takeLock(site));
}

describe('a lock that was left behind', () => {
  const holder = newProcess();

  it.each<[string, Partial<ProcessTable>]>([
    ['there is no such process', { stateOf: () => 'dead' }],
    ['its number is that of another process', { stateOf: () => 'alive', startTime: () => 'later' }],
  ])('is taken over where %s', (_why, table) => {
    const { root } = laboratory();
    leaveLock(root, holder);
    const here = cleaningOf(root, { processes: { ...newProcess(), ...table } });
    expect(sure(heldLock(here.site))).toMatchObject({ isDead: true });
    expect(clean(here, { kind: 'orphans' }).moved).toHaveLength(3);
    expect(existsSync(join(root, '.stemma/lock'))).toBe(false);
  });

  it.each<[string, Partial<ProcessTable>]>([
    ['the process runs', { stateOf: () => 'alive', startTime: (pid) => String(pid) }],
    ['nobody knows whether it runs', { stateOf: () => 'unknown' }],
    ['nobody knows when it began', { stateOf: () => 'alive', startTime: () => null }],
    ['it is of another host', { host: 'another' }],
    ['it is of another start of the machine', { bootId: 'another' }],
    ['it is of another container', { pidNamespace: 'another' }],
    ['this system does not know of starts', { bootId: null }],
  ])('is only taken away by hand where %s', (_why, table) => {
    const { root } = laboratory();
    leaveLock(root, holder);
    const here = cleaningOf(root, { processes: { ...newProcess(), ...table } });
    const plan = sure(planned(here, { kind: 'orphans' }));
    const before = snapshot(root);
    const refused = apply(here, plan);
    if (refused.ok || refused.error.code !== 'LOCKED') throw new Error('It was not locked.');
    expect(refused.error.owner).toMatchObject({ host: 'test', pid: holder.pid });
    expect(refused.error.message).toContain(`process ${holder.pid} on test`);
    expect(snapshot(root)).toEqual(before);
    const held = sure(heldLock(here.site));
    expect(held).toMatchObject({ isDead: false });
    // Only the lock that was seen.
    expect(codeOf(takeLockAway(here.site, 'another'))).toBe('NOT_FOUND');
    expect(existsSync(join(root, '.stemma/lock'))).toBe(true);
    sure(takeLockAway(here.site, held?.mark ?? ''));
    expect(sure(apply(here, plan)).moved).toHaveLength(3);
    expect(sure(heldLock(here.site))).toBeNull();
  });

  it('and says nothing that we wrote is only taken away by hand', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    clean(here, { kind: 'orphans' });
    writeFileSync(join(root, '.stemma/lock'), '');
    expect(codeOf(empty(here))).toBe('LOCKED');
    const held = sure(heldLock(here.site));
    expect(held).toMatchObject({ owner: null, isDead: false });
    sure(takeLockAway(here.site, held?.mark ?? ''));
    expect(sure(empty(here)).removed).toHaveLength(3);
  });
});

describe('what a crash left of a lock', () => {
  it('is swept away once it is old, for a young one may be somebody else at work', () => {
    const { root, pipeline } = laboratory();
    let now = Date.now();
    const here = cleaningOf(root, { now: () => now });
    clean(here, { kind: 'orphans' });
    const left = ['lock.abcdef012345', 'decisions.json.abcdef012345.tmp'].map((name) =>
      join(root, '.stemma', name),
    );
    for (const path of left) writeFileSync(path, '');
    clean(here, { kind: 'pipeline', manifest: pipeline });
    expect(left.map((path) => existsSync(path))).toEqual([true, true]);
    now += 120_000;
    sure(empty(here));
    expect(left.map((path) => existsSync(path))).toEqual([false, false]);
  });
});

describe('a lock that is held', () => {
  it('keeps a second Stemma out of the whole work, and is given back after it', () => {
    const { root, pipeline } = laboratory();
    const [one, other] = [cleaningOf(root), cleaningOf(root)];
    const plan = sure(planned(one, { kind: 'orphans' }));
    const others = sure(planned(other, { kind: 'pipeline', manifest: pipeline }));
    const work = applyPlan(one, plan, NO_CONSENT, NEVER);
    let looks = 0;
    for (let step = work.next(); step.done !== true; step = work.next()) {
      looks += 1;
      expect(codeOf(apply(other, others))).toBe('LOCKED');
      expect(codeOf(restore(other, 'none'))).toBe('NOT_FOUND');
    }
    expect(looks).toBeGreaterThan(3);
    expect(sure(apply(other, others)).moved).toHaveLength(4);
    expect(sure(empty(other)).removed).toHaveLength(7);
  });

  it('is given back where the work is given up', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    const work = applyPlan(here, sure(planned(here, { kind: 'orphans' })), NO_CONSENT, NEVER);
    for (let step = work.next(); step.done !== true; step = work.next()) {
      if (step.value.phase === 'move') break;
    }
    work.return({ ok: false, error: { code: 'INDEX_BUSY', message: 'given up' } });
    expect(sure(heldLock(here.site))).toBeNull();
    expect(trashOf(here)).toMatchObject([{ state: 'interrupted', interrupted: 'moving' }]);
  });

  it('is asked for between two beats only after the process was stopped for a while', () => {
    const { root } = laboratory();
    let now = 1_800_000_000_000;
    const site = makeSite(root, { processes: newProcess(), now: () => now });
    sure(prepareSite(site));
    const lock = sure(takeLock(site));
    rmSync(site.lock);
    now += 200;
    expect(lock.isHeld()).toBe(true);
    now += 300;
    expect(lock.isHeld()).toBe(false);
  });

  it('beats, so that others see that its holder lives', () => {
    const { root } = laboratory();
    let now = 1_800_000_000_000;
    const site = makeSite(root, { now: () => now });
    sure(prepareSite(site));
    const lock = sure(takeLock(site));
    now += 10_000;
    expect(lock.isHeld()).toBe(true);
    expect(statSync(join(root, '.stemma/lock')).mtimeMs).toBe(now);
    expect(sure(heldLock(site))?.heartbeatMs).toBe(now);
    lock.release();
  });

  it('beats while the workspace is looked at, which may take minutes', () => {
    const { root } = laboratory();
    const builder = new WorkspaceBuilder(root);
    for (let number = 10; number < 300; number += 1)
      builder.manifest(`library/${number}`, v3Manifest('corn', [v3Item('shared')]));
    let now = 1_800_000_000_000;
    const here = cleaningOf(root, { now: () => now });
    const work = applyPlan(here, sure(planned(here, { kind: 'orphans' })), NO_CONSENT, NEVER);
    const beats = new Set<number>();
    for (let step = work.next(); step.done !== true && step.value.phase === 'look'; step = work.next()) {
      beats.add(statSync(join(root, '.stemma/lock')).mtimeMs);
      now += 60_000;
    }
    work.return(undefined as never);
    expect(beats.size).toBeGreaterThan(2);
  });

  it.each([
    ['removed', (path: string) => rmSync(path)],
    [
      'taken by another',
      (path: string) => writeFileSync(path, readFileSync(path, 'utf8').replace('"nonce":"', '"nonce":"x')),
    ],
  ])('and %s by hand stops the work before the next file', (_what, take) => {
    const { root } = laboratory();
    let now = Date.now();
    const before = snapshot(root);
    const here = cleaningOf(root, { now: () => now });
    const work = applyPlan(here, sure(planned(here, { kind: 'orphans' })), NO_CONSENT, NEVER);
    let step = work.next();
    for (; step.done !== true; step = work.next()) {
      if (step.value.phase !== 'move' || step.value.files !== 1) continue;
      take(join(root, '.stemma/lock'));
      now += 10_000;
    }
    expect(codeOf(step.value)).toBe('LOCKED');
    rmSync(join(root, '.stemma/lock'), { force: true });
    const [batch] = trashOf(here);
    expect(batch).toMatchObject({ state: 'interrupted', interrupted: 'moving', files: 1 });
    sure(resume(here, batch?.trash_id ?? ''));
    sure(restore(here, batch?.trash_id ?? ''));
    expect(snapshot(root)).toEqual(before);
  });
});

describe('work that another Stemma is at', () => {
  /** The orphans are being moved by another one, that lives. */
  function others() {
    const { root } = laboratory();
    const moved = clean(cleaningOf(root), { kind: 'orphans' });
    const folder = join(root, '.stemma', 'trash', moved.trash_id ?? '');
    renameSync(join(folder, 'complete.journal'), join(folder, 'moving.journal'));
    leaveLock(root, livingProcess());
    const lock = join(root, '.stemma/lock');
    const end = (): void => {
      if (!existsSync(lock)) return;
      renameSync(join(folder, 'moving.journal'), join(folder, 'complete.journal'));
      rmSync(lock);
    };
    return { root, lock, id: moved.trash_id, end };
  }

  it('is told with its lock', () => {
    const { root, id } = others();
    const { site } = cleaningOf(root, { processes: livingProcess() });
    expect(sure(unfinishedWork(site))).toMatchObject({
      work: [{ trash_id: id, work: 'moving' }],
      lock: { isDead: false, owner: { user: 'mara' } },
    });
  });

  it('is never taken for damage, however often its journal is renamed while it is looked at', () => {
    const { root } = laboratory();
    const moved = clean(cleaningOf(root), { kind: 'orphans' });
    const folder = join(root, '.stemma', 'trash', moved.trash_id ?? '');
    const states = ['complete', 'emptying', 'complete', 'restoring', 'complete'];
    const list: WritableFileSystem['list'] = (path) => {
      const listed = writableNodeFileSystem.list(path);
      const [now, next] = states;
      if (path !== folder || now === undefined || next === undefined) return listed;
      renameSync(join(folder, `${now}.journal`), join(folder, `${next}.journal`));
      states.shift();
      return listed;
    };
    const { site } = cleaningOf(root, { fs: bent({ list }) });
    expect(sure(readBatches(site))).toMatchObject([{ state: 'complete', damage: null }]);
    expect(states).toEqual(['complete']);
  });

  it('is not listed as it was before it ended', () => {
    const { root, lock, end } = others();
    const lstat: WritableFileSystem['lstat'] = (path) => {
      // By then the trash was listed.
      if (path === lock) end();
      return writableNodeFileSystem.lstat(path);
    };
    const { site, workspace } = cleaningOf(root, { processes: livingProcess(), fs: bent({ lstat }) });
    scanAll(workspace);
    expect(sure(trashNow(site, workspace.index))).toMatchObject({
      batches: [{ state: 'complete', interrupted: null }],
      unfinished: { work: [], lock: null },
    });
  });

  it.each(['before', 'after'] as const)(
    'is not told to be cut off where it ends %s its lock is looked at',
    (moment) => {
      const { root, lock, end } = others();
      const looks = { count: 0 };
      const lstat: WritableFileSystem['lstat'] = (path) => {
        if (path !== lock) return writableNodeFileSystem.lstat(path);
        looks.count += 1;
        if (moment === 'before') end();
        const found = writableNodeFileSystem.lstat(path);
        end();
        return found;
      };
      const { site } = cleaningOf(root, { processes: livingProcess(), fs: bent({ lstat }) });
      expect(sure(unfinishedWork(site))).toEqual({ work: [], lock: null });
      expect(looks.count).toBeGreaterThan(1);
    },
  );
});
