import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportProgress, ImportRow } from '../../shared/api/import/import-plan.ts';
import type { ImportPlan } from '../../electron/registry/bring-in/import-plan.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { makeSite } from '../../electron/registry/change/site.ts';
import type { Workspace } from '../../electron/registry/workspace.ts';
import { planImport } from '../../electron/worker/jobs/plan-import.ts';
import { cleaningOf, snapshot, sure } from '../clean/support.ts';
import { bentFileSystem } from '../support/bent-file-system.ts';
import { kept } from '../registry/kept-index.ts';
import { DAMAGES } from '../support/damages.ts';
import { dumpIndex } from '../support/dump-index.ts';
import { copyFixture, FIXTURES, fixtureWorkspace } from '../support/fixtures.ts';
import { expectAlwaysAsync, often } from '../support/property.ts';
import { applyChange, beginning, changes } from '../support/random-changes.ts';
import { open, scanned } from '../support/scanning.ts';
import { removeFolder, temporaryFolder } from '../support/temporary-folder.ts';
import { FIRST, pipelineOf, SECOND, twoPipelines } from '../support/two-pipelines.ts';
import { WorkspaceBuilder } from '../support/workspace-builder.ts';
import { rawZip } from '../support/zip.ts';

/** Looks at what lies at a path: the job, step by step. */
function looking(workspace: Workspace, path: string, cache: string | null = null) {
  const source = { id: 'away', name: path, paths: [path], root: null, unsent: [], left: [] };
  const site = makeSite(workspace.realRoot);
  return planImport.run({ workspace, site, cancel: NEVER }, { source, cache, dataset: null });
}

/** Looks at it to the end; `onStep` is told all that is told on the way. */
async function planned(
  workspace: Workspace,
  path: string,
  onStep: (progress: ImportProgress) => void = () => undefined,
): Promise<ImportPlan> {
  const running = looking(workspace, path);
  for (;;) {
    const step = await running.next();
    if (step.done === true) return sure(step.value).plan;
    onStep(step.value);
  }
}

const told = (plan: ImportPlan): unknown => ({ ...plan, freeBytes: null });

/** What is planned where nothing can be told before: nothing was scanned yet. */
async function plannedAnew(root: string, path: string): Promise<unknown> {
  const { workspace } = cleaningOf(root);
  const plan = await planned(workspace, path, ({ rows }) =>
    expect(rows.every(({ provisional }) => !provisional)).toBe(true),
  );
  workspace.close();
  return told(plan);
}

const sayings = (rows: readonly ImportRow[]): unknown[] =>
  rows.map(({ source, status, provisional }) => [source.slice(-15), status, provisional]);

describe('The first rows of an import', () => {
  it('are told by the last scan before anything of the workspace is looked at anew', async () => {
    const events: string[] = [];
    const fs = bentFileSystem({ list: (path) => void events.push(`look at ${path}`) });
    const workspace = scanned(new WorkspaceBuilder().bystander().root, { fs });
    events.length = 0;
    await planned(workspace, twoPipelines().root, ({ rows }) => {
      const early = rows.filter(({ provisional }) => provisional).length;
      events.push(`${rows.length} rows, ${early} by the last scan`);
    });
    expect(events.slice(0, 2)).toEqual(['1 rows, 1 by the last scan', '2 rows, 2 by the last scan']);
    expect(events[2]).toMatch(/^look at /);
    // While it is looked at they stay, and no row is taken back for none.
    const rows = events.filter((event) => event.includes('rows'));
    expect(rows.slice(2).every((event) => event.startsWith('2 rows'))).toBe(true);
    expect(rows.at(-1)).toBe('2 rows, 0 by the last scan');
    workspace.close();
  });

  it('are none where nothing was scanned yet', async () => {
    const workspace = cleaningOf(new WorkspaceBuilder().bystander().root).workspace;
    const rows: ImportRow[] = [];
    const plan = await planned(
      workspace,
      twoPipelines().root,
      (progress) => void rows.push(...progress.rows),
    );
    expect(plan.items).toHaveLength(2);
    expect(rows.filter(({ provisional }) => provisional)).toEqual([]);
    workspace.close();
  });

  it('are corrected in place by what lies there now', async () => {
    const source = twoPipelines();
    const here = new WorkspaceBuilder().bystander();
    const workspace = scanned(here.root);
    // Since the last scan somebody brought the second one, into another run.
    here.manifest('runs/elsewhere/0001_pls_bbbbbb', pipelineOf(SECOND, ['two']));
    const seen: unknown[] = [];
    const plan = await planned(workspace, source.root, ({ rows, counts }) => {
      const now = { rows: sayings(rows), new: counts.new, same: counts.same };
      if (JSON.stringify(seen.at(-1)) !== JSON.stringify(now)) seen.push(now);
    });
    expect(seen).toEqual([
      { rows: [[FIRST, 'new', true]], new: 1, same: 0 },
      // By the last scan the second is new too...
      { rows: [[FIRST, 'new', true], [SECOND, 'new', true]], new: 2, same: 0 }, // prettier-ignore
      { rows: [[FIRST, 'new', false], [SECOND, 'new', true]], new: 2, same: 0 }, // prettier-ignore
      // ...and it is here by now.
      { rows: [[FIRST, 'new', false], [SECOND, 'same', false]], new: 1, same: 1 }, // prettier-ignore
    ]);
    expect(plan.items.map(({ status }) => status)).toEqual(['new', 'same']);
    workspace.close();
  });

  it('leave nothing where it is cancelled at the first of them', async () => {
    const here = new WorkspaceBuilder().bystander();
    const workspace = scanned(here.root);
    const facts = dumpIndex(workspace.index);
    const before = snapshot(here.root);
    const source = twoPipelines();
    const archive = join(temporaryFolder(), 'away.zip');
    const name = `runs/corn/${FIRST}/manifest.yaml`;
    writeFileSync(archive, rawZip([{ name, content: readFileSync(source.path(name)) }]));
    const cache = temporaryFolder();
    const running = looking(workspace, archive, cache);
    let step = await running.next();
    while (step.done !== true && step.value.rows.length === 0) step = await running.next();
    expect(step.value).toMatchObject({ rows: [{ provisional: true }] });
    expect(readdirSync(join(cache, 'unpacked'))).toHaveLength(1);
    await running.return(undefined as never);
    expect(readdirSync(join(cache, 'unpacked'))).toEqual([]);
    expect(snapshot(here.root)).toEqual(before);
    expect(workspace.index.raw.inTransaction).toBe(false);
    expect(dumpIndex(workspace.index)).toEqual(facts);
    workspace.close();
  });

  it.each(DAMAGES)(
    'spoil nothing where the index turns out damaged, %s: the look mends it',
    async (_what, damage) => {
      const { root, cache, file } = kept();
      // As by a disk that fails after it was opened.
      const workspace = open(root, { cache });
      damage(file);
      const plan = await planned(workspace, fixtureWorkspace('corn'));
      expect(told(plan)).toEqual(await plannedAnew(root, fixtureWorkspace('corn')));
      workspace.close();
    },
  );
});

describe('The plan of an import', () => {
  it.each(FIXTURES)('of every fixture into %s is what it is without first rows', async (into) => {
    for (const from of FIXTURES) {
      const root = copyFixture(into);
      const workspace = scanned(root);
      let early = 0;
      const plan = await planned(workspace, fixtureWorkspace(from), ({ rows }) => {
        early += rows.filter(({ provisional }) => provisional).length;
      });
      expect(early).toBeGreaterThan(0);
      expect(told(plan)).toEqual(await plannedAnew(root, fixtureWorkspace(from)));
      workspace.close();
    }
  });

  it('is what it is without first rows, whatever became of the workspace since the last scan', async () => {
    const seeds = fc.array(fc.nat({ max: 10_000 }), { minLength: 2, maxLength: 8 });
    const property = fc.asyncProperty(
      seeds,
      fc.option(seeds),
      fc.array(changes(), { maxLength: 15 }),
      async (own, others, since) => {
        const around = temporaryFolder();
        const placeOf = (name: string, all: readonly number[]) => {
          const place = { root: join(around, name), outside: join(around, `outside-${name}`) };
          mkdirSync(place.outside);
          beginning(place.root, place.outside, all);
          return { ...place, blocked: new Set<string>() };
        };
        const here = placeOf('here', own);
        const { root: source } = placeOf('there', others ?? own);
        const workspace = scanned(here.root);
        for (const change of since) applyChange(here, change);
        for (const folder of ['runs', 'binaries']) mkdirSync(join(here.root, folder), { recursive: true });
        const plan = await planned(workspace, source);
        expect(told(plan)).toEqual(await plannedAnew(here.root, source));
        workspace.close();
        removeFolder(around);
      },
    );
    await expectAlwaysAsync(property, often(40, 3000));
  });
});
