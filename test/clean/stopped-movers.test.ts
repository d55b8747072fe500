import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heldLock, takeLockAway } from '../../electron/registry/change/held-lock.ts';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import { mayWake } from '../../electron/registry/change/taken-locks.ts';
import {
  writableNodeFileSystem,
  type WritableFileSystem,
} from '../../electron/registry/files/writable-file-system.ts';
import { runs } from '../support/scale.ts';
import { everything, filesOnly } from './contents.ts';
import { laboratory } from './laboratory.ts';
import { afterRestart, livingProcess } from './machine.ts';
import { apply, cleaningOf, planned, restore, resume, snapshot, sure, trashOf } from './support.ts';
import { WORKS } from './works.ts';
import { isChange } from './written-file-system.ts';

/** A file system whose program is stopped right before the change with this number; meanwhile something else happens. */
function stopped(
  place: number,
  meanwhile: () => void,
): { fs: WritableFileSystem; begin: () => void; hasStopped: () => boolean } {
  let number = 0;
  let hasBegun = false;
  let hasStopped = false;
  const calls = Object.entries(writableNodeFileSystem).map(([name, call]) => {
    const really = call as (...values: never[]) => unknown;
    const bent = (...values: never[]): unknown => {
      if (hasBegun && isChange(name)) {
        number += 1;
        if (number === place) {
          hasStopped = true;
          meanwhile();
        }
      }
      return really(...values);
    };
    return [name, bent];
  });
  return {
    fs: Object.fromEntries(calls) as WritableFileSystem,
    begin: () => {
      hasBegun = true;
    },
    hasStopped: () => hasStopped,
  };
}

/** Somebody else on the machine, who takes the lock by hand, as they are told, and then works. */
function takingOver(root: string, work: (here: Cleaning, id: string) => void): void {
  const here = cleaningOf(root, { processes: livingProcess() });
  const held = sure(heldLock(here.site));
  // Before the lock is made, and after it is given back, there is nothing to take.
  if (held === null) return;
  sure(takeLockAway(here.site, held.mark));
  expect(mayWake(here.site)).toBe(true);
  const batch = trashOf(here).find(({ state }) => state === 'interrupted');
  if (batch !== undefined) work(here, batch.trash_id);
  here.workspace.close();
}

const MEANWHILE: Record<string, (here: Cleaning, id: string, pipeline: string) => void> = {
  'all is put back': (here, id) => {
    sure(restore(here, id));
  },
  'it is finished': (here, id) => {
    sure(resume(here, id));
  },
  'all is put back, and cleaned up again': (here, id, pipeline) => {
    sure(restore(here, id));
    const plan = planned(here, { kind: 'pipeline', manifest: pipeline });
    if (plan.ok) sure(apply(here, plan.value));
  },
};

/** Another lock, or none: after a stop of some length whoever wakes looks whether it still is theirs; after a short one not yet. */
const LENGTHS = [10, 60_000];

const MOVERS = WORKS.filter(({ leaves, isWithoutLinks }) => leaves !== 'gone' && isWithoutLinks !== true);

describe.each(MOVERS)('$name, stopped before each of its changes and woken later', (work) => {
  it.each(Object.entries(MEANWHILE))(
    'loses nothing where meanwhile %s',
    (_name, meanwhile) => {
      let stops = 0;
      for (const [turn, length] of LENGTHS.entries()) {
        for (let place = 1 + turn; ; place += runs(9, 1)) {
          const { root, pipeline } = laboratory();
          const original = snapshot(root);
          const subject = work.prepare(root, pipeline);
          let time = Date.now();
          const holder = stopped(place, () => {
            takingOver(root, (here, id) => meanwhile(here, id, pipeline));
            time += length;
          });
          const mover = cleaningOf(root, { fs: holder.fs, processes: livingProcess(), now: () => time });
          const doIt = work.ready(mover, subject);
          holder.begin();
          doIt();
          expect(everything(root)).toEqual(filesOnly(original));
          // The end of both: then no name is needed twice any more.
          const here = afterRestart(root);
          for (const { trash_id: id, state } of trashOf(here))
            if (state === 'interrupted') sure(restore(here, id));
          for (const { trash_id: id } of trashOf(here)) expect(sure(restore(here, id)).skipped).toEqual([]);
          expect(snapshot(root)).toEqual(original);
          expect(mayWake(here.site)).toBe(false);
          rmSync(dirname(root), { recursive: true, force: true });
          if (!holder.hasStopped()) break;
          stops += 1;
        }
      }
      expect(stops).toBeGreaterThan(3);
    },
    600_000,
  );
});
