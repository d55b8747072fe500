import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldLock, takeLockAway } from '../../electron/registry/clean/held-lock.ts';
import { isLongRun, runs } from '../support/scale.ts';
import { removeFolder } from '../support/temporary-folder.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { everything, expectListed, filesOnly, inTrash } from './contents.ts';
import { clean, cleaningOf, filesIn, restore, resume, snapshot, sure, trashId, trashOf } from './support.ts';
import { SOON_MS } from './victim.ts';

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

/** Starts the work in a process of its own and kills it after a time from the beginning; null lets it end. Returns its duration. */
function runAndKill(args: readonly string[], afterMs: number | null): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'victim.ts'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let errors = '';
    child.stdout.on('data', (data: Buffer) => {
      const isFirst = said === '';
      said += data.toString();
      if (isFirst && afterMs !== null) setTimeout(() => child.kill('SIGKILL'), SOON_MS + afterMs);
    });
    child.stderr.on('data', (data: Buffer) => {
      errors += data.toString();
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code !== 0 && signal !== 'SIGKILL') reject(new Error(errors));
      else resolve(/done (\d+)/.exec(said) === null ? null : Number(/done (\d+)/.exec(said)?.[1]));
    });
  });
}

/** What the system does not say of a dead process, a user does. */
function unlock(root: string): void {
  const { site } = cleaningOf(root);
  const held = sure(heldLock(site));
  if (held !== null && !held.isDead) sure(takeLockAway(site, held.mark));
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
      const first = prepared();
      const whole = (await runAndKill([first.root, name, first.id], null)) ?? 0;
      let interrupted = 0;
      const moments = fc.sample(fc.double({ min: 0, max: 1.1, noNaN: true }), runs(4, 70));
      for (const [turn, moment] of moments.entries()) {
        const { root, id, before } = prepared();
        const here = snapshot(root);
        const there = inTrash(root);
        await runAndKill([root, name, id], moment * whole - 5);
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
        expect(existsSync(join(root, '.stemma/lock'))).toBe(false);
        expect(filesIn(root, '.stemma').filter((path) => path.includes('/files/'))).toEqual([]);
        removeFolder(dirname(root));
      }
      // Most moments lie within the work; of few, none may.
      if (isLongRun) expect(interrupted).toBeGreaterThan(20);
    },
    600_000,
  );
});
