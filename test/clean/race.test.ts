import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyPlan } from '../../electron/registry/clean/apply.ts';
import type { CleanError } from '../../electron/registry/change/clean-error.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { restoreWanted } from '../../electron/registry/trash/restore-wanted.ts';
import { isSoak, runs } from '../support/scale.ts';
import { storedName, toYaml, v3Item, v3Manifest, WorkspaceBuilder } from '../support/workspace-builder.ts';
import { cleaningOf, drive, filesIn, planned, restore, sure, trashOf } from './support.ts';
import type { WrittenRun } from './writer.ts';

const CONTENTS = Array.from({ length: 25 }, (_unused, place) => `bytes ${place}`);

const writtenRun = fc
  .record({
    dataset: fc.constantFrom('corn', 'maize'),
    contents: fc.array(fc.constantFrom(...CONTENTS), { minLength: 3, maxLength: 3 }),
    takes: fc.array(fc.nat({ max: 8 }), { minLength: 3, maxLength: 3 }),
    uid: fc.uuid(),
  })
  .map(({ dataset, contents, takes, uid }): WrittenRun => {
    const text = (count: number): string =>
      toYaml(
        v3Manifest(
          dataset,
          contents.slice(0, count).map((content, fold) => v3Item(content, { fold_id: fold })),
          { uid, ...(count === contents.length ? {} : { execution_traces: undefined }) },
        ),
      );
    return {
      dataset,
      begun: text(0),
      steps: contents.map((bytes, place) => ({
        name: storedName(bytes),
        bytes,
        takesMs: takes[place] ?? 0,
        manifest: text(place + 1),
      })),
    };
  });

/** Refusals while somebody writes: a manifest that is half written can't be read, one that was chosen may be gone. */
const REFUSALS: ReadonlySet<CleanError['code']> = new Set([
  'UNREADABLE',
  'NOT_FOUND',
  'NO_MANIFESTS',
  'BREAKS',
]);

/** The files that the manifests in the workspace name, by manifest, and are not in their place. */
function missing(root: string): string[] {
  return filesIn(root, 'runs')
    .filter((path) => path.endsWith('manifest.yaml'))
    .flatMap((manifest) => {
      const names = [...readFileSync(join(root, manifest), 'utf8').matchAll(/ path: "(.+)"/g)].map(
        ([, name]) => name,
      );
      const store = `binaries/${manifest.split('/')[1]}`;
      return names
        .filter((name) => !existsSync(join(root, store, name ?? '')))
        .map((name) => `${manifest} misses ${store}/${name}`);
    });
}

describe('a race with a writer that follows the order of nirs4all', () => {
  it('leaves no file missing that a manifest names', async () => {
    const builder = new WorkspaceBuilder();
    const { root } = builder;
    const file = join(root, '..', 'runs.json');
    writeFileSync(file, JSON.stringify(fc.sample(writtenRun, 300)));
    builder.manifest('runs/corn/0001_p_aaaaaa', v3Manifest('corn', []));
    const milliseconds = runs(2000, 60_000, 10_000);
    const writer = spawn(
      process.execPath,
      [join(import.meta.dirname, 'writer.ts'), root, String(milliseconds), file],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    let said = '';
    const begun = new Promise((resolve) => {
      writer.stdout.on('data', (data: Buffer) => {
        said += data.toString();
        resolve(said);
      });
    });
    const ended = new Promise((resolve) => {
      writer.on('close', resolve);
    });
    await begun;
    const here = cleaningOf(root);
    let moved = 0;
    let saved = 0;
    for (let turn = 0; writer.exitCode === null; turn += 1) {
      await setImmediate();
      const manifests = filesIn(root, 'runs').filter((path) => path.endsWith('manifest.yaml'));
      const manifest = manifests[turn % Math.max(1, manifests.length)] ?? '';
      // All here is written within seconds: whoever takes pipelines then says so.
      const plan = planned(here, turn % 5 === 0 ? { kind: 'pipeline', manifest } : { kind: 'orphans' }, {
        consent: { whileRunning: true },
      });
      if (!plan.ok && !REFUSALS.has(plan.error.code)) sure(plan);
      if (!plan.ok) continue;
      const done = drive(applyPlan(here, plan.value, NO_CONSENT, NEVER));
      if (!done.ok && !REFUSALS.has(done.error.code)) sure(done);
      if (!done.ok) continue;
      moved += done.value.moved.length;
      saved += done.value.skipped.filter(({ reason }) => reason !== 'gone').length;
      // What went comes back, so that there is something to be used again, and to be cleaned up again.
      if (turn % 4 !== 0 && done.value.trash_id !== null) sure(restore(here, done.value.trash_id));
    }
    expect(await ended).toBe(0);
    const written = JSON.parse(said.slice('begun\n'.length)) as { runs: number; reused: number };
    expect(written.runs).toBeGreaterThan(10);
    expect(written.reused).toBeGreaterThan(10);
    expect(moved).toBeGreaterThan(5);
    // The writer did take what was about to go.
    if (isSoak) expect(saved).toBeGreaterThan(10);
    // What the third looks could not see yet the next scan does: it is offered, and goes back.
    sure(drive(restoreWanted(here, NEVER)));
    expect(missing(root)).toEqual([]);
    expect(trashOf(here).reduce((sum, batch) => sum + batch.wanted, 0)).toBe(0);
  }, 300_000);
});
