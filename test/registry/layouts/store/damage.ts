import { cpSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { CleanError } from '../../../../electron/registry/change/clean-error.ts';
import { cleaningOf, filesIn, planned } from '../../../clean/support.ts';
import { copyStore, type StoreName } from '../../../support/stores.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** What a clean-up of a workspace would take, or the code of why it takes nothing. */
export type Verdict = readonly string[] | CleanError['code'];

/** All names below a folder, with what would tell that somebody wrote there. */
export function traces(workspace: string): unknown {
  return filesIn(workspace).map((path) => {
    const { size, mtimeMs, ctimeMs, ino } = lstatSync(join(workspace, path));
    return [path, size, mtimeMs, ctimeMs, ino];
  });
}

/** What would be cleaned up, however young; looking and planning leave the workspace as it is. */
export function verdictOf(workspace: string, options: Parameters<typeof cleaningOf>[1] = {}): Verdict {
  const before = traces(workspace);
  const plan = planned(cleaningOf(workspace, options), { kind: 'orphans' });
  expect(traces(workspace)).toEqual(before);
  return plan.ok ? plan.value.entries.map(({ path }) => path).toSorted() : plan.error.code;
}

/** Looks at a damaged workspace: it has a message, or goes on as if nothing was damaged; it never takes what was named. */
export function expectNothingLost(damaged: Verdict, whole: Verdict): void {
  if (typeof damaged === 'string') expect(['UNREADABLE', 'NO_MANIFESTS']).toContain(damaged);
  else expect(damaged.filter((path) => !whole.includes(path))).toEqual([]);
}

/** Files of a store in one folder, to be damaged again and again. */
export interface Victim {
  readonly root: string;
  /** Puts the database back, with its log, and then other bytes in place of one of them. */
  readonly damage: (name: string, change: (bytes: Buffer) => Buffer) => void;
}

/** A copy of a store, with an old file that only the log of its database names, where it has one. */
export function victimOf(name: StoreName): Victim {
  const root = copyStore(name);
  const kept = temporaryFolder();
  const names = filesIn(root).filter((path) => path.startsWith('store.sqlite'));
  for (const each of names) cpSync(join(root, each), join(kept, each));
  return {
    root,
    damage: (target, change) => {
      for (const each of names) cpSync(join(kept, each), join(root, each), { preserveTimestamps: true });
      writeFileSync(join(root, target), change(readFileSync(join(kept, target))));
    },
  };
}

/** Bytes with another one at a place. */
export function flipped(at: number, by = 1): (bytes: Buffer) => Buffer {
  return (bytes) => {
    bytes[at] = (bytes[at] ?? 0) ^ by;
    return bytes;
  };
}
