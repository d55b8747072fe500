import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CleanError } from '../../electron/registry/change/clean-error.ts';
import { isTimeUp } from '../support/budget.ts';
import { runs } from '../support/scale.ts';
import type { Result } from '../../shared/domain/result.ts';
import { everything, expectListed, filesOnly, inTrash } from './contents.ts';
import { laboratory } from './laboratory.ts';
import { afterRestart } from './machine.ts';
import { empty, filesIn, restore, resume, snapshot, sure, trashOf } from './support.ts';
import { WORKS, type Work } from './works.ts';
import { fatefulFileSystem, isChange, type Fate } from './written-file-system.ts';

const CODES = [
  'EACCES',
  'EPERM',
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EBUSY',
  'EROFS',
  'EXDEV',
  'ENOENT',
  'ESTALE',
  'EMFILE',
] as const;

/** Calls that may have been done though they said that they failed; opening a file returns it, or does not. */
const isLyingCall = (name: string): boolean => isChange(name) && name !== 'create';

/** Calls that a full disk refuses. */
const NEEDS_SPACE: ReadonlySet<string> = new Set(['link', 'makeFolder', 'create', 'write']);

/** Says of each call, by its number, what becomes of it. */
type FateOf = (name: string, number: number) => Fate;

/** A message for people: a sentence, which says what the system said where that is all that is known. */
function expectClear({ message }: CleanError): void {
  expect(message).toMatch(/^\S.{20,}/);
  expect(message).not.toMatch(/undefined|null|NaN|\[object/);
  // Not in the system's words: those are its code, then a colon, and at the end the name of a call.
  expect(message).not.toMatch(/\bE[A-Z]{2,}: /);
}

/** What the user reads, from a failure as a whole or of single files. */
function expectSaid(done: Result<unknown, CleanError>): void {
  if (!done.ok) return expectClear(done.error);
  const { skipped } = done.value as { skipped: readonly { reason: string; message: string | null }[] };
  for (const { reason, message } of skipped)
    if (reason === 'failed') expect(message).toMatch(/^[a-z][^:]* [^:]*.*\(E[A-Z]+\)$/);
}

/** Goes on after the failure, as a user would: what was cut off is finished or put back, then all is put back. */
function recover(root: string, isFinished: boolean): void {
  const here = afterRestart(root);
  for (const { trash_id: id, state } of trashOf(here)) {
    if (state === 'interrupted') sure<unknown>(isFinished ? resume(here, id) : restore(here, id));
  }
  for (const { trash_id: id } of trashOf(here)) expect(sure(restore(here, id)).skipped).toEqual([]);
}

/** Does the work once; returns how many calls it made, and whether the user was told that something failed. */
function expectUnharmed(
  work: Work,
  fateOf: FateOf,
  counts?: (name: string) => boolean,
  isLockFree: boolean = true,
): { calls: number; isTold: boolean } {
  const { root, pipeline } = laboratory();
  const original = snapshot(root);
  const subject = work.prepare(root, pipeline);
  const before = snapshot(root);
  const trashed = inTrash(root);
  const bent = fatefulFileSystem((name, number) => {
    const fate = fateOf(name, number);
    if (fate === 'works' && name === 'link' && work.isWithoutLinks === true) return { fails: 'EPERM' };
    return fate;
  }, counts);
  const doIt = work.ready(afterRestart(root, bent.fs), subject);
  bent.begin();
  const done = doIt();
  expectSaid(done);
  const struck = bent.struck();
  try {
    if (isLockFree) expect(existsSync(join(root, '.stemma/lock'))).toBe(false);
    if (work.leaves === 'gone') {
      expect(snapshot(root)).toEqual(before);
      expect(trashed).toMatchObject(inTrash(root));
      const here = afterRestart(root);
      expectListed(root, here);
      for (const { trash_id: id, state } of trashOf(here))
        if (state === 'interrupted') sure(resume(here, id));
      sure(empty(here));
      // What only names a lock that is to be is swept later.
      const rest = filesIn(root, '.stemma').filter((path) => !/^\.stemma\/lock\.\w+$/.test(path));
      if (isLockFree) expect(rest).toEqual([]);
      else expect(trashOf(here)).toEqual([]);
      expect(snapshot(root)).toEqual(before);
    } else {
      expect(everything(root)).toEqual(filesOnly(original));
      expectListed(root, afterRestart(root));
      recover(root, bent.calls() % 2 === 0);
      expect(snapshot(root)).toEqual(original);
    }
  } catch (error) {
    throw new Error(`${work.name}, ${struck}`, { cause: error });
  }
  rmSync(dirname(root), { recursive: true, force: true });
  return { calls: bent.calls(), isTold: !done.ok };
}

/** The codes in turn: over all places of all works each meets each kind of call. */
const codeAt = (place: number, turn: number): string => CODES[(place + turn) % CODES.length] ?? 'EIO';

describe.each(WORKS)('$name, where calls fail', (work) => {
  // In a soak each call fails with each of the codes.
  it('each in turn, says so clearly, loses nothing, and gives the lock back', () => {
    let told = 0;
    for (let turn = 0; turn < runs(1, CODES.length, 2) && (turn === 0 || !isTimeUp()); turn += 1) {
      let { calls } = expectUnharmed(work, () => 'works');
      for (let place = 0; place < calls; place += runs(3, 1, 1)) {
        const code = codeAt(place, turn);
        const done = expectUnharmed(work, (_name, number) => (number === place ? { fails: code } : 'works'));
        // A call that fails may cause others.
        calls = Math.max(calls, done.calls);
        if (done.isTold) told += 1;
      }
    }
    expect(told).toBeGreaterThan(3);
  }, 600_000);

  it('each in turn though it was done, says so clearly, loses nothing, and gives the lock back', () => {
    const { calls } = expectUnharmed(work, () => 'works', isLyingCall);
    for (let place = 0; place < calls; place += runs(2, 1, 1)) {
      expectUnharmed(
        work,
        (_name, number) => (number === place ? { isDone: true, says: 'EIO' } : 'works'),
        isLyingCall,
      );
    }
  }, 600_000);

  // A disk that went away: the lock stays, and is taken over after the end of the program.
  it('all from one on, says so clearly and loses nothing', () => {
    for (const [turn, code] of (['EIO', 'ESTALE', 'EROFS', 'ENOENT', 'ENOSPC'] as const).entries()) {
      // Where a disk is full only what needs space fails.
      const counts = code === 'ENOSPC' ? (name: string) => NEEDS_SPACE.has(name) : undefined;
      const { calls } = expectUnharmed(work, () => 'works', counts);
      for (let place = turn; place < calls; place += runs(Math.ceil(calls / 4), 1, Math.ceil(calls / 12))) {
        expectUnharmed(work, (_name, number) => (number >= place ? { fails: code } : 'works'), counts, false);
      }
    }
  }, 600_000);
});
