import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { shownRecords } from '../../../electron/registry/ask/records/record.ts';
import { findPipelines, findRecords } from '../../../electron/registry/ask/find/find.ts';
import { findingsOf } from '../../../electron/registry/clean/findings.ts';
import { complete } from '../../../electron/registry/columns/slices.ts';
import { nodeFileSystem } from '../../../electron/registry/files/file-system.ts';
import { recordKey, recordsByKey } from '../../../electron/registry/index/record-key.ts';
import { allTuples } from '../../../electron/registry/index/database.ts';
import {
  layoutAt,
  recogniseLayouts,
  windowWords,
  WORKSPACE_MARKS,
} from '../../../electron/registry/layouts/layouts.ts';
import { listUnreadable, listBlocking } from '../../../electron/registry/state/blocking.ts';
import {
  clean,
  cleaningOf,
  codeOf,
  empty,
  filesIn,
  planned,
  restore,
  sure,
  trashId,
  trashOf,
} from '../../clean/support.ts';
import { lab } from '../../clean/lab.ts';
import { ageFiles } from '../../support/age-files.ts';
import { scanned, statesOf, twoDaysOn, ungraced } from '../../support/scanning.ts';
import type { Boxes } from './boxes.ts';

// The table with one more layout: all that stands on it is the product's own.
vi.mock('../../../electron/registry/layouts/table.ts', async () => {
  const { filesLayout } = await import('../../../electron/registry/layouts/files/files-layout.ts');
  const { boxesLayout } = await import('./boxes.ts');
  return { LAYOUTS: [filesLayout, boxesLayout] };
});

const BOXES: Boxes = {
  pipelines: [
    { name: 'first', dataset: 'corn', files: ['one.box', 'both.box'], ended: true },
    { name: 'second', dataset: 'rye', files: ['both.box', 'lost.box'], ended: true },
  ],
};

/** The workspace of manifests with boxes beside it; one box has the name of a stored file of the other layout. */
function beside(boxes: Boxes = BOXES) {
  const made = lab();
  const { builder, files } = made;
  const twin = files.first.slice(files.first.lastIndexOf('/') + 1);
  for (const name of ['one.box', 'both.box', 'nobody.box', 'notes.txt', twin]) {
    builder.file(`boxes/${name}`, `bytes of ${name}`);
  }
  builder.file('boxes.json', JSON.stringify(boxes));
  return { ...made, twin };
}

const ofBoxes = (states: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(states).filter(([path]) => path.startsWith('boxes/')));

describe('A second layout beside the first', () => {
  it('is recognised with it, and holds what is its own', () => {
    const { root } = beside();
    const found = recogniseLayouts(nodeFileSystem, root);
    expect(found?.all.map(({ name }) => name)).toEqual(['v3', 'store']);
    expect(found?.name).toBe('both');
    expect(WORKSPACE_MARKS).toBe('runs/, binaries/ or boxes.json');
    const paths = [
      'boxes.json',
      'boxes/one.box',
      'boxes/manifest.yaml',
      'runs/a/b/manifest.yaml',
      'notes/manifest.yaml',
    ];
    expect(paths.map((path) => layoutAt(path).name)).toEqual(['store', 'store', 'store', 'v3', 'v3']);
  });

  it('has its sources read, each with all its pipelines', () => {
    const { index } = scanned(beside().root);
    const rows = allTuples(
      index,
      'SELECT path, layout, pipeline_id, dataset FROM manifest ORDER BY path, pipeline_id',
    );
    expect(rows.filter(([, layout]) => layout === 'store')).toEqual([
      ['boxes.json', 'store', 'first', 'corn'],
      ['boxes.json', 'store', 'second', 'rye'],
    ]);
    expect(rows.filter(([, layout]) => layout === 'v3')).toHaveLength(2);
    expect(findPipelines(index, 'second')).toMatchObject([{ path: 'boxes.json' }]);
    const lost = findRecords(index, 'second/lost.box');
    expect(shownRecords(index, lost)).toMatchObject([{ file: 'boxes/lost.box', file_status: 'missing' }]);
    const keys = [0, 1, 2, 3].map((position) => recordKey({ manifest: 'boxes.json', position }));
    const named = recordsByKey(index, keys).map((record) => record?.id);
    expect(new Set(named).size).toBe(4);
    expect(named[3]).toBe(lost[0]);
  });

  it('has its files in states, and leaves those of the other as they are without it', () => {
    const { root, twin } = beside();
    ageFiles(root);
    const states = statesOf(twoDaysOn(scanned(root).index));
    expect(ofBoxes(states)).toEqual({
      'boxes/one.box': 'referenced',
      'boxes/both.box': 'referenced',
      'boxes/nobody.box': 'orphan',
      'boxes/notes.txt': 'foreign',
      [`boxes/${twin}`]: 'foreign',
    });
    rmSync(join(root, 'boxes'), { recursive: true });
    rmSync(join(root, 'boxes.json'));
    const alone = statesOf(twoDaysOn(scanned(root).index));
    expect(Object.fromEntries(Object.entries(states).filter(([path]) => !path.startsWith('boxes/')))).toEqual(
      alone,
    );
  });

  it('keeps a file of the other layout from being called its own', () => {
    const { root, files } = lab();
    const name = files.orphan.slice(files.orphan.lastIndexOf('/') + 1);
    const pipelines = [{ name: 'first', dataset: 'corn', files: [name], ended: true }];
    writeFileSync(join(root, 'boxes.json'), JSON.stringify({ pipelines }));
    const { index } = scanned(root);
    expect(shownRecords(index, findRecords(index, `first/${name}`))).toMatchObject([
      { file_status: 'missing' },
    ]);
  });

  it('says its words where it lies, and those of both where both do', () => {
    const { root } = beside();
    const both = recogniseLayouts(nodeFileSystem, root);
    expect(both === null ? null : windowWords(both)).toEqual({
      marks: ['runs/', 'binaries/', 'boxes.json'],
      runs: 'runs/ or boxes.json',
      sources: ['manifest'],
      stored: 'binaries/ or boxes/',
      namer: { one: 'manifest or entry', many: 'manifests or entries' },
      about: 'nirs4all 0.6 and before (runs/ with manifests, and binaries/) or boxes',
      spare: null,
      library_alone: null,
      closed: null,
    });
    for (const folder of ['runs', 'binaries']) rmSync(join(root, folder), { recursive: true });
    const one = recogniseLayouts(nodeFileSystem, root);
    expect(one === null ? null : windowWords(one)).toMatchObject({
      runs: 'boxes.json',
      stored: 'boxes/',
      namer: { one: 'entry', many: 'entries' },
      closed: { imports: 'Boxes are packed by their own program.', exports: 'And unpacked by it.' },
    });
  });

  it('has its unused files cleaned up, put back and emptied', () => {
    const { root } = beside();
    const cleaning = cleaningOf(root);
    const applied = clean(cleaning, { kind: 'orphans', foreign: [] });
    expect(applied.moved.map(({ path }) => path)).toContain('boxes/nobody.box');
    expect(filesIn(root, 'boxes')).not.toContain('boxes/nobody.box');
    const id = trashId(applied);
    expect(trashOf(cleaning).map(({ wanted }) => wanted)).toEqual([0]);
    sure(restore(cleaning, id));
    expect(filesIn(root, 'boxes')).toContain('boxes/nobody.box');
    const again = clean(cleaning, { kind: 'orphans', foreign: [] });
    expect(sure(empty(cleaning, [trashId(again)])).removed.map(({ path }) => path)).toContain(
      'boxes/nobody.box',
    );
  });

  it('keeps in the trash what its source names by then', () => {
    const { root } = beside();
    const cleaning = cleaningOf(root);
    const applied = clean(cleaning, { kind: 'orphans', foreign: [] });
    const pipelines = [{ name: 'late', dataset: 'corn', files: ['nobody.box'], ended: true }];
    writeFileSync(join(root, 'boxes.json'), JSON.stringify({ pipelines }));
    expect(trashOf(cleaning).map(({ wanted }) => wanted)).toEqual([1]);
    const emptied = sure(empty(cleaning, [trashId(applied)]));
    expect(emptied.removed.map(({ path }) => path)).not.toContain('boxes/nobody.box');
  });

  it('makes files undecided where its source can’t be read, and says which', () => {
    const { root } = beside();
    writeFileSync(join(root, 'boxes.json'), '{');
    const { index } = scanned(root);
    expect(listUnreadable(index).map(({ path }) => path)).toEqual(['boxes.json']);
    expect(statesOf(ungraced(index))['boxes/nobody.box']).toBe('undecided');
    const refused = planned(cleaningOf(root), { kind: 'orphans', foreign: [] });
    expect(codeOf(refused)).toBe('UNREADABLE');
    expect(refused.ok ? '' : refused.error.message).toContain('Nothing of that under boxes/');
  });

  it('says nothing for the other: with all runs gone stored files there are undecided', () => {
    const { root, files } = beside();
    rmSync(join(root, 'runs'), { recursive: true });
    const { index } = scanned(root);
    expect(listBlocking({ index }).map(({ code, path }) => [code, path])).toEqual([['NO_MANIFESTS', 'runs']]);
    expect(statesOf(ungraced(index))[files.orphan]).toBe('undecided');
    expect(codeOf(planned(cleaningOf(root), { kind: 'orphans', foreign: [] }))).toBe('NO_MANIFESTS');
  });

  it('has what all its pipelines share taken for recent while one of them may be running', () => {
    const running = { ...BOXES.pipelines[0], name: 'now', dataset: 'oat', files: [], ended: false };
    const { root } = beside({ pipelines: [...BOXES.pipelines, running] });
    const { index } = scanned(root);
    const context = { ...ungraced(index), nowMs: Date.now(), graceMs: 3_600_000 };
    expect(statesOf(context)['boxes/nobody.box']).toBe('recent');
  });

  it('tells of what is odd in it', () => {
    const { root } = beside();
    const { workspace, site } = cleaningOf(root);
    expect(complete(findingsOf(site, scanned(workspace.root).index, []))).toMatchObject([
      { message: 'boxes are odd' },
    ]);
  });
});
