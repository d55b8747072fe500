import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { moveFile } from '../../electron/registry/change/move.ts';
import type { FileStamp } from '../../electron/registry/files/file-system.ts';
import {
  writableNodeFileSystem,
  type WritableFileSystem,
} from '../../electron/registry/files/writable-file-system.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { ok } from '../../shared/domain/result.ts';
import { bent, failing } from '../support/bent-file-system.ts';
import { scanAll, ungraced } from '../support/scanning.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { laboratory } from './laboratory.ts';
import {
  apply,
  clean,
  cleaningOf,
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

/** Says of files below a folder that they are on another disk. */
function mounted(folder: string): WritableFileSystem {
  const elsewhere = (path: string, stamp: FileStamp): FileStamp =>
    path.includes(folder) ? { ...stamp, device: stamp.device + 1n } : stamp;
  const { lstat, stat } = writableNodeFileSystem;
  const look =
    (call: typeof lstat): typeof lstat =>
    (path) => {
      const found = call(path);
      return found.ok ? ok(elsewhere(path, found.value)) : found;
    };
  return bent({ lstat: look(lstat), stat: look(stat) });
}

describe('moving', () => {
  it('never replaces what lies in the trash', () => {
    const { root, orphans } = laboratory();
    const [orphan = ''] = orphans;
    // Whatever made a file lie where the orphan is to go, between the making of the folders and the move.
    const { link } = writableNodeFileSystem;
    const here = cleaningOf(root, {
      fs: bent({
        link: (from, to) => {
          if (from.endsWith(orphan) && !existsSync(to)) writeFileSync(to, 'mine');
          return link(from, to);
        },
      }),
    });
    const done = clean(here, { kind: 'orphans' });
    expect(done.skipped).toEqual([{ path: orphan, reason: 'taken', message: null }]);
    expect(readFileSync(join(root, orphan), 'utf8')).toBe('nobody');
    expect(
      filesIn(root, '.stemma').filter((path) => readFileSync(join(root, path), 'utf8') === 'mine'),
    ).toHaveLength(1);
  });

  it('leaves what somebody wrote in the place of a file between the two halves of its move', () => {
    const { root, orphans } = laboratory();
    const [orphan = ''] = orphans;
    const place = join(root, orphan);
    const { link } = writableNodeFileSystem;
    const fs = bent({
      link: (from, to) => {
        const linked = link(from, to);
        if (from.endsWith(orphan)) {
          rmSync(place);
          writeFileSync(place, 'somebody');
        }
        return linked;
      },
    });
    const id = trashId(clean(cleaningOf(root, { fs }), { kind: 'orphans' }));
    expect(readFileSync(place, 'utf8')).toBe('somebody');
    expect(readFileSync(join(root, '.stemma/trash', id, 'files', orphan), 'utf8')).toBe('nobody');
  });

  it('takes its second name away from a file that was written right before it got it', () => {
    const folder = temporaryFolder();
    const [from, to] = [join(folder, 'from'), join(folder, 'to')];
    writeFileSync(from, 'planned');
    const size = 'planned'.length;
    const { link } = writableNodeFileSystem;
    const fs = bent({
      link: (one, other) => {
        writeFileSync(one, 'written since');
        return link(one, other);
      },
    });
    expect(moveFile(fs, from, to, (stamp) => stamp.size === size)).toEqual({ kind: 'changed' });
    expect(readFileSync(from, 'utf8')).toBe('written since');
    expect(existsSync(to)).toBe(false);
  });

  it('keeps the last name of a file whose old name somebody took meanwhile', () => {
    const folder = temporaryFolder();
    const [from, to] = [join(folder, 'from'), join(folder, 'to')];
    writeFileSync(from, 'ours');
    const { link } = writableNodeFileSystem;
    const fs = bent({
      link: (one, other) => {
        const linked = link(one, other);
        rmSync(one);
        writeFileSync(one, 'theirs');
        return linked;
      },
    });
    // It is meant when it is looked at first, and not any more when it has its second name.
    let looks = 0;
    expect(moveFile(fs, from, to, () => (looks += 1) === 1)).toEqual({ kind: 'changed' });
    expect(readFileSync(from, 'utf8')).toBe('theirs');
    expect(readFileSync(to, 'utf8')).toBe('ours');
  });

  it('renames where the file system has no hard links, and says so', () => {
    const { root, pipeline } = laboratory();
    const before = snapshot(root);
    const fat = bent({ link: () => failing('EPERM'), fileSystemType: () => ok(0x4d44) });
    const here = cleaningOf(root, { fs: fat });
    const plan = sure(planned(here, { kind: 'pipeline', manifest: pipeline }));
    expect(plan.notes).toEqual(['NO_LINKS', 'NO_POWER_CUT']);
    const done = sure(apply(here, plan));
    expect(done).toMatchObject({ skipped: [], notes: ['MOVED_BY_RENAME'] });
    expect(done.moved).toHaveLength(4);
    expect(sure(restore(here, trashId(done))).skipped).toEqual([]);
    expect(snapshot(root)).toEqual(before);
  });

  it('never replaces what lies in its place where it must rename', () => {
    const { root, orphans } = laboratory();
    const [orphan = ''] = orphans;
    const here = cleaningOf(root, { fs: bent({ link: () => failing('EPERM') }) });
    const id = trashId(clean(here, { kind: 'orphans' }));
    writeFileSync(join(root, orphan), 'somebody');
    expect(sure(restore(here, id)).skipped).toEqual([{ path: orphan, reason: 'conflict', message: null }]);
    expect(readFileSync(join(root, orphan), 'utf8')).toBe('somebody');
  });

  it.runIf(process.platform === 'linux')('says where a power cut may undo the order of its steps', () => {
    const { root } = laboratory();
    const nfs = cleaningOf(root, { fs: bent({ fileSystemType: () => ok(0x6969) }) });
    expect(sure(planned(nfs, { kind: 'orphans' })).notes).toEqual(['NO_POWER_CUT']);
    const ext4 = cleaningOf(root, { fs: bent({ fileSystemType: () => ok(0xef53) }) });
    expect(sure(planned(ext4, { kind: 'orphans' })).notes).toEqual([]);
  });

  it('shows what lies on another disk, and never cleans it', () => {
    const { root, pipeline, orphans } = laboratory();
    const before = snapshot(root);
    const here = cleaningOf(root, { fs: mounted('binaries/corn') });
    const plan = sure(planned(here, { kind: 'orphans' }));
    expect(plan.entries.map(({ path }) => path)).toEqual([orphans[2]]);
    expect(plan.stays.map(({ reason }) => reason)).toEqual(['device', 'device']);
    // A pipeline whose files can't go stays whole.
    expect(planned(here, { kind: 'pipeline', manifest: pipeline })).toMatchObject({
      error: {
        code: 'NOT_MOVABLE',
        path: 'binaries/corn/model_PLSRegression_0eb09c7806ee.joblib',
        why: 'device',
      },
    });
    const runs = cleaningOf(root, { fs: mounted('runs/corn') });
    expect(codeOf(planned(runs, { kind: 'pipeline', manifest: pipeline }))).toBe('NOT_MOVABLE');
    const both = [pipeline, 'runs/corn/0002_b_bbbbbb/manifest.yaml'];
    expect(sure(planned(runs, { kind: 'pipelines', manifests: both })).stays).toEqual(
      both.map((path) => expect.objectContaining({ path, reason: 'device' }) as unknown),
    );
    expect(snapshot(root)).toEqual(before);
  });

  it('shows what lies behind a link, and never cleans it', () => {
    const { root, pipeline } = laboratory();
    const outside = new WorkspaceBuilder(join(root, '..', 'outside'));
    outside.file('store/model_X_abcdef012345.joblib', 'x');
    outside.manifest('0003_c_cccccc', v3Manifest('corn', [v3Item('second alone')]));
    const builder = new WorkspaceBuilder(root);
    builder.link('binaries/behind', join(outside.root, 'store'));
    builder.link(
      'binaries/corn/model_X_abcdef012345.joblib',
      join(outside.root, 'store/model_X_abcdef012345.joblib'),
    );
    builder.link('runs/corn/0003_c_cccccc', join(outside.root, '0003_c_cccccc'));
    const here = cleaningOf(root);
    const before = snapshot(root);
    const plan = sure(planned(here, { kind: 'orphans' }));
    expect(plan.stays.filter(({ reason }) => reason === 'link').map(({ path }) => path)).toEqual([
      'binaries/behind/model_X_abcdef012345.joblib',
      'binaries/corn/model_X_abcdef012345.joblib',
    ]);
    expect(
      codeOf(planned(here, { kind: 'pipeline', manifest: 'runs/corn/0003_c_cccccc/manifest.yaml' })),
    ).toBe('NOT_MOVABLE');
    sure(restore(here, trashId(sure(apply(here, plan)))));
    expect(snapshot(root)).toEqual(before);
    expect(existsSync(join(root, pipeline))).toBe(true);
  });

  it('says of files with other names that they free nothing', () => {
    const { root, orphans } = laboratory();
    const [orphan = ''] = orphans;
    linkSync(join(root, orphan), join(root, '..', 'backup'));
    const here = cleaningOf(root);
    const plan = sure(planned(here, { kind: 'orphans' }));
    expect(plan.notes).toContain('HARD_LINKS');
    expect(plan.bytes - plan.frees).toBe(6);
    sure(apply(here, plan));
    const done = sure(empty(here));
    expect(done.freed_bytes).toBe(plan.frees);
    expect(readFileSync(join(root, '..', 'backup'), 'utf8')).toBe('nobody');
  });
});

describe('the journal', () => {
  it('is on the disk before the first move, and the folders after the last', () => {
    const { root, pipeline } = laboratory();
    const calls: string[] = [];
    const names = ['create', 'write', 'sync', 'rename', 'link', 'unlink', 'syncFolder'] as const;
    const noted = names.map((name) => {
      const really = writableNodeFileSystem[name] as (...values: never[]) => unknown;
      return [
        name,
        (...values: never[]) => {
          calls.push(`${name} ${values.map(String).join(' ')}`.replaceAll(root, ''));
          return really(...values);
        },
      ];
    });
    const here = cleaningOf(root, { fs: bent(Object.fromEntries(noted) as Partial<WritableFileSystem>) });
    const plan = sure(planned(here, { kind: 'pipeline', manifest: pipeline }));
    calls.length = 0;
    sure(apply(here, plan));
    const first = calls.findIndex((call) => call.startsWith('link /runs'));
    const last = calls.findLastIndex((call) => /^unlink \/(?:runs|binaries)/.test(call));
    const before = calls.slice(0, first).join('\n');
    expect(before).toMatch(
      /create \S+moving\.journal\S+\.tmp\nwrite [^]*\nsync \d+\nrename \S+\.tmp \S+moving\.journal\nsyncFolder \S+\n[^]*syncFolder \/\.stemma\/trash$/,
    );
    const after = calls.slice(last + 1);
    expect(after.filter((call) => call.startsWith('syncFolder'))).toEqual(
      expect.arrayContaining([
        'syncFolder /binaries/corn',
        'syncFolder /runs/corn/0001_a_aaaaaa',
        'syncFolder /runs/corn/_binaries',
      ]),
    );
    expect(after.findIndex((call) => call.includes('complete.journal'))).toBeGreaterThan(
      after.findIndex((call) => call === 'syncFolder /binaries/corn'),
    );
  });

  it('that was changed by a sign is not believed', () => {
    const { root } = laboratory();
    const here = cleaningOf(root);
    const id = trashId(clean(here, { kind: 'orphans' }));
    const journal = join(root, '.stemma/trash', id, 'complete.journal');
    const text = readFileSync(journal, 'utf8');
    writeFileSync(journal, text.replace('"kind":"orphans"', '"kind":"foreign"'));
    expect(trashOf(here)).toMatchObject([{ kind: null, files: 3 }]);
    writeFileSync(journal, text);
    expect(trashOf(here)).toMatchObject([{ kind: 'orphans', files: 3 }]);
  });

  it('says where the disk did not say that all has moved', () => {
    const { root } = laboratory();
    const { syncFolder } = writableNodeFileSystem;
    const fs = bent({
      syncFolder: (path) => (path === join(root, 'binaries/corn') ? failing('EIO') : syncFolder(path)),
    });
    expect(clean(cleaningOf(root, { fs }), { kind: 'orphans' }).notes).toEqual(['NOT_SYNCED']);
  });

  it.each([
    ['is damaged', (path: string) => writeFileSync(path, 'stemma-1 nonsense')],
    ['is empty', (path: string) => writeFileSync(path, '')],
    ['is gone', (path: string) => rmSync(path)],
  ])('that %s keeps nothing from going back, and blocks nothing for ever', (_what, damage) => {
    for (const state of ['complete', 'moving'] as const) {
      const { root, pipeline, orphans } = laboratory();
      const before = snapshot(root);
      const here = cleaningOf(root);
      const id = trashId(clean(here, { kind: 'pipeline', manifest: pipeline }));
      const folder = join(root, '.stemma/trash', id);
      if (state === 'moving') {
        writeFileSync(join(folder, 'moving.journal'), readFileSync(join(folder, 'complete.journal')));
        rmSync(join(folder, 'complete.journal'));
      }
      damage(join(folder, `${state}.journal`));
      const isBlocking = trashOf(here)[0]?.state === 'interrupted';
      expect(trashOf(here)).toMatchObject([{ trash_id: id, files: 4, time: null }]);
      if (isBlocking) expect(codeOf(resume(here, id))).toBe('CANNOT_WRITE');
      // One file is in the way.
      writeFileSync(join(root, dirname(pipeline), 'pipeline.json'), 'taken');
      expect(sure(restore(here, id)).skipped.map(({ reason }) => reason)).toEqual(['conflict']);
      expect(trashOf(here)).toMatchObject([{ files: 1, state: 'complete' }]);
      expect(clean(here, { kind: 'foreign', paths: [] }).moved).toEqual([]);
      rmSync(join(root, dirname(pipeline), 'pipeline.json'));
      expect(sure(restore(here, id)).skipped).toEqual([]);
      expect(snapshot(root)).toEqual(before);
      expect(clean(here, { kind: 'orphans' }).moved.map(({ path }) => path)).toEqual([...orphans].toSorted());
    }
  });

  it.each(['moving', 'restoring', 'emptying', 'restored'])(
    'that is damaged where no files are left (%s) blocks nothing for ever',
    (state) => {
      const { root } = laboratory();
      const here = cleaningOf(root);
      const id = trashId(clean(here, { kind: 'orphans' }));
      const folder = join(root, '.stemma/trash', id);
      rmSync(join(folder, 'files'), { recursive: true });
      rmSync(join(folder, 'complete.journal'));
      writeFileSync(join(folder, `${state}.journal`), 'nonsense');
      expect(trashOf(here)).toMatchObject([{ trash_id: id, files: 0 }]);
      sure(restore(here, id));
      expect(trashOf(here)).toEqual([]);
      expect(clean(here, { kind: 'orphans' }).moved).toEqual([]);
    },
  );

  it('can be lost, and the trash still be emptied of what nothing names', () => {
    const { root, orphans } = laboratory();
    const here = cleaningOf(root);
    const id = trashId(clean(here, { kind: 'orphans' }));
    writeFileSync(join(root, '.stemma/trash', id, 'complete.journal'), 'nonsense');
    new WorkspaceBuilder(root).manifest('library/a', v3Manifest('corn', [v3Item('nobody')]));
    const done = sure(empty(here, [id]));
    expect(done.skipped).toEqual([{ path: orphans[0], reason: 'wanted-again', message: null }]);
    expect(done.removed).toHaveLength(2);
    expect(trashOf(here)).toMatchObject([{ files: 1, state: 'complete' }]);
  });
});

describe('the folder of a pipeline that went', () => {
  it('stays, empty, is no pipeline to a scan, and keeps its number from being given again', () => {
    const { root, pipeline } = laboratory();
    const here = cleaningOf(root);
    clean(here, { kind: 'pipeline', manifest: pipeline });
    scanAll(here.workspace);
    expect(statSync(join(root, dirname(pipeline))).isDirectory()).toBe(true);
    expect(filesIn(root, dirname(pipeline))).toEqual([]);
    expect(listPipelines(ungraced(here.workspace.index)).map(({ manifest }) => manifest)).toEqual([
      'runs/corn/0002_b_bbbbbb/manifest.yaml',
    ]);
    sure(empty(here));
    expect(statSync(join(root, dirname(pipeline))).isDirectory()).toBe(true);
  });
});
