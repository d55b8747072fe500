import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mountOf, mountPointsIn } from '../../electron/registry/files/mounts.ts';
import {
  writableNodeFileSystem,
  type WritableFileSystem,
} from '../../electron/registry/files/writable-file-system.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { bent, failing } from '../support/bent-file-system.ts';
import { laboratory } from './laboratory.ts';
import { afterRestart } from './machine.ts';
import {
  apply,
  clean,
  codeOf,
  empty,
  filesIn,
  planned,
  restore,
  resume,
  snapshot,
  sure,
  trashId,
  trashOf,
} from './support.ts';

/** Fails calls on paths of some kind. */
function refusing(code: string, isMeant: (path: string) => boolean): WritableFileSystem {
  const names = ['list', 'lstat', 'stat', 'read', 'realPath', 'link', 'rename', 'makeFolder'] as const;
  const calls = names.map((name) => {
    const really = writableNodeFileSystem[name] as (...values: unknown[]) => unknown;
    return [
      name,
      (...values: unknown[]) => (values.map(String).some(isMeant) ? failing(code) : really(...values)),
    ];
  });
  return bent(Object.fromEntries(calls) as Partial<WritableFileSystem>);
}

describe('a path that does not fit into the trash', () => {
  it.runIf(process.platform === 'linux')('stays, as the plan says, and is in nobody’s way', () => {
    // Folders are made one by one from inside the last: a path above 4,096 bytes is refused at once.
    let folder = temporaryFolder();
    while (folder.length < 3990) {
      folder = join(folder, 'd'.repeat(Math.min(200, 4000 - folder.length)));
      mkdirSync(folder);
    }
    const { root, orphans } = laboratory(join(folder, 'w'));
    const here = afterRestart(root);
    const plan = sure(planned(here, { kind: 'orphans' }));
    expect(plan.stays.map(({ path, reason }) => [path, reason])).toEqual(
      orphans.toSorted().map((path) => [path, 'too-long']),
    );
    const before = snapshot(root);
    expect(sure(apply(here, plan))).toMatchObject({ trash_id: null, moved: [] });
    expect(snapshot(root)).toEqual(before);
  });

  it('is told one by one where only moving shows it, and the rest can be put back, finished and emptied', () => {
    const { root, orphans } = laboratory();
    const before = snapshot(root);
    const isTooLong = (path: string): boolean => /trash.*maize/.test(path);
    const here = afterRestart(root, refusing('ENAMETOOLONG', isTooLong));
    const done = clean(here, { kind: 'orphans' });
    expect(done.moved).toHaveLength(2);
    expect(done.skipped).toMatchObject([{ path: orphans[2], reason: 'failed' }]);
    expect(trashOf(here)).toMatchObject([{ state: 'complete', files: 2 }]);
    expect(sure(restore(here, trashId(done))).skipped).toEqual([]);
    expect(snapshot(root)).toEqual(before);
    clean(here, { kind: 'orphans' });
    expect(sure(empty(here)).skipped).toEqual([]);
    expect(trashOf(here)).toEqual([]);
  });
});

describe('a batch that can not be looked into', () => {
  it.each(['files/binaries/maize', 'complete.journal', ''])('(%s) is shown, and the others work', (part) => {
    const { root, orphans } = laboratory();
    const healthy = afterRestart(root);
    const bad = trashId(clean(healthy, { kind: 'orphans', dataset: 'maize' }));
    const good = trashId(clean(healthy, { kind: 'orphans' }));
    const blocked = join(root, '.stemma/trash', bad, part);
    const here = afterRestart(
      root,
      refusing('EACCES', (path) => path === blocked || path.startsWith(`${blocked}/`)),
    );
    expect(trashOf(here).map(({ trash_id: id, state }) => [id, state])).toEqual(
      [
        [bad, 'damaged'],
        [good, 'complete'],
      ].toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1)),
    );
    expect(codeOf(restore(here, bad))).toBe('DAMAGED_BATCH');
    expect(sure(restore(here, good)).restored).toHaveLength(2);
    clean(here, { kind: 'orphans' });
    expect(sure(empty(here))).toMatchObject({ removed: [{}, {}], damaged: [{ trash_id: bad }] });
    // Once that is mended, all is there.
    const mended = afterRestart(root);
    expect(sure(restore(mended, bad)).restored.map(({ path }) => path)).toEqual([orphans[2]]);
  });
});

describe('a trash that was touched by hand', () => {
  it('says what is neither there nor in its place', () => {
    const { root, orphans } = laboratory();
    const here = afterRestart(root);
    const id = trashId(clean(here, { kind: 'orphans' }));
    const [first = '', second = '', third = ''] = orphans;
    rmSync(join(root, '.stemma/trash', id, 'files', first));
    const done = sure(restore(here, id));
    expect(done.restored.map(({ path }) => path).toSorted()).toEqual([second, third].toSorted());
    expect(done.skipped).toEqual([{ path: first, reason: 'gone', message: null }]);
    // Said once: from then on what becomes of them is no longer its own.
    expect(sure(restore(here, id)).skipped).toEqual([]);
  });

  it('says so too where all is gone, and not of what was emptied, or lies in another batch', () => {
    const { root, orphans } = laboratory();
    const here = afterRestart(root);
    const id = trashId(clean(here, { kind: 'orphans' }));
    rmSync(join(root, '.stemma/trash', id, 'files'), { recursive: true });
    expect(sure(restore(here, id)).skipped.map(({ reason }) => reason)).toEqual(['gone', 'gone', 'gone']);
    const again = laboratory();
    const there = afterRestart(again.root);
    const first = trashId(clean(there, { kind: 'orphans' }));
    sure(restore(there, first, [orphans[0] ?? '']));
    clean(there, { kind: 'orphans' });
    expect(sure(restore(there, first)).skipped).toEqual([]);
  });

  it('loses its litter with the last file, and keeps what somebody put there', () => {
    for (const litter of ['.DS_Store', 'Thumbs.db', '._x', 'binaries/corn/desktop.ini']) {
      const { root } = laboratory();
      const here = afterRestart(root);
      const id = trashId(clean(here, { kind: 'orphans' }));
      const files = join(root, '.stemma/trash', id, 'files');
      writeFileSync(join(files, litter), 'litter');
      sure(restore(here, id));
      expect(existsSync(files)).toBe(false);
      sure(empty(here));
      expect(trashOf(here)).toEqual([]);
      const second = trashId(clean(here, { kind: 'orphans' }));
      writeFileSync(join(root, '.stemma/trash', second, 'files', litter), 'litter');
      writeFileSync(join(root, '.stemma/trash', second, 'files', 'note.txt'), 'mine');
      expect(sure(empty(here)).skipped).toEqual([{ path: 'note.txt', reason: 'stray', message: null }]);
      expect(filesIn(root, `.stemma/trash/${second}/files`)).toEqual([
        `.stemma/trash/${second}/files/note.txt`,
      ]);
      rmSync(join(root, '.stemma/trash', second, 'files', 'note.txt'));
      expect(sure(empty(here)).skipped).toEqual([]);
      expect(trashOf(here)).toEqual([]);
    }
  });
});

describe('what lies in the trash and no Stemma put there', () => {
  it('stays, in the folder of a batch or beside it', () => {
    const { root } = laboratory();
    const here = afterRestart(root);
    const id = trashId(clean(here, { kind: 'orphans' }));
    const mine = ['backup/model.joblib', '20260101T000000Z-abcdef/notes.txt', `${id}/notes.txt`];
    for (const path of mine) {
      mkdirSync(join(root, '.stemma/trash', path, '..'), { recursive: true });
      writeFileSync(join(root, '.stemma/trash', path), 'mine');
    }
    sure(restore(here, id));
    expect(sure(empty(here)).skipped).toEqual([{ path: 'notes.txt', reason: 'stray', message: null }]);
    expect(filesIn(root, '.stemma/trash')).toEqual(
      expect.arrayContaining(mine.map((path) => `.stemma/trash/${path}`)),
    );
    expect(trashOf(here)).toMatchObject([{ trash_id: id, state: 'restored' }]);
  });

  it('in the place of a journal goes with the batch where it is empty', () => {
    const { root } = laboratory();
    mkdirSync(join(root, '.stemma/trash/20260101T000000Z-abcdef/complete.journal'), { recursive: true });
    const here = afterRestart(root);
    expect(trashOf(here)).toMatchObject([{ files: 0, state: 'complete' }]);
    expect(sure(empty(here)).skipped).toEqual([]);
    expect(trashOf(here)).toEqual([]);
  });
});

describe.runIf(process.platform !== 'win32')('a workspace of several people', () => {
  it('has all that we make with its own mode, whatever the umask of whoever makes it', () => {
    for (const mode of [0o2775, 0o755, 0o700]) {
      const { root } = laboratory();
      chmodSync(root, mode);
      const bits = statSync(root).mode & 0o7777;
      const here = afterRestart(root);
      const id = trashId(clean(here, { kind: 'orphans' }));
      for (const path of [
        '.stemma',
        '.stemma/trash',
        `.stemma/trash/${id}`,
        `.stemma/trash/${id}/files/binaries/corn`,
      ]) {
        expect([path, statSync(join(root, path)).mode & 0o7777]).toEqual([path, bits]);
      }
      const journal = statSync(join(root, '.stemma/trash', id, 'complete.journal'));
      expect(journal.mode & 0o777).toBe(bits & 0o666);
      expect(journal.gid).toBe(statSync(root).gid);
    }
  });

  it('mends what an older Stemma left to one user alone', () => {
    const { root } = laboratory();
    chmodSync(root, 0o775);
    mkdirSync(join(root, '.stemma', 'trash'), { recursive: true });
    chmodSync(join(root, '.stemma'), 0o700);
    clean(afterRestart(root), { kind: 'orphans' });
    expect(statSync(join(root, '.stemma')).mode & 0o777).toBe(0o775);
  });

  it('says that files of others are renamed because of whose they are', () => {
    const refuse: Partial<WritableFileSystem> = {
      link: (from, to) =>
        from.includes('binaries') ? failing('EPERM') : writableNodeFileSystem.link(from, to),
      fileSystemType: () => ok(0xef53),
    };
    const others = afterRestart(laboratory().root, bent({ ...refuse, isOwn: () => ok(false) }));
    expect(clean(others, { kind: 'orphans' }).notes).toEqual(['RENAMED_OF_OTHERS']);
    const own = afterRestart(laboratory().root, bent({ ...refuse, isOwn: () => ok(true) }));
    expect(clean(own, { kind: 'orphans' }).notes).toEqual(['MOVED_BY_RENAME']);
    const unknown = afterRestart(
      laboratory().root,
      bent({ ...refuse, isOwn: () => fail({ code: 'EIO', message: 'EIO' }) }),
    );
    expect(clean(unknown, { kind: 'orphans' }).notes).toEqual(['MOVED_BY_RENAME']);
  });
});

describe('another mount of the same disk', () => {
  it('is told by the list of mounts, and keeps a pipeline whole whose files lie there', () => {
    const { root, pipeline } = laboratory();
    const before = snapshot(root);
    const here = afterRestart(root, bent({ mountPoints: () => ['/', join(root, 'binaries')] }));
    const plan = sure(planned(here, { kind: 'orphans' }));
    expect(plan).toMatchObject({ entries: [], frees: 0 });
    expect(plan.stays.map(({ reason }) => reason)).toEqual(['mount', 'mount', 'mount']);
    expect(planned(here, { kind: 'pipeline', manifest: pipeline })).toMatchObject({
      error: { code: 'NOT_MOVABLE', why: 'mount' },
    });
    const all = sure(
      planned(here, { kind: 'pipelines', manifests: [pipeline, 'runs/corn/0002_b_bbbbbb/manifest.yaml'] }),
    );
    expect(all).toMatchObject({ entries: [], pipelines: [] });
    expect(
      sure(planned(here, { kind: 'pipeline', manifest: pipeline, keepFiles: true })).entries,
    ).toHaveLength(2);
    expect(sure(planned(here, { kind: 'dataset', dataset: 'corn' })).entries).toEqual([]);
    expect(snapshot(root)).toEqual(before);
  });

  it('may hold the trash itself, one dataset, or one file', () => {
    const { root, orphans } = laboratory();
    const stays = (point: string): number => {
      const here = afterRestart(root, bent({ mountPoints: () => ['/', dirname(root), join(root, point)] }));
      return sure(planned(here, { kind: 'orphans' })).stays.length;
    };
    expect(['.stemma', 'binaries/maize', orphans[0] ?? '', 'binaries/mai'].map(stays)).toEqual([3, 1, 1, 0]);
  });

  it('is read as the kernel writes it', () => {
    const text = [
      '22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw',
      '40 22 8:1 /volumes/two /data/my\\040lab\\134x/\\303\\251 rw,relatime - ext4 /dev/sda1 rw',
      '41 22 0:40 / /data rw - tmpfs tmpfs rw',
      '',
    ].join('\n');
    const points = mountPointsIn(text);
    expect(points).toEqual(['/', '/data/my lab\\x/é', '/data']);
    expect(mountOf(points, '/data/my lab\\x/é/binaries')).toBe('/data/my lab\\x/é');
    expect(mountOf(points, '/data')).toBe('/data');
    expect(mountOf(points, '/database')).toBe('/');
    expect(mountOf([], '/data')).toBe(null);
  });
});

describe('a disk without room for one more file', () => {
  it('is told from one without bytes, and older trash can still be put back and emptied', () => {
    const { root } = laboratory();
    const before = snapshot(root);
    const first = trashId(clean(afterRestart(root), { kind: 'orphans', dataset: 'maize' }));
    const full = bent({
      create: () => failing('ENOSPC'),
      makeFolder: () => failing('ENOSPC'),
      freeFiles: () => ok(0),
    });
    const here = afterRestart(root, full);
    const refused = apply(here, sure(planned(here, { kind: 'orphans' })));
    expect(refused).toMatchObject({ error: { code: 'NO_SPACE', needed_files: 4 } });
    expect(refused.ok ? '' : refused.error.message).toMatch(/no room for more files \(no free inodes/);
    expect(sure(restore(here, first)).skipped).toEqual([]);
    expect(snapshot(root)).toEqual(before);
    clean(afterRestart(root), { kind: 'orphans', dataset: 'maize' });
    expect(sure(empty(here)).removed).toHaveLength(1);
  });

  it('is not said of a disk that has room for more files, or does not count them', () => {
    for (const free of [1000, null]) {
      const { root } = laboratory();
      const here = afterRestart(
        root,
        bent({
          makeFolder: (path) =>
            path.includes('/files') ? failing('ENOSPC') : writableNodeFileSystem.makeFolder(path),
          freeFiles: () => ok(free),
        }),
      );
      expect(apply(here, sure(planned(here, { kind: 'orphans' })))).toMatchObject({
        error: { code: 'NO_SPACE', needed_files: null },
      });
      expect(lstatSync(join(root, '.stemma')).isDirectory()).toBe(true);
    }
  });
});

describe('finishing a batch of which a part is damaged', () => {
  it('is refused until that is mended, and then goes on', () => {
    const { root } = laboratory();
    const here = afterRestart(root);
    const id = trashId(clean(here, { kind: 'orphans' }));
    const journal = join(root, '.stemma/trash', id, 'complete.journal');
    writableNodeFileSystem.rename(journal, journal.replace('complete', 'moving'));
    const blocked = join(root, '.stemma/trash', id, 'files/binaries');
    const blind = afterRestart(
      root,
      refusing('EACCES', (path) => path.startsWith(blocked)),
    );
    expect(codeOf(resume(blind, id))).toBe('DAMAGED_BATCH');
    // It is in nobody's way meanwhile.
    expect(sure(planned(blind, { kind: 'orphans' })).entries).toEqual([]);
    expect(sure(resume(afterRestart(root), id)).kind).toBe('moving');
  });
});
