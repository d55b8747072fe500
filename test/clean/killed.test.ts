import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldLock } from '../../electron/registry/change/held-lock.ts';
import { isTimeUp } from '../support/budget.ts';
import { isSoak, runs } from '../support/scale.ts';
import { removeFolder } from '../support/temporary-folder.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { everything, expectListed, filesOnly, inTrash } from './contents.ts';
import { runAndKill, unlock } from './killing.ts';
import { clean, cleaningOf, filesIn, restore, resume, snapshot, sure, trashId, trashOf } from './support.ts';

const VICTIM = join(import.meta.dirname, 'victim.ts');
const FILES = 40;
const NAMES = ['apply', 'undo', 'empty'] as const;

/** A living pipeline, and files that nothing names. */
function workspace(): string {
  const builder = new WorkspaceBuilder();
  builder.store('corn', 'alive');
  builder.manifest('runs/corn/0001_a_aaaaaa', v3Manifest('corn', [v3Item('alive')]));
  for (let number = 0; number < FILES; number += 1)
    builder.store(number % 2 === 0 ? 'corn' : 'maize', `x ${number}`);
  return builder.root;
}

describe('a process that is killed', () => {
  it.each(NAMES)(
    'in the middle of %s has lost nothing, and its work can be finished or undone',
    async (name) => {
      const prepared = (): { root: string; id: string; before: Record<string, string> } => {
        const root = workspace();
        const before = snapshot(root);
        return {
          root,
          before,
          id: name === 'apply' ? '' : trashId(clean(cleaningOf(root), { kind: 'orphans' })),
        };
      };
      // How long it takes when nothing else slows it down: the shortest of a few.
      let whole = Number.POSITIVE_INFINITY;
      for (let turn = 0; turn < runs(1, 5, 2); turn += 1) {
        const first = prepared();
        whole = Math.min(whole, (await runAndKill(VICTIM, [first.root, name, first.id], null)) ?? whole);
        removeFolder(dirname(first.root));
      }
      let interrupted = 0;
      const moments = fc.sample(fc.noBias(fc.integer({ min: 0, max: 1100 })), runs(4, 70, 16));
      for (const [turn, moment] of moments.entries()) {
        if (isTimeUp()) return;
        const { root, id, before } = prepared();
        const here = snapshot(root);
        const there = inTrash(root);
        await runAndKill(VICTIM, [root, name, id], (moment / 1000) * whole);
        unlock(root);
        const next = cleaningOf(root);
        if (name === 'empty') {
          expect(snapshot(root)).toEqual(here);
          expect(there).toMatchObject(inTrash(root));
        } else expect(everything(root)).toEqual(filesOnly(before));
        expectListed(root, next);
        const batch = trashOf(next).find(({ state }) => state === 'interrupted');
        if (batch !== undefined) {
          interrupted += 1;
          expect(sure<unknown>((turn % 2 === 0 ? resume : restore)(next, batch.trash_id))).toBeDefined();
        }
        const left = inTrash(root);
        for (const { trash_id: rest } of trashOf(next)) expect(sure(restore(next, rest)).skipped).toEqual([]);
        if (name === 'empty') expect(snapshot(root)).toMatchObject(left);
        else expect(snapshot(root)).toEqual(before);
        // Where nothing was left to be done the dead one's lock is there until the next change.
        expect(sure(heldLock(next.site))?.isDead ?? true).toBe(true);
        expect(filesIn(root, '.stemma').filter((path) => path.includes('/files/'))).toEqual([]);
        removeFolder(dirname(root));
      }
      // Most moments lie within the work; of few, none may.
      if (isSoak) expect(interrupted).toBeGreaterThan(20);
    },
    600_000,
  );
});
