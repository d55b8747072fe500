import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { applyPlan } from '../../electron/registry/clean/apply.ts';
import type { CleanError } from '../../electron/registry/change/clean-error.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { restoreWanted } from '../../electron/registry/trash/restore-wanted.ts';
import { cleanable } from '../../electron/registry/ask/deletion/cleanable.ts';
import { spareList, spareTotals } from '../../electron/registry/ask/files/spare-list.ts';
import { complete } from '../../electron/registry/columns/slices.ts';
import { copyFixture } from '../support/fixtures.ts';
import { isSoak, runs } from '../support/scale.ts';
import { fresh } from '../support/view-context.ts';
import { scanAll, scanned, ungraced } from '../support/scanning.ts';
import { changeStore, copyBoth, copyStore, storeFacts } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import {
  clean,
  cleaningOf,
  codeOf,
  drive,
  empty,
  filesIn,
  planned,
  restore,
  snapshot,
  sure,
  trashId,
  trashOf,
} from './support.ts';

const DAY = 24 * 60 * 60 * 1000;

const ORPHANS = { kind: 'orphans' } as const;

/** The files that no row names, and those of native results that no run names. */
function expectedToGo(name: 'store-0.9.4' | 'store-1.4.10'): string[] {
  const facts = storeFacts(name);
  const root = copyStore(name);
  const unnamed = facts.native_results.filter(({ status }) => status !== 'referenced');
  return [
    ...facts.files.filter(({ why }) => why === 'no row').map(({ path }) => path),
    ...unnamed.flatMap(({ dir }) => filesIn(root, `native_results/${dir}`)),
  ].toSorted();
}

const pathsOf = (entries: readonly { readonly path: string }[]): string[] =>
  entries.map(({ path }) => path).toSorted();

describe('Cleaning up a store', () => {
  it.each(['store-0.9.4', 'store-1.4.10'] as const)(
    'takes from %s what nothing names, and nothing that has a row; all of it comes back',
    (name) => {
      const root = copyStore(name);
      const before = snapshot(root);
      const cleaning = cleaningOf(root, { now: () => Date.now() + 2 * DAY });
      const done = clean(cleaning, ORPHANS, { graceMs: DAY });
      expect(pathsOf(done.moved)).toEqual(expectedToGo(name));
      expect(trashOf(cleaning).map(({ wanted }) => wanted)).toEqual([0]);
      sure(restore(cleaning, trashId(done)));
      expect(snapshot(root)).toEqual(before);
      const again = clean(cleaning, ORPHANS, { graceMs: DAY });
      expect(sure(empty(cleaning, [trashId(again)])).removed).toHaveLength(done.moved.length);
    },
  );

  it('takes nothing that is younger than the grace period, or while a run may be going on', () => {
    const root = copyStore('store-1.4.10');
    expect(clean(cleaningOf(root), ORPHANS, { graceMs: DAY }).moved).toEqual([]);
    changeStore(root, (database) => database.exec(`UPDATE runs SET status = 'running' WHERE rowid = 1`));
    expect(clean(cleaningOf(root), ORPHANS, { graceMs: DAY }).moved).toEqual([]);
  });

  it('takes temporary names that the library left', () => {
    const root = copyStore('store-crash');
    const left = [
      'artifacts/31/.model_PLSRegression_31bfedbd2131.joblib.k3_x1.tmp',
      'arrays/corn_moisture.parquet.tmp',
    ];
    const kept = 'artifacts/31/.notes.tmp';
    for (const path of [...left, kept]) writeFileSync(join(root, path), 'half');
    expect(pathsOf(clean(cleaningOf(root), ORPHANS).moved)).toEqual(left.toSorted());
    expect(existsSync(join(root, kept))).toBe(true);
  });

  it('takes folders of native results by a list of their own, and with all orphans unless files alone are asked for', () => {
    const root = copyStore('store-1.4.10');
    const results = expectedToGo('store-1.4.10').filter((path) => path.startsWith('native_results/'));
    const files = expectedToGo('store-1.4.10').filter((path) => !results.includes(path));
    const { workspace } = cleaningOf(root);
    scanAll(workspace);
    const context = ungraced(workspace.index);
    const { folders, total } = spareList(context, 0, 10);
    expect(total).toBe(folders.length);
    expect(folders.reduce((sum, folder) => sum + folder.files, 0)).toBe(results.length);
    expect(spareTotals(context)).toMatchObject({ folders: total, files: results.length });
    expect(pathsOf(sure(planned(cleaningOf(root), { ...ORPHANS, filesOnly: true })).entries)).toEqual(files);
    const only = folders.map(({ path }) => path);
    expect(
      pathsOf(sure(planned(cleaningOf(root), { kind: 'results', only: ['native_results'] })).entries),
    ).toEqual([]);
    expect(pathsOf(clean(cleaningOf(root), { kind: 'results', only }).moved)).toEqual(results);
  });

  it('has no pipelines to delete, and says what deletes them; beside files it has theirs', () => {
    const kindsOf = (root: string) => complete(cleanable(fresh(scanned(root).index)));
    expect(kindsOf(copyStore('store-1.4.10'))).toMatchObject({
      failed: { pipelines: 0, frees: { files: 0 } },
      pipelines: { pipelines: 0, exclusive_bytes: 0 },
      datasets: { datasets: 0, stored_bytes: 0 },
      library_alone: { pipelines: 21, call: expect.stringContaining('delete_run(') as string },
    });
    const [both, files] = [kindsOf(copyBoth('corn', 'store-1.4.10')), kindsOf(copyFixture('corn'))];
    for (const kind of ['failed', 'pipelines', 'datasets'] as const) expect(both[kind]).toEqual(files[kind]);
    expect(both.library_alone?.pipelines).toBe(21);
    expect(files.library_alone).toBeNull();
    expect(files.results).toBeNull();
  });

  it('reads the database again right before the move: what a row or a run names by then stays', () => {
    const root = copyStore('store-1.4.10');
    const cleaning = cleaningOf(root);
    const plan = sure(planned(cleaning, ORPHANS));
    const orphan = plan.entries.find(({ path }) => path.startsWith('artifacts/'))?.path ?? '';
    const results = plan.entries.find(({ path }) => path.startsWith('native_results/'))?.folder ?? '';
    changeStore(root, (database) => {
      database
        .prepare(`UPDATE artifacts SET artifact_path = ? WHERE rowid = 1`)
        .run(orphan.replace('artifacts/', ''));
      database
        .prepare(`UPDATE runs SET summary = ? WHERE rowid = 1`)
        .run(JSON.stringify({ native_results_dir: `/x/${results}` }));
    });
    const done = sure(drive(applyPlan(cleaning, plan, NO_CONSENT, NEVER)));
    expect(done.moved).toEqual([]);
    expect(new Set(done.skipped.map(({ reason }) => reason))).toEqual(new Set(['referenced']));
  });

  it('tells what a row names by now that lies in the trash, and never empties it', () => {
    const root = copyStore('store-1.4.10');
    const cleaning = cleaningOf(root);
    const done = clean(cleaning, ORPHANS);
    const orphan = done.moved.find(({ path }) => path.startsWith('artifacts/'))?.path ?? '';
    const inResults = done.moved.filter(({ path }) => path.startsWith('native_results/'));
    const folder = inResults[0]?.path.split('/').slice(0, 2).join('/') ?? '';
    changeStore(root, (database) => {
      database
        .prepare(`UPDATE artifacts SET artifact_path = ? WHERE rowid = 1`)
        .run(orphan.replace('artifacts/', ''));
      database
        .prepare(`UPDATE runs SET summary = ? WHERE rowid = 1`)
        .run(JSON.stringify({ native_results_dir: folder }));
    });
    expect(trashOf(cleaning).map(({ wanted }) => wanted)).toEqual([1 + inResults.length]);
    const removed = sure(empty(cleaning, [trashId(done)])).removed.map(({ path }) => path);
    expect(removed).not.toContain(orphan);
    expect(removed.filter((path) => path.startsWith(folder))).toEqual([]);
  });

  it('moves nothing beside a database that can’t be read, or of a later version, whatever was decided', () => {
    const later = copyStore('store-1.4.10');
    changeStore(later, (database) => database.pragma('user_version = 6'));
    expect(codeOf(planned(cleaningOf(later), ORPHANS))).toBe('UNREADABLE');
    const broken = copyStore('store-1.4.10');
    writeFileSync(
      join(broken, 'store.sqlite'),
      readFileSync(join(broken, 'store.sqlite')).fill(7, 4096, 40_000),
    );
    expect(codeOf(planned(cleaningOf(broken), ORPHANS))).toBe('UNREADABLE');
    for (const [root, path] of [
      [later, 'store.sqlite'],
      [broken, 'store.sqlite'],
    ] as const) {
      expect(codeOf(planned(cleaningOf(root), ORPHANS, { countEmpty: [path] }))).toBe('NOT_DECIDABLE');
      const before = snapshot(root);
      expect(codeOf(planned(cleaningOf(root), ORPHANS))).toBe('UNREADABLE');
      expect(snapshot(root)).toEqual(before);
    }
  });
});

/** Refusals that are right while somebody writes. */
const REFUSALS: ReadonlySet<CleanError['code']> = new Set(['UNREADABLE', 'NO_MANIFESTS', 'NOT_FOUND']);

/** The stored files that rows name, and the folders of native results that runs name. */
function named(root: string): { readonly files: Set<string>; readonly folders: Set<string> } {
  const database = new Database(join(root, 'store.sqlite'));
  const files = database.prepare('SELECT artifact_path FROM artifacts').pluck().all() as string[];
  const summaries = database
    .prepare('SELECT summary FROM runs WHERE summary IS NOT NULL')
    .pluck()
    .all() as string[];
  database.close();
  const folders = summaries.map((text) =>
    String((JSON.parse(text) as Record<string, string>)['native_results_dir']),
  );
  return {
    files: new Set(files.map((path) => `artifacts/${path}`)),
    folders: new Set(folders.map((path) => path.replace(/^.*\//, 'native_results/'))),
  };
}

/** Old files that no row names, as a killed run leaves them; none of what the writer stores. Their paths. */
function plantOld(root: string, count: number): string[] {
  return Array.from({ length: count }, (_each, place) => {
    const hash = createHash('sha256').update(`old ${place}`).digest('hex');
    const name = place % 2 === 0 ? `${hash}.joblib` : `model_PLS_${hash.slice(0, 12)}.joblib`;
    const path = `artifacts/${hash.slice(0, 2)}/${name}`;
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), `old ${place}`);
    utimesSync(join(root, path), 1_600_000_000, 1_600_000_000);
    return path;
  });
}

describe('A writer that changes a store while it is looked at and cleaned up', () => {
  it('loses nothing that a row or a run names, and finds no new file but our own', async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'artifacts'));
    const writer = spawn(
      process.execPath,
      [join(import.meta.dirname, 'store-writer.ts'), root, String(runs(3000, 60_000)), '7'],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = new Promise((resolve) => {
      writer.on('close', resolve);
    });
    await new Promise((resolve) => {
      writer.stdout.on('data', resolve);
    });
    const cleaning = cleaningOf(root);
    const old = plantOld(root, 60);
    const [moved, kept] = [new Set<string>(), new Set<string>()];
    const cleanUp = (): void => {
      const plan = planned(cleaning, ORPHANS, { graceMs: 0 });
      const done = plan.ok ? drive(applyPlan(cleaning, plan.value, NO_CONSENT, NEVER)) : plan;
      if (!done.ok) expect(REFUSALS).toContain(done.error.code);
      for (const { path } of done.ok ? done.value.moved : []) moved.add(path);
      for (const { reason } of done.ok ? done.value.skipped : []) kept.add(reason);
    };
    let turns = 0;
    for (; writer.exitCode === null; turns += 1) {
      cleanUp();
      await wait(5);
    }
    expect(await ended).toBe(0);
    expect(moved.size).toBeGreaterThan(0);
    cleanUp();
    // All that nobody stores again goes; in a long time some of what the writer stores does too, and some is named just then.
    expect(old.filter((path) => !moved.has(path))).toEqual([]);
    if (isSoak) {
      process.stderr.write(
        `${turns} clean-ups moved ${moved.size} files; others stayed: ${[...kept].join(', ')}\n`,
      );
      expect(moved.size).toBeGreaterThan(old.length);
      expect(kept.size).toBeGreaterThan(0);
    }
    trashOf(cleaning);
    sure(drive(restoreWanted(cleaning, NEVER)));
    const { files, folders } = named(root);
    const there = new Set(filesIn(root));
    expect([...files].filter((path) => !there.has(path))).toEqual([]);
    expect([...folders].filter((folder) => !existsSync(join(root, folder, 'manifest.json')))).toEqual([]);
    const others = [...there].filter((path) => !/^(?:artifacts|native_results|\.stemma)\//.test(path));
    expect(others).toEqual(['store.sqlite']);
  }, 300_000);
});
