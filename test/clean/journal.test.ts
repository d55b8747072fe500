import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  writableNodeFileSystem,
  type WritableFileSystem,
} from '../../electron/registry/files/writable-file-system.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { bent, failing } from '../support/bent-file-system.ts';
import { scanAll, ungraced } from '../support/scanning.ts';
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
