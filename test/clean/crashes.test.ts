import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heldLock, takeLockAway } from '../../electron/registry/change/held-lock.ts';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import { isTimeUp } from '../support/budget.ts';
import { isSoak, runs } from '../support/scale.ts';
import { everything, expectListed, filesOnly, inTrash, type Contents } from './contents.ts';
import { laboratory } from './laboratory.ts';
import { afterRestart } from './machine.ts';
import type { ShownBatch } from '../../electron/registry/change/trash.ts';
import {
  apply,
  codeOf,
  empty,
  filesIn,
  planned,
  restore,
  resume,
  snapshot,
  sure,
  trashOf,
} from './support.ts';
import { PUTTING_BESIDE, WORKS, type Work } from './works.ts';
import {
  Crash,
  fatefulFileSystem,
  isChange,
  type Fate,
  type FatefulFileSystem,
} from './written-file-system.ts';

/** A file system in which the program ends before the change with this number; infinity for never. */
function crashing(work: Work, place: number): FatefulFileSystem {
  const fateOf = (name: string, number: number): Fate => {
    if (number === place) return 'crash';
    return name === 'link' && work.isWithoutLinks === true ? { fails: 'EPERM' } : 'works';
  };
  return fatefulFileSystem(fateOf, isChange);
}

/** Whether the program ended before the work did. */
function isCrash(doIt: () => void): boolean {
  try {
    doIt();
    return false;
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    return true;
  }
}

/** A workspace in which work was cut off, and what was where before it. */
interface CutOff {
  readonly root: string;
  readonly place: number;
  /** A new process after the crash, which has looked at the workspace; what is in the trash. */
  readonly here: Cleaning;
  readonly batch: ShownBatch | undefined;
  /** Of all works: the workspace before anything was done to it. */
  readonly original: Contents;
  /** Right before the work. */
  readonly before: Contents;
  readonly trashed: Contents;
}

/** Does the work anew for each of its changes, ended right before that one; returns how many there are. */
function crashEverywhere(work: Work, after: (cut: CutOff) => void, step: number = 1): number {
  for (let place = 0; ; place += step) {
    const { root, pipeline } = laboratory();
    const original = snapshot(root);
    const subject = work.prepare(root, pipeline);
    const before = snapshot(root);
    const trashed = inTrash(root);
    const bent = crashing(work, place);
    const doIt = work.ready(afterRestart(root, bent.fs), subject);
    bent.begin();
    const isCutOff = isCrash(() => sure(doIt()));
    if (isCutOff) {
      const here = afterRestart(root);
      const [batch] = trashOf(here);
      after({ root, place, here, batch, original, before, trashed });
    }
    rmSync(dirname(root), { recursive: true, force: true });
    if (!isCutOff) return bent.calls();
  }
}

/** After a crash each file is where the journal says, and none that may not go is gone. */
function expectNothingLost({ root, here, original, before, trashed }: CutOff, { leaves }: Work): void {
  if (leaves === 'gone') {
    expect(snapshot(root)).toMatchObject(before);
    expect({ ...filesOnly(before), ...trashed }).toMatchObject(everything(root));
  } else expect(everything(root)).toMatchObject(filesOnly(original));
  expectListed(root, here);
}

/** Where there are no hard links, a crash may leave a lock that says nothing; the user takes it away. */
function unlock({ site }: Cleaning): void {
  const held = sure(heldLock(site));
  if (held?.owner === null) sure(takeLockAway(site, held.mark));
}

/** Everything is as if it had never been cleaned up; of what was being emptied, what was left. */
function expectPutBack({ root, original, before, trashed }: CutOff, { leaves }: Work, left: Contents): void {
  if (leaves === 'gone') {
    expect(trashed).toMatchObject(left);
    expect(filesOnly(snapshot(root))).toMatchObject({ ...filesOnly(before), ...left });
  } else expect(snapshot(root)).toEqual(original);
  expect(inTrash(root)).toEqual({});
}

/** The work is done, as if it had never been cut off. */
function expectFinished({ root, here, original, before }: CutOff, { leaves }: Work): void {
  if (leaves === 'in place') expect(snapshot(root)).toEqual(original);
  if (leaves === 'gone') {
    expect(snapshot(root)).toEqual(before);
    expect(filesIn(root, '.stemma')).toEqual([]);
  }
  if (leaves === 'in the trash') {
    expect(everything(root)).toEqual(filesOnly(original));
    expect(Object.keys(inTrash(root))).toHaveLength(4);
    expect(trashOf(here)).toMatchObject([{ state: 'complete', files: 4, wanted: 0 }]);
  }
}

describe.each(WORKS)('a crash between any two calls of $name', (work) => {
  it('loses nothing, blocks other changes, and can be put back to the byte', () => {
    let interrupted = 0;
    const changes = crashEverywhere(work, (cut) => {
      expectNothingLost(cut, work);
      const { root, here, batch } = cut;
      const left = inTrash(root);
      if (batch?.state === 'interrupted') {
        interrupted += 1;
        // Where the folder of a pipeline has lost its manifest so far, not even a plan is made beside it.
        const beside = planned(here, { kind: 'orphans' });
        expect(codeOf(beside.ok ? apply(here, beside.value) : beside)).toBe(
          beside.ok ? 'INTERRUPTED_WORK' : 'UNREADABLE',
        );
        expect(codeOf(empty(here))).toBe('INTERRUPTED_WORK');
      }
      if (batch !== undefined) expect(sure(restore(here, batch.trash_id)).skipped).toEqual([]);
      expectPutBack(cut, work, left);
      expect(trashOf(here).every(({ state }) => state === 'restored')).toBe(true);
    });
    expect(changes).toBeGreaterThan(10);
    expect(interrupted).toBeGreaterThan(5);
  });

  it('leaves work that can be finished', () => {
    let finished = 0;
    crashEverywhere(
      work,
      (cut) => {
        const { here, batch } = cut;
        if (batch?.state !== 'interrupted') return;
        finished += 1;
        expect(sure(resume(here, batch.trash_id)).done.skipped).toEqual([]);
        expectFinished(cut, work);
        expect(codeOf(resume(here, batch.trash_id))).toBe('NOT_FOUND');
      },
      runs(2, 1, 1),
    );
    expect(finished).toBeGreaterThan(5);
  });

  it('may be followed by crashes of putting back and of finishing', () => {
    let crashes = 0;
    const once = (cut: CutOff, second: number): void => {
      const { root, place, batch } = cut;
      if (batch === undefined) return;
      const bent = crashing(work, second);
      const recovering = afterRestart(root, bent.fs);
      const isResumed = batch.state === 'interrupted' && (place + second) % 2 === 0;
      bent.begin();
      if (isCrash(() => sure<unknown>((isResumed ? resume : restore)(recovering, batch.trash_id))))
        crashes += 1;
      const here = afterRestart(root);
      expectNothingLost({ ...cut, here }, work);
      const left = inTrash(root);
      const [rest] = trashOf(here);
      if (work.isWithoutLinks === true) unlock(here);
      if (rest !== undefined) expect(sure(restore(here, rest.trash_id)).skipped).toEqual([]);
      expectPutBack(cut, work, left);
    };
    // All pairs in a soak; otherwise each second crash with one that follows it.
    if (!isSoak) crashEverywhere(work, (cut) => once(cut, (cut.place * 7) % 19), runs(2, 2, 1));
    else {
      for (let second = 0; second < 40 && !isTimeUp(); second += 1)
        crashEverywhere(work, (cut) => once(cut, second));
    }
    expect(crashes).toBeGreaterThan(5);
  }, 1_200_000);
});

describe('a crash between any two calls of putting back beside', () => {
  it('goes on with the folder that was chosen, and leaves the pipeline that lives there alone', () => {
    crashEverywhere(
      PUTTING_BESIDE,
      ({ root, here, batch, before, trashed }) => {
        if (batch !== undefined) sure(restore(here, batch.trash_id));
        const beside = Object.entries(trashed).map(([path, bytes]) => [
          path.replace('0001_a_aaaaaa', '0003_a_aaaaaa'),
          bytes,
        ]);
        expect(filesOnly(snapshot(root))).toEqual({ ...filesOnly(before), ...Object.fromEntries(beside) });
        expect(inTrash(root)).toEqual({});
      },
      runs(2, 1, 1),
    );
  });
});
