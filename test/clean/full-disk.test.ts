import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { takeLock } from '../../electron/registry/change/lock.ts';
import { makeSite } from '../../electron/registry/change/site.ts';
import { writableNodeFileSystem } from '../../electron/registry/files/writable-file-system.ts';
import { bent, failing } from '../support/bent-file-system.ts';
import { WorkspaceBuilder } from '../support/workspace-builder.ts';
import { laboratory } from './laboratory.ts';
import { afterRestart } from './machine.ts';
import {
  apply,
  clean,
  cleaningOf,
  codeOf,
  empty,
  filesIn,
  planned,
  restore,
  snapshot,
  sure,
  trashId,
  trashOf,
} from './support.ts';

describe('a full disk', () => {
  /** A disk on which nothing new can be written, until something was removed from the trash. */
  function fullDisk(code: string) {
    let isFull = true;
    const { unlink, write, link, makeFolder } = writableNodeFileSystem;
    return bent({
      write: (file, bytes) => (isFull ? failing(code) : write(file, bytes)),
      link: (from, to) => (isFull ? failing(code) : link(from, to)),
      makeFolder: (path) => (isFull ? failing(code) : makeFolder(path)),
      unlink: (path) => {
        if (path.includes('/files/')) isFull = false;
        return unlink(path);
      },
    });
  }

  it.each(['ENOSPC', 'EDQUOT'])('(%s) says how much is needed, and offers to empty the trash', (code) => {
    const { root, pipeline } = laboratory();
    const id = trashId(clean(afterRestart(root), { kind: 'pipeline', manifest: pipeline }));
    const before = snapshot(root);
    const here = afterRestart(root, fullDisk(code));
    const refused = apply(here, sure(planned(here, { kind: 'orphans' })));
    if (refused.ok || refused.error.code !== 'NO_SPACE')
      throw new Error('It was not refused for lack of space.');
    const [batch] = trashOf(here);
    expect(refused.error.trash_bytes).toBe(batch?.bytes);
    expect(refused.error.needed_bytes).toBeGreaterThan(4096);
    expect(refused.error.message).toContain('Emptying older trash would free');
    expect(snapshot(root)).toEqual(before);
    expect(filesIn(root, '.stemma').filter((path) => !path.includes(id))).toEqual([]);
    // What it offers can be done, though not even a lock can be written.
    expect(sure(empty(here)).removed).toHaveLength(4);
    expect(clean(here, { kind: 'orphans' }).moved).toHaveLength(3);
  });

  it.each(['ENOSPC', 'EDQUOT', 'EROFS'])(
    '(%s) in the middle of a move ends it: nothing else is tried',
    (code) => {
      const { root } = laboratory();
      const before = snapshot(root);
      const { link } = writableNodeFileSystem;
      const tried: string[] = [];
      const fs = bent({
        link: (from, to) => {
          if (!to.includes('/files/')) return link(from, to);
          tried.push(from);
          return tried.length === 2 ? failing(code) : link(from, to);
        },
      });
      const done = clean(cleaningOf(root, { fs }), { kind: 'orphans' });
      expect(tried).toHaveLength(2);
      expect(done.moved).toHaveLength(1);
      expect(done.skipped).toHaveLength(2);
      for (const { reason, message } of done.skipped) {
        expect(reason).toBe('failed');
        expect(message).toContain(`(${code})`);
      }
      sure(restore(cleaningOf(root), trashId(done)));
      expect(snapshot(root)).toEqual(before);
    },
  );

  it('goes on after a file that alone can not be moved', () => {
    const { root, orphans } = laboratory();
    const { link } = writableNodeFileSystem;
    const fs = bent({
      link: (from, to) => (from.endsWith(orphans[0] ?? '') ? failing('EACCES') : link(from, to)),
    });
    const done = clean(cleaningOf(root, { fs }), { kind: 'orphans' });
    expect(done.moved).toHaveLength(2);
    expect(done.skipped).toEqual([
      { path: orphans[0], reason: 'failed', message: 'permission denied (EACCES)' },
    ]);
  });

  it('puts back what it can, for that needs little or no space', () => {
    const { root, pipeline } = laboratory();
    const before = snapshot(root);
    const id = trashId(clean(afterRestart(root), { kind: 'pipeline', manifest: pipeline }));
    const here = afterRestart(root, bent({ write: () => failing('ENOSPC') }));
    expect(sure(restore(here, id)).skipped).toEqual([]);
    expect(snapshot(root)).toEqual(before);
  });

  it('that has no room for one more file either has a lock, by which the trash can be emptied', () => {
    const { root } = laboratory();
    clean(afterRestart(root), { kind: 'orphans' });
    const here = afterRestart(root, bent({ create: () => failing('ENOSPC') }));
    const lock = sure(takeLock(here.site));
    expect(codeOf(empty(afterRestart(root)))).toBe('LOCKED');
    expect(lock.isHeld(true)).toBe(true);
    lock.release();
    expect(existsSync(join(root, '.stemma/lock'))).toBe(false);
    expect(sure(empty(here)).removed).toHaveLength(3);
  });

  it('says how much is needed also where the decision on a manifest can not be kept', () => {
    const { root, pipeline } = laboratory();
    clean(afterRestart(root), { kind: 'pipeline', manifest: pipeline });
    const cut = new WorkspaceBuilder(root).manifest('library/x', 'artifacts: [');
    const here = afterRestart(root, bent({ write: () => failing('ENOSPC') }));
    const refused = apply(here, sure(planned(here, { kind: 'orphans' }, { countEmpty: [cut] })));
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'NO_SPACE', trash_bytes: trashOf(here)[0]?.bytes },
    });
  });

  it('has a lock that keeps others out though it says nothing', () => {
    const { root } = laboratory();
    const here = afterRestart(root);
    clean(here, { kind: 'orphans' });
    const full = makeSite(root, { fs: bent({ write: () => failing('ENOSPC') }) });
    const lock = sure(takeLock(full));
    expect(codeOf(empty(afterRestart(root)))).toBe('LOCKED');
    expect(lock.isHeld(true)).toBe(true);
    lock.release();
    expect(sure(empty(afterRestart(root))).removed).toHaveLength(3);
  });
});
