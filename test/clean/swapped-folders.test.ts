import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CleanError } from '../../electron/registry/change/clean-error.ts';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import {
  writableNodeFileSystem,
  type WritableFileSystem,
} from '../../electron/registry/files/writable-file-system.ts';
import type { Result } from '../../shared/domain/result.ts';
import { laboratory } from './laboratory.ts';
import { afterRestart } from './machine.ts';
import { apply, clean, codeOf, empty, planned, restore, sure, trashId, trashOf } from './support.ts';

/** Does something once, right before the first call of a name on a path of some kind. */
function before(
  name: 'link' | 'unlink' | 'lstat',
  isMeant: (path: string) => boolean,
  act: () => void,
): WritableFileSystem {
  const really = writableNodeFileSystem[name] as (...paths: string[]) => unknown;
  let isDone = false;
  const call = (...paths: string[]): unknown => {
    if (!isDone && paths.some(isMeant)) {
      isDone = true;
      act();
    }
    return really(...paths);
  };
  return { ...writableNodeFileSystem, [name]: call };
}

/** Puts a link to a folder with files of the same names in the place of a folder. */
function swap(folder: string, names: readonly string[]): string {
  const away = join(dirname(folder), `away ${Date.now()}`);
  const home = join(folder.slice(0, folder.indexOf('workspace')), 'home');
  mkdirSync(home, { recursive: true });
  for (const name of names) writeFileSync(join(home, name), 'precious');
  renameSync(folder, away);
  symlinkSync(home, folder);
  return home;
}

/** Works on the trash, each told what it does to a file behind a folder that is swapped after it was looked at. */
const WORKS: Record<string, (here: Cleaning, id: string) => Result<unknown, CleanError>> = {
  emptying: (here, id) => empty(here, [id]),
  'putting back': (here, id) => restore(here, id),
};

describe('a folder of the trash that becomes a link in the middle of the work', () => {
  it.each(Object.entries(WORKS))('is not followed (%s)', (_name, work) => {
    const { root, orphans } = laboratory();
    const id = trashId(clean(afterRestart(root), { kind: 'orphans' }));
    const folder = join(root, '.stemma/trash', id, 'files/binaries/corn');
    const names = orphans.map((path) => path.slice(path.lastIndexOf('/') + 1));
    let home = '';
    // The journal is renamed when work begins: all was looked at by then.
    const { rename } = writableNodeFileSystem;
    const fs: WritableFileSystem = {
      ...writableNodeFileSystem,
      rename: (from, to) => {
        const renamed = rename(from, to);
        if (/(?:emptying|restoring)\.journal$/.test(to)) home = swap(folder, names);
        return renamed;
      },
    };
    const done = work(afterRestart(root, fs), id);
    expect(home).not.toBe('');
    for (const name of names) expect(readFileSync(join(home, name), 'utf8')).toBe('precious');
    for (const path of orphans.slice(0, 2)) expect(existsSync(join(root, path))).toBe(false);
    if (!done.ok) expect(done.error.code).toBe('DAMAGED_BATCH');
    expect(trashOf(afterRestart(root))).toMatchObject([{ state: 'damaged' }]);
  });

  it('is not followed where emptying has removed a file of it already', () => {
    const { root, orphans } = laboratory();
    const id = trashId(clean(afterRestart(root), { kind: 'orphans' }));
    const folder = join(root, '.stemma/trash', id, 'files/binaries/corn');
    const names = orphans.map((path) => path.slice(path.lastIndexOf('/') + 1));
    let home = '';
    const { unlink } = writableNodeFileSystem;
    const fs: WritableFileSystem = {
      ...writableNodeFileSystem,
      unlink: (path) => {
        const removed = unlink(path);
        if (home === '' && path.startsWith(folder)) home = swap(folder, names);
        return removed;
      },
    };
    const done = sure(empty(afterRestart(root, fs), [id]));
    expect(home).not.toBe('');
    expect(done.skipped.map(({ reason }) => reason)).toContain('failed');
    for (const name of names) expect(readFileSync(join(home, name), 'utf8')).toBe('precious');
  });
});

describe('a folder of the workspace that becomes a link', () => {
  it('right before the first move is not followed', () => {
    const { root, orphans } = laboratory();
    const [first = ''] = orphans;
    const folder = join(root, 'binaries/corn');
    const names = orphans.map((path) => path.slice(path.lastIndexOf('/') + 1));
    let home = '';
    const fs = before(
      'lstat',
      (path) => /files.binaries.corn/.test(path),
      () => {
        home = swap(folder, names);
      },
    );
    const here = afterRestart(root, fs);
    const plan = sure(planned(here, { kind: 'orphans' }));
    const done = apply(here, plan);
    expect(home).not.toBe('');
    expect(done).toMatchObject({ ok: true });
    expect(sure(done).skipped).toContainEqual({ path: first, reason: 'link', message: null });
    for (const name of names) expect(readFileSync(join(home, name), 'utf8')).toBe('precious');
  });

  it('is our own one, or the trash, is refused by all', () => {
    for (const own of ['.stemma', '.stemma/trash']) {
      const { root } = laboratory();
      const elsewhere = join(dirname(root), 'elsewhere');
      mkdirSync(join(elsewhere, 'trash'), { recursive: true });
      mkdirSync(dirname(join(root, own)), { recursive: true });
      symlinkSync(elsewhere, join(root, own));
      const here = afterRestart(root);
      expect(codeOf(apply(here, sure(planned(here, { kind: 'orphans' }))))).toBe('CANNOT_WRITE');
      expect(codeOf(restore(here, '20260101T000000Z-abcdef'))).toBe('CANNOT_WRITE');
      expect(codeOf(empty(here))).toBe('CANNOT_WRITE');
    }
  });
});
