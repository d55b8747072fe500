import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freeFolder, pipelinesAboveCount } from '../../electron/registry/layouts/files/rules/numbering.ts';
import { makeSite } from '../../electron/registry/change/site.ts';
import { countsForNumber, FolderNumbers, splitPipelineNumber } from '../../shared/format/pipeline-number.ts';
import { ask, stemma } from '../cli/support.ts';
import { runs } from '../support/scale.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { AT_ONCE, type PlanDocument } from './cli-support.ts';
import { clean, cleaningOf, filesIn, restore, sure, trashId } from './support.ts';

/** A run with folders of some names; the name that `0001_again` would be put back under. */
function besideIn(names: readonly string[], taken: readonly string[] = []): string {
  const root = temporaryFolder();
  for (const name of names) mkdirSync(join(root, 'runs', 'corn', name), { recursive: true });
  const spokenFor = taken.map((name) => `runs/corn/${name}`);
  const found = freeFolder(makeSite(root), 'runs/corn', '0001_again', spokenFor);
  return found.ok ? found.value : expect.fail(found.error.message);
}

describe('a free number', () => {
  it.each([
    [['0001_a', '0002_b', '0004_d', '0005_e'], '0003_again'],
    [['0001_a', '0002_b', '0005_e', '0006_f'], '0004_again'],
    [['0001_a', '0002_b'], '0003_again'],
    [[], '0001_again'],
    [['0002_b'], '0001_again'],
    // What counts for nirs4all, whatever it is.
    [['0001_a', '2025_corn', '2024 notes'], '0004_again'],
    [['_binaries', '0001_a'], '0002_again'],
    [['0001_a', '10000_much'], '0003_again'],
  ])('beside %j is %s', (names, expected) => {
    expect(besideIn(names)).toBe(`runs/corn/${expected}`);
  });

  it('is none that was given to another pipeline a moment ago', () => {
    expect(besideIn(['0001_a', '0002_b'], ['0003_again'])).toBe('runs/corn/0004_again');
    expect(besideIn(['0001_a', '0003_again'], ['0003_again'])).toBe('runs/corn/0002_again');
  });

  it('is none whose name a file has, and counts links to folders', () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'runs', 'corn', '0001_a'), { recursive: true });
    writeFileSync(join(root, 'runs', 'corn', '0002_AGAIN'), '');
    mkdirSync(join(root, 'elsewhere'));
    symlinkSync(join(root, 'elsewhere'), join(root, 'runs', 'corn', '0003_linked'));
    // Numbers 1 and 3 are taken, and 2 by a file that differs in case: only one above the count is left.
    expect(freeFolder(makeSite(root), 'runs/corn', '0001_again')).toEqual({
      ok: true,
      value: 'runs/corn/0004_again',
    });
  });

  it('is never above the count, and no folder has it', () => {
    const name = fc.oneof(
      fc
        .tuple(fc.nat({ max: 12 }), fc.constantFrom('a', 'b'))
        .map(([number, rest]) => `${String(number).padStart(4, '0')}_${rest}`),
      fc.constantFrom('2025_corn', '2024 notes', '_binaries', '12_short'),
    );
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 14 }), (folders) => {
        const number = new FolderNumbers(folders).free(() => true) ?? expect.fail('none is free');
        expect(number).toBeGreaterThan(0);
        expect(number).toBeLessThanOrEqual(folders.filter(countsForNumber).length + 1);
        expect(folders.map((one) => splitPipelineNumber(one)?.number)).not.toContain(number);
      }),
      { numRuns: runs(300, 20_000) },
    );
  });
});

/** A run with some pipelines, by their numbers. */
function runWith(numbers: readonly number[]): { readonly root: string; readonly builder: WorkspaceBuilder } {
  const builder = new WorkspaceBuilder();
  builder.store('corn', 'one');
  for (const number of numbers) {
    const folder = `runs/corn/${String(number).padStart(4, '0')}_p_aaaaaa`;
    builder.manifest(folder, v3Manifest('corn', [v3Item('one')], { uid: `uid ${number}` }));
  }
  return { root: builder.root, builder };
}

describe('a pipeline that is put back beside another one', () => {
  it('is not met by the next run, nor by those after it', () => {
    const { root, builder } = runWith([1, 2, 4, 5]);
    const here = cleaningOf(root);
    const gone = clean(here, { kind: 'pipeline', manifest: 'runs/corn/0002_p_aaaaaa/manifest.yaml' });
    builder.manifest('runs/corn/0002_p_aaaaaa', v3Manifest('corn', [v3Item('one')], { uid: 'new' }));
    const back = sure(restore(here, trashId(gone)));
    expect(back.restored.map(({ target }) => target)).toEqual(['runs/corn/0003_p_aaaaaa/manifest.yaml']);
    expect(back.notes).toEqual([]);
    // As nirs4all goes on: the count of folders plus one.
    const known = filesIn(root, 'runs');
    for (let next = 0; next < 3; next += 1) {
      const count = new Set(filesIn(root, 'runs/corn').map((path) => path.split('/')[2])).size;
      const path = `runs/corn/${String(count + 1).padStart(4, '0')}_p_aaaaaa/manifest.yaml`;
      expect(known).not.toContain(path);
      builder.file(path, 'the next');
    }
  });

  it('is told of where its own number is above the count by now', () => {
    const { root } = runWith([1, 2, 3]);
    const here = cleaningOf(root);
    const gone = clean(here, { kind: 'pipeline', manifest: 'runs/corn/0003_p_aaaaaa/manifest.yaml' });
    for (const number of ['0002', '0003'])
      rmSync(join(root, 'runs', 'corn', `${number}_p_aaaaaa`), { recursive: true });
    expect(sure(restore(here, trashId(gone))).notes).toEqual(['NUMBER_ABOVE_COUNT']);
  });
});

describe('stats', () => {
  it('names pipelines whose number is above the count of folders', async () => {
    const { root, builder } = runWith([1, 2, 5, 6]);
    const where = ['runs/corn/0005_p_aaaaaa/manifest.yaml', 'runs/corn/0006_p_aaaaaa/manifest.yaml'];
    const { findings } = await ask<{ findings: unknown[] }>(root, 'stats');
    expect(findings).toMatchObject(
      where.map((path) => ({ kind: 'number-above-count', where: path, files: 1 })),
    );
    const { out } = await stemma(['stats', '-w', root]);
    expect(out).toContain('2 pipelines have numbers above the count of folders');
    // Empty folders count, as those of pipelines in the trash do.
    mkdirSync(join(root, 'runs', 'corn', '0003_gone'));
    builder.file('runs/corn/2024 notes/readme.txt');
    const here = cleaningOf(root);
    clean(here, { kind: 'orphans' });
    expect(pipelinesAboveCount(here.workspace.index, here.workspace)).toEqual([]);
    rmSync(join(root, 'runs', 'corn', '2024 notes'), { recursive: true });
    expect(pipelinesAboveCount(here.workspace.index, here.workspace)).toMatchObject([{ where: where[1] }]);
  });

  it('tells of files that are missed and lie in the trash, with the command that brings them back', async () => {
    const { root, builder } = runWith([1]);
    builder.store('corn', 'late');
    const { result } = await ask<PlanDocument>(root, 'clean', 'orphans', '--apply', ...AT_ONCE);
    expect((await ask<{ findings: unknown[] }>(root, 'stats')).findings).toEqual([]);
    builder.manifest('runs/corn/0002_p_bbbbbb', v3Manifest('corn', [v3Item('late')], { uid: 'late' }));
    expect((await ask<{ findings: unknown[] }>(root, 'stats')).findings).toMatchObject([
      { kind: 'in-trash', where: result?.trash_id, files: 1 },
    ]);
    const { out } = await stemma(['stats', '-w', root]);
    expect(out).toContain('1 file that manifests name lies in the trash');
    expect(out).toContain(`stemma trash restore --wanted --apply -w ${root}`);
    await ask(root, 'trash', 'restore', '--wanted', '--apply');
    expect((await ask<{ findings: unknown[] }>(root, 'stats')).findings).toEqual([]);
  });
});
