import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heldLock } from '../../electron/registry/change/held-lock.ts';
import { register } from '../../electron/registry/bring-in/register.ts';
import { unpack } from '../../electron/registry/files/archive/unpack.ts';
import { writableNodeFileSystem as fs } from '../../electron/registry/files/writable-file-system.ts';
import { filesOnly, type Contents } from '../clean/contents.ts';
import { runAndKill, unlock } from '../clean/killing.ts';
import { cleaningOf, drive, filesIn, restore, resume, snapshot, sure, trashOf } from '../clean/support.ts';
import { isTimeUp } from '../support/budget.ts';
import { isSoak, runs } from '../support/scale.ts';
import { copyFixture } from '../support/fixtures.ts';
import { scanAll } from '../support/scanning.ts';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { storedName, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { missingRecords } from './missing-records.ts';
import { registration, REGISTERED_IN } from './registration.ts';
import { imported, undone } from './support.ts';

const VICTIM = join(import.meta.dirname, 'victim.ts');
const PIPELINES = 8;
const DAMAGED = [1, 4].map((number) => `bytes ${number}`);

/** Pipelines and bundles somewhere, and a workspace in which two of their files are cut off. */
function places(): { source: string; root: string } {
  const away = new WorkspaceBuilder();
  const home = new WorkspaceBuilder();
  away.store('corn', 'shared');
  for (let number = 1; number <= PIPELINES; number += 1) {
    const content = `bytes ${number}`;
    away.store('corn', content);
    const folder = `runs/corn/000${number}_a_aaaaaa`;
    away.manifest(folder, v3Manifest('corn', [v3Item('shared'), v3Item(content)], { uid: folder }));
    away.file(`${folder}/pipeline.json`, '[]');
    away.file(`exports/program_${number}.n4a.py`, `whole ${number}`);
  }
  home.store('corn', 'here');
  home.manifest('runs/corn/0001_home_cccccc', v3Manifest('corn', [v3Item('here')], { uid: 'home' }));
  for (const content of DAMAGED) home.file(`binaries/corn/${storedName(content)}`, `cut off ${content}`);
  return { source: away.root, root: home.root };
}

/** The bytes of all files in a workspace, wherever each lies by now. */
function everyByte(root: string): string[] {
  return filesIn(root).map((path) => readFileSync(join(root, path), 'latin1'));
}

/** Those outside of our own folder. */
function theirBytes(root: string): string[] {
  const theirs = filesIn(root).filter((path) => !path.startsWith('.stemma/'));
  return theirs.map((path) => readFileSync(join(root, path), 'latin1'));
}

/** Each file that was there is somewhere, and no manifest is there without its files. */
function expectSound(root: string, before: readonly string[]): void {
  expect(everyByte(root)).toEqual(expect.arrayContaining([...before]));
  const here = cleaningOf(root);
  scanAll(here.workspace);
  expect(missingRecords(here.workspace.index)).toBe(0);
}

/** Finishes or undoes what was cut off, as the app asks first of all. */
function settle(root: string, by: typeof restore | typeof resume): boolean {
  const here = cleaningOf(root);
  const cut = trashOf(here).filter(({ state }) => state === 'interrupted');
  for (const { trash_id: id } of cut) sure<unknown>(by(here, id));
  return cut.length > 0;
}

/** Takes back all imports, each as long as something of it is left. */
function takeAllBack(root: string): void {
  for (const id of new Set(filesIn(root, '.stemma/imports').map((path) => path.split('/')[2] ?? ''))) {
    const here = cleaningOf(root);
    for (let taken = undone(here, id); taken.ok && taken.value.moved.length > 0;) taken = undone(here, id);
  }
  const here = cleaningOf(root);
  // The damaged ones come back by their batches where not by the import.
  for (const { trash_id: id } of trashOf(here).filter(({ kind }) => kind === 'import')) restore(here, id);
}

/** All bundles are there, nothing of the work lies on its way, and what was there before is all that is left once it is taken back. */
function expectWholeAndTakenBack(root: string, before: Contents): void {
  expect(filesIn(root, 'exports')).toHaveLength(PIPELINES);
  expect(filesIn(root, '.stemma').filter((path) => path.endsWith('.tmp'))).toEqual([]);
  takeAllBack(root);
  expect(filesOnly(snapshot(root))).toEqual(before);
}

/**
 * Lets the work end once, which tells how long it takes, then kills it at many moments.
 *
 * @param prepared makes what each time is worked on, and what it is worked with
 * @param after looks at what is left; tells whether it was cut off in the middle
 */
async function killed<Made extends { readonly args: readonly string[]; readonly folders: readonly string[] }>(
  prepared: () => Made,
  after: (made: Made, turn: number) => boolean | Promise<boolean>,
): Promise<void> {
  let whole = Number.POSITIVE_INFINITY;
  for (let turn = 0; turn < 2; turn += 1) {
    const made = prepared();
    whole = Math.min(whole, (await runAndKill(VICTIM, made.args, null)) ?? whole);
    for (const folder of made.folders) removeFolder(folder);
  }
  let cut = 0;
  const moments = fc.sample(fc.noBias(fc.integer({ min: 0, max: 1100 })), runs(4, 70, 16));
  for (const [turn, moment] of moments.entries()) {
    if (isTimeUp()) return;
    const made = prepared();
    await runAndKill(VICTIM, made.args, (moment / 1000) * whole);
    if (await after(made, turn)) cut += 1;
    for (const folder of made.folders) removeFolder(folder);
  }
  // Most moments lie within the work; of few, none may.
  if (isSoak) expect(cut).toBeGreaterThan(10);
}

describe('A process that is killed', () => {
  it('in the middle of an import has lost nothing, and it can be finished, done again, and taken back', async () => {
    await killed(
      () => {
        const { source, root } = places();
        const all = theirBytes(root);
        const before = filesOnly(snapshot(root));
        return {
          args: [root, 'import', source],
          source,
          root,
          all,
          before,
          folders: [dirname(source), dirname(root)],
        };
      },
      ({ source, root, all, before }, turn) => {
        unlock(root);
        expectSound(root, all);
        const isCut = filesIn(root, '.stemma/imports').length > 0;
        settle(root, turn % 2 === 0 ? restore : resume);
        expectSound(root, all);
        // What is done again brings the rest, whatever is there of it.
        const again = sure(imported(cleaningOf(root), source, { copyBundles: true }));
        expect(again.skipped).toEqual([]);
        expectSound(root, all);
        const here = cleaningOf(root);
        scanAll(here.workspace);
        expect(filesIn(root, 'runs').filter((path) => path.endsWith('manifest.yaml'))).toHaveLength(
          PIPELINES + 1,
        );
        expectWholeAndTakenBack(root, before);
        return isCut;
      },
    );
  }, 600_000);

  it('in the middle of copying bundles alone leaves each whole or not there, and the rest can be copied, and all taken back', async () => {
    const bundle = (number: number): string => `whole ${number} `.repeat(200_000);
    await killed(
      () => {
        const away = new WorkspaceBuilder();
        for (let number = 1; number <= PIPELINES; number += 1)
          away.file(`exports/program_${number}.n4a.py`, bundle(number));
        const { root } = new WorkspaceBuilder().bystander();
        const before = filesOnly(snapshot(root));
        return {
          args: [root, 'import', away.root],
          source: away.root,
          root,
          before,
          folders: [dirname(away.root), dirname(root)],
        };
      },
      ({ source, root, before }) => {
        unlock(root);
        const copied = filesIn(root, 'exports');
        for (const path of copied) {
          const number = Number(/_(\d)\.n4a\.py$/.exec(path)?.[1]);
          expect(readFileSync(join(root, path), 'utf8') === bundle(number)).toBe(true);
        }
        const isCut = copied.length < PIPELINES && filesIn(root, '.stemma/imports').length > 0;
        expect(filesOnly(snapshot(root))).toMatchObject(before);
        const again = sure(imported(cleaningOf(root), source, { copyBundles: true }));
        expect(again.skipped).toEqual([]);
        expect(again.bundles.length).toBe(PIPELINES - copied.length);
        expectWholeAndTakenBack(root, before);
        return isCut;
      },
    );
  }, 600_000);

  it('in the middle of taking an import back has lost nothing, and it can be finished or undone', async () => {
    await killed(
      () => {
        const { source, root } = places();
        const before = filesOnly(snapshot(root));
        const id = sure(imported(cleaningOf(root), source, { copyBundles: true })).import_id ?? '';
        const all = theirBytes(root);
        return { args: [root, 'undo', id], root, before, all, folders: [dirname(source), dirname(root)] };
      },
      ({ root, all, before }, turn) => {
        unlock(root);
        expect(everyByte(root)).toEqual(expect.arrayContaining(all));
        const isCut = settle(root, turn % 2 === 0 ? restore : resume);
        const here = cleaningOf(root);
        scanAll(here.workspace);
        expect(missingRecords(here.workspace.index)).toBe(0);
        takeAllBack(root);
        expect(filesOnly(snapshot(root))).toEqual(before);
        return isCut;
      },
    );
  }, 600_000);

  it.each(['folder', 'zip'] as const)(
    'in the middle of taking pipelines out to a %s leaves it whole or not there, and nothing changed',
    async (kind) => {
      await killed(
        () => {
          const { source, root } = places();
          const out = join(temporaryFolder(), kind === 'zip' ? 'out.zip' : 'out');
          const before = snapshot(source);
          return {
            args: [source, kind, out],
            source,
            out,
            before,
            folders: [dirname(source), dirname(root), dirname(out)],
          };
        },
        async ({ source, out, before }) => {
          unlock(source);
          expect(snapshot(source)).toEqual(before);
          const left = readdirSync(dirname(out)).filter((name) => name !== basename(out));
          // What was on its way has a name of its own, which nobody takes for it.
          expect(left.filter((name) => name !== `${basename(out)}.victim.tmp`)).toEqual([]);
          if (!existsSync(out)) return left.length > 0;
          const here = temporaryFolder();
          const unpacked = kind === 'zip' ? await unpack(out, 'zip', { fs, folder: here }) : null;
          if (unpacked !== null) expect(unpacked.ok && unpacked.value.length > PIPELINES).toBe(true);
          else expect(filesIn(out).filter((path) => path.endsWith('manifest.yaml'))).toHaveLength(PIPELINES);
          return false;
        },
      );
    },
    600_000,
  );

  it('in the middle of registering leaves the manifest as it was or as it is to be, with its file', async () => {
    await killed(
      () => {
        const root = copyFixture('corn');
        const file = join(temporaryFolder(), 'model.joblib');
        writeFileSync(file, 'a model');
        const before = readFileSync(join(root, REGISTERED_IN), 'utf8');
        return { args: [root, 'register', file], root, file, before, folders: [root] };
      },
      ({ root, file, before }) => {
        unlock(root);
        const now = readFileSync(join(root, REGISTERED_IN), 'utf8');
        const isDone = now !== before;
        if (isDone) expect(now).toContain('s9.Ridge[br=0]');
        const isStored = filesIn(root, 'binaries').some(
          (path) => readFileSync(join(root, path), 'utf8') === 'a model',
        );
        if (isDone) expect(isStored).toBe(true);
        const here = cleaningOf(root);
        scanAll(here.workspace);
        expect(missingRecords(here.workspace.index)).toBe(0);
        const again = drive(register(here, registration(file), true));
        if (isDone) expect(again).toMatchObject({ ok: false, error: { code: 'ID_EXISTS' } });
        else expect(again).toMatchObject({ ok: true, value: { is_reused: isStored } });
        const stored = filesIn(root, 'binaries').filter(
          (path) => readFileSync(join(root, path), 'utf8') === 'a model',
        );
        expect(stored).toHaveLength(1);
        expect(sure(heldLock(here.site))?.isDead ?? true).toBe(true);
        return !isDone;
      },
    );
  }, 600_000);
});
