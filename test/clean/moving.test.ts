import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { moveFile } from '../../electron/registry/change/move.ts';
import type { FileStamp } from '../../electron/registry/files/file-system.ts';
import {
  writableNodeFileSystem,
  type WritableFileSystem,
} from '../../electron/registry/files/writable-file-system.ts';
import { ok } from '../../shared/domain/result.ts';
import { bent, failing } from '../support/bent-file-system.ts';
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
  snapshot,
  sure,
  trashId,
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
