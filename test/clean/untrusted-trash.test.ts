import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import { unfinishedWork } from '../../electron/registry/change/interrupted.ts';
import { planText, readPlanText } from '../../electron/registry/change/plan-text.ts';
import { seal } from '../../electron/registry/change/sealed-text.ts';
import { trashState } from '../../electron/registry/trash/trash-state.ts';
import { isCleanPath } from '../../electron/registry/files/trust.ts';
import { runs } from '../support/scale.ts';
import { FORGED, forgedBatch, forgedEntry, forgedPlan, forgedWith } from './forged.ts';
import { laboratory } from './laboratory.ts';
import { afterRestart } from './machine.ts';
import {
  clean,
  codeOf,
  empty,
  filesIn,
  restore,
  resume,
  snapshot,
  sure,
  trashId,
  trashOf,
} from './support.ts';

/** A folder of somebody's home beside the workspace, with what must never be touched. */
function home(root: string): string {
  const folder = join(dirname(root), 'home');
  mkdirSync(join(folder, 'sub'), { recursive: true });
  writeFileSync(join(folder, 'thesis.txt'), 'precious');
  writeFileSync(join(folder, 'sub', 'data.csv'), 'precious');
  return folder;
}

/** All that lies in and around the workspace, our own folder too. */
function everything(root: string): Record<string, string> {
  return { ...snapshot(dirname(root)), own: filesIn(root, '.stemma/trash').join('\n') };
}

/** Shown as damaged, refused by all that could touch it, and in nobody's way. */
function expectLeftAlone(root: string): void {
  const before = everything(root);
  const here = afterRestart(root);
  const [shown] = trashOf(here);
  expect(shown).toMatchObject({ trash_id: FORGED, state: 'damaged', files: 0 });
  expect(shown?.problem).toMatch(/^\S.{10,}/);
  expect(trashState(here.site, here.workspace.index).batches[0]).toMatchObject({ state: 'damaged' });
  expect(unfinishedWork(here.site)).toMatchObject({ ok: true, value: { work: [] } });
  for (const work of [restore(here, FORGED), resume(here, FORGED), empty(here, [FORGED]), empty(here)]) {
    expect(codeOf<unknown>(work)).toBe('DAMAGED_BATCH');
  }
  expect(codeOf(restore(here, FORGED, ['thesis.txt']))).toBe('DAMAGED_BATCH');
  expect(everything(root)).toEqual(before);
  expectOthersWork(here, root);
}

/** Others can be made, put back and emptied; what is damaged stays as it is. */
function expectOthersWork(here: Cleaning, root: string): void {
  const before = snapshot(root);
  const forged = filesIn(root, `.stemma/trash/${FORGED}`);
  const id = trashId(clean(here, { kind: 'orphans' }));
  expect(sure(restore(here, id)).skipped).toEqual([]);
  expect(snapshot(root)).toEqual(before);
  const again = clean(here, { kind: 'orphans' });
  const done = sure(empty(here));
  expect(done.removed.map(({ path }) => path).toSorted()).toEqual(
    again.moved.map(({ path }) => path).toSorted(),
  );
  expect(filesIn(root, `.stemma/trash/${FORGED}`)).toEqual(forged);
}

const LINKS: Record<string, (root: string) => void> = {
  'files leads to a home': (root) => {
    symlinkSync(home(root), join(forgedBatch(root, 'complete', '', { withFiles: false }), 'files'));
  },
  'files leads to the workspace itself': (root) => {
    symlinkSync('../../..', join(forgedBatch(root, 'complete', null, { withFiles: false }), 'files'));
  },
  'a folder further down leads to a home, and the journal names what lies there': (root) => {
    const away = home(root);
    const entry = forgedEntry('binaries/thesis.txt', join(away, 'thesis.txt'));
    symlinkSync(away, join(forgedWith(root, 'complete', [entry]), 'files', 'binaries'));
  },
  'the folder of the batch is a link': (root) => {
    const folder = forgedWith(root, 'complete', [forgedEntry('thesis.txt', join(home(root), 'thesis.txt'))]);
    const elsewhere = join(dirname(root), 'elsewhere');
    mkdirSync(join(elsewhere, 'files'), { recursive: true });
    rmSync(folder, { recursive: true });
    symlinkSync(elsewhere, folder);
  },
  'a link lies among files whose journal is lost': (root) => {
    symlinkSync(home(root), join(forgedBatch(root, 'complete', 'x'), 'files', 'binaries'));
  },
};

const PATHS: Record<string, (root: string) => void> = {
  'moving out of the workspace': (root) => {
    const batch = forgedWith(root, 'moving', [forgedEntry('../autostart/evil.desktop')]);
    mkdirSync(join(dirname(root), 'autostart'));
    mkdirSync(join(batch, 'autostart'));
    writeFileSync(join(batch, 'autostart', 'evil.desktop'), 'Exec=evil');
  },
  'restoring into folders that are to be made': (root) => {
    forgedWith(root, 'restoring', [forgedEntry('../new/deep/evil.desktop')]);
  },
  'a file of the home, by its stamp': (root) => {
    const file = join(home(root), 'thesis.txt');
    forgedWith(root, 'complete', [forgedEntry('../../../../../home/thesis.txt', file)]);
  },
  'an absolute path': (root) => forgedWith(root, 'emptying', [forgedEntry('/etc/passwd')]),
  'our own folder': (root) => forgedWith(root, 'complete', [forgedEntry('.stemma/decisions.json')]),
  'a folder that does not hold its file': (root) =>
    forgedWith(root, 'complete', [forgedEntry('runs/a/x', null, 'runs/b')]),
  'a choice that leads out': (root) => {
    const folder = 'runs/corn/0001_keep_aaaaaa';
    const batch = forgedWith(root, 'complete', [forgedEntry(`${folder}/x.csv`, null, folder)]);
    mkdirSync(join(batch, 'files', folder), { recursive: true });
    writeFileSync(join(batch, 'files', folder, 'x.csv'), 'x');
    writeFileSync(join(batch, 'beside'), seal(JSON.stringify([[folder, '../planted']])));
  },
};

describe.each(Object.entries({ ...LINKS, ...PATHS }))('a batch in which %s', (_name, make) => {
  it('is shown and left alone, while the others work', () => {
    const { root } = laboratory();
    make(root);
    expectLeftAlone(root);
  });
});

describe('a journal that is none', () => {
  const entry = forgedEntry('binaries/a');
  const plan = JSON.parse(planText(forgedPlan('x', [entry]))) as Record<string, unknown>;
  const texts: Record<string, string> = {
    null: 'null',
    'an empty map': '{}',
    'entries of nothing': JSON.stringify({ ...plan, entries: [null] }),
    'a hash that is a number': JSON.stringify({
      ...plan,
      entries: [{ ...entry, mtimeNs: '0n', inode: '0n', device: '0n', hash: 7 }],
    }),
    'a time that is none': JSON.stringify({ ...plan, timeMs: 1e300 }),
    'a kind of a later version': JSON.stringify({ ...plan, kind: 'compact' }),
    'a text that is no JSON': '{"id":',
  };

  it.each(Object.entries(texts))(
    '(%s) counts as lost: its files go back, and others are not touched by it',
    (_name, text) => {
      const { root } = laboratory();
      const folder = forgedBatch(root, 'complete', text);
      writeFileSync(join(folder, 'files', 'left.txt'), 'left');
      const here = afterRestart(root);
      expect(trashOf(here)).toMatchObject([{ trash_id: FORGED, state: 'complete', files: 1, time: null }]);
      const id = trashId(clean(here, { kind: 'orphans' }));
      expect(sure(restore(here, id)).skipped).toEqual([]);
      expect(sure(restore(here, FORGED)).restored.map(({ path }) => path)).toEqual(['left.txt']);
      expect(existsSync(join(root, 'left.txt'))).toBe(true);
    },
  );

  it('is told from what we write, whatever is in it', () => {
    const anything = fc.jsonValue();
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(plan)), anything, anything, (key, value, other) => {
        // Never throws; and what is taken for a plan can be written again.
        for (const text of [JSON.stringify({ ...plan, [key]: value }), JSON.stringify(other)]) {
          const read = readPlanText(text);
          if (read.ok) expect(readPlanText(planText(read.value))).toEqual(read);
        }
      }),
      { numRuns: runs(200, 5000) },
    );
    expect(readPlanText(planText(forgedPlan('x', [entry])))).toEqual({
      ok: true,
      value: forgedPlan('x', [entry]),
    });
  });
});

describe('something of another kind', () => {
  it.runIf(process.platform !== 'win32')(
    'in the place of a journal, the lock or the decisions holds nobody up',
    () => {
      const kinds: ((path: string) => void)[] = [
        (path) => execFileSync('mkfifo', [path]),
        (path) => mkdirSync(join(path, 'in it'), { recursive: true }),
        (path) => symlinkSync('/dev/zero', path),
      ];
      for (const make of kinds) {
        const { root } = laboratory();
        const folder = forgedBatch(root, 'complete', null);
        writeFileSync(join(folder, 'files', 'left.txt'), 'left');
        make(join(folder, 'complete.journal'));
        make(join(root, '.stemma', 'decisions.json'));
        const here = afterRestart(root);
        expect(trashOf(here)).toMatchObject([{ state: 'complete', files: 1, time: null }]);
        const id = trashId(clean(here, { kind: 'orphans' }));
        expect(sure(restore(here, id)).skipped).toEqual([]);
        expect(sure(restore(here, FORGED)).restored).toHaveLength(1);
        make(join(root, '.stemma', 'lock'));
        expect(codeOf(restore(here, id))).toBe('LOCKED');
      }
    },
  );
});

describe('a clean path', () => {
  it('leads nowhere else on any system', () => {
    for (const path of [
      'a',
      'binaries/corn/x.joblib',
      'runs/2026 corn/é/…',
      'a.b/..c/d..',
      'stemma/x',
      'a/.stemma/x',
    ]) {
      expect([path, isCleanPath(path)]).toEqual([path, true]);
    }
    const odd = [
      '',
      '/',
      '/a',
      'a/',
      'a//b',
      '.',
      'a/./b',
      '..',
      'a/../b',
      '../a',
      'a/..',
      'a\0b',
      'a\\b',
      '\\\\server\\x',
    ];
    const own = ['.stemma', '.stemma/lock', '.STEMMA/x', '.stemma./x', '.stem\u200Cma/x', 'STEMMA~1/x'];
    for (const path of [...odd, ...own, 'C:/x', 'a/c:x'])
      expect([path, isCleanPath(path)]).toEqual([path, false]);
  });
});
