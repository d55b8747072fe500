import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { applyPlan, type Applied } from '../../electron/registry/clean/apply.ts';
import type { Cleaning } from '../../electron/registry/change/look.ts';
import { NEVER } from '../../electron/registry/change/outcome.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { writableNodeFileSystem } from '../../electron/registry/files/writable-file-system.ts';
import { restoreWanted } from '../../electron/registry/trash/restore-wanted.ts';
import { asOldAsSaid as fs, bent } from '../support/bent-file-system.ts';
import { copyStore } from '../support/stores.ts';
import {
  cleaningOf,
  clean,
  drive,
  empty,
  planned,
  restore,
  snapshot,
  sure,
  trashId,
  trashOf,
} from './support.ts';

/** Half of how old a copied store is, in milliseconds. */
const GRACE = 30 * 60 * 1000;

const ORPHANS = { kind: 'orphans', filesOnly: true } as const;

/** What a dag-ml run is about to store, and the classic engine too: by their names they are different files. */
const BYTES = 'a model that a run stored once, and that nothing names any more';
const HASH = createHash('sha256').update(BYTES).digest('hex');
const FILES = {
  'dag-ml': `${HASH.slice(0, 2)}/${HASH}.joblib`,
  classic: `${HASH.slice(0, 2)}/model_PLSRegression_${HASH.slice(0, 12)}.joblib`,
} as const;

type Engine = keyof typeof FILES;

/** A store with an old file that no row names, of some engine. */
function withLeftover(engine: Engine): { root: string; path: string; file: string } {
  const root = copyStore('store-1.4.10');
  const path = `artifacts/${FILES[engine]}`;
  const file = join(root, path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, BYTES);
  utimesSync(file, 1_700_000_000, 1_700_000_000);
  return { root, path, file };
}

/** The library's part of the work, as 1.4.10 does it (`WorkspaceStore`, `ArtifactRegistry`), on a connection of its own. */
function library(root: string, engine: Engine) {
  const database = new Database(join(root, 'store.sqlite'), { timeout: 5000 });
  database.pragma('foreign_keys = OFF');
  database.pragma('journal_mode = WAL');
  const file = join(root, 'artifacts', FILES[engine]);
  const run = 'ffffffff-0000-4000-8000-000000000001';
  return {
    /** Both engines commit a row that says `running` before they store anything. */
    begin: () => {
      database.prepare(`INSERT INTO runs (run_id, name, status) VALUES (?, 'later', 'running')`).run(run);
    },
    /** Stores the bytes; returns whether the file was written. The classic engine takes one with the same bytes as it is. */
    store: (): boolean => {
      const isThere = existsSync(file) && readFileSync(file, 'utf8') === BYTES;
      if (engine === 'classic' && isThere) return false;
      writeFileSync(file, BYTES);
      return true;
    },
    /** What the dag-ml engine does right after it has written a file, in the same transaction: it reads it, and fails if it can't. */
    readBack: () => readFileSync(file, 'utf8') === BYTES,
    commit: () => {
      const hash = engine === 'classic' ? `sha256:${HASH}` : HASH;
      database
        .prepare(
          `INSERT INTO artifacts (artifact_id, artifact_path, content_hash, operator_class, artifact_type, format, size_bytes)
           VALUES ('later', ?, ?, 'PLSRegression', 'model', 'joblib', ?)`,
        )
        .run(FILES[engine], hash, BYTES.length);
      database.prepare(`UPDATE runs SET status = 'completed' WHERE run_id = ?`).run(run);
    },
    close: () => database.close(),
  };
}

/** What happens while a plan is applied: before the first move and after all looks before it, and after the last move. */
interface Meanwhile {
  readonly before?: () => void;
  readonly after?: () => void;
}

function applyWhile(here: Cleaning, graceMs: number, { before, after }: Meanwhile): Applied {
  const plan = sure(planned(here, ORPHANS, { graceMs }));
  const work = applyPlan(here, plan, NO_CONSENT, NEVER);
  const pending = [...(before === undefined ? [] : ['move']), ...(after === undefined ? [] : ['look'])];
  let hasMoved = false;
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) {
      expect(pending).toEqual([]);
      return sure(step.value);
    }
    const { phase } = step.value;
    if (phase === 'move') hasMoved = true;
    if (!hasMoved || phase !== pending[0]) continue;
    pending.shift();
    if (phase === 'move') before?.();
    else after?.();
  }
}

const skipsOf = ({ skipped }: Applied): Record<string, string> =>
  Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]));

describe.each(['dag-ml', 'classic'] as const)(
  'A run of the %s engine that needs an old file without a row',
  (engine) => {
    it('and began before the plan or after it: nothing moves within the grace period', () => {
      for (const isBefore of [true, false]) {
        const { root, file } = withLeftover(engine);
        const here = cleaningOf(root, { fs });
        const run = library(root, engine);
        if (isBefore) run.begin();
        const plan = sure(planned(here, ORPHANS, { graceMs: GRACE }));
        expect(plan.entries.length > 0).toBe(!isBefore);
        if (!isBefore) run.begin();
        const done = sure(drive(applyPlan(here, plan, NO_CONSENT, NEVER)));
        expect(done.moved).toEqual([]);
        expect(existsSync(file)).toBe(true);
        run.close();
      }
    });

    it('and began after the second look: all goes back in the third, before the run can miss it', () => {
      const { root, path, file } = withLeftover(engine);
      const here = cleaningOf(root, { fs });
      const before = Object.keys(snapshot(root));
      const run = library(root, engine);
      const done = applyWhile(here, GRACE, { before: run.begin });
      expect(done).toMatchObject({ trash_id: null, moved: [] });
      expect(new Set(Object.values(skipsOf(done)))).toEqual(new Set(['running']));
      expect(skipsOf(done)).toHaveProperty(path);
      run.store();
      run.commit();
      run.close();
      expect(readFileSync(file, 'utf8')).toBe(BYTES);
      expect(Object.keys(snapshot(root))).toEqual(before);
      expect(trashOf(here)).toEqual([]);
    });

    it('with a grace period of 0, stored before the move: what was written stays, what is taken as it is comes back', () => {
      const { root, path, file } = withLeftover(engine);
      const here = cleaningOf(root, { fs });
      const run = library(root, engine);
      let isWritten = false;
      const done = applyWhile(here, 0, {
        before: () => {
          run.begin();
          isWritten = run.store();
        },
        after: run.commit,
      });
      run.close();
      expect(isWritten).toBe(engine === 'dag-ml');
      expect(skipsOf(done)[path]).toBe(isWritten ? 'changed' : 'wanted-again');
      expect(readFileSync(file, 'utf8')).toBe(BYTES);
    });

    it('with a grace period of 0, stored after the move: it is written anew, and the trash has its like', () => {
      const { root, path, file } = withLeftover(engine);
      const here = cleaningOf(root, { fs });
      const run = library(root, engine);
      const done = applyWhile(here, 0, { before: run.begin });
      expect(done.moved.map((entry) => entry.path)).toContain(path);
      expect(run.store()).toBe(true);
      expect(run.readBack()).toBe(true);
      run.commit();
      run.close();
      expect(trashOf(here)).toMatchObject([{ wanted: 0 }]);
      expect(sure(empty(here, [trashId(done)])).removed.map((gone) => gone.path)).toContain(path);
      expect(readFileSync(file, 'utf8')).toBe(BYTES);
    });

    it('is heard of by undo, whenever its row is written: the file is wanted, is never emptied, and goes back', () => {
      const { root, path, file } = withLeftover(engine);
      const here = cleaningOf(root, { fs });
      const run = library(root, engine);
      const done = applyWhile(here, 0, { before: run.begin });
      run.commit();
      run.close();
      expect(trashOf(here)).toMatchObject([{ wanted: 1 }]);
      expect(sure(empty(here, [trashId(done)])).removed.map((gone) => gone.path)).not.toContain(path);
      expect(sure(drive(restoreWanted(here, NEVER))).restored.map((back) => back.path)).toEqual([path]);
      expect(readFileSync(file, 'utf8')).toBe(BYTES);
    });
  },
);

describe('The one moment that nothing closes', () => {
  it('is between the last look at a file and taking its old name away: what is written then goes back at once', () => {
    const { root, path, file } = withLeftover('dag-ml');
    const run = library(root, 'dag-ml');
    let hasFailed = false;
    const racing = bent({
      ...fs,
      unlink: (name) => {
        const isMeant = name === file && !hasFailed;
        if (isMeant) {
          run.begin();
          run.store();
        }
        const removed = writableNodeFileSystem.unlink(name);
        if (isMeant) hasFailed = !existsSync(file);
        return removed;
      },
    });
    const done = clean(cleaningOf(root, { fs: racing }), ORPHANS);
    // The run that looks for its file at this moment fails, as it does where somebody removes it by hand.
    expect(hasFailed).toBe(true);
    expect(skipsOf(done)[path]).toBe('changed');
    expect(run.readBack()).toBe(true);
    run.commit();
    run.close();
    expect(trashOf(cleaningOf(root))).toMatchObject([{ wanted: 0 }]);
  });
});

describe('What the library makes while it runs', () => {
  const made = {
    'native results': 'native_results/20261129T101010000000Z-0123abcd/manifest.json',
    'a name until a file is whole': `artifacts/${FILES.classic.slice(0, 3)}.${FILES.classic.slice(3)}.k3_x1.tmp`,
  } as const;

  it.each(Object.entries(made))(
    '%s: is young within the grace period; without one it is taken, and comes back',
    (_what, path) => {
      const { root } = withLeftover('classic');
      const file = join(root, path);
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, BYTES);
      const here = cleaningOf(root, { fs });
      const request = { kind: 'orphans' } as const;
      const pathsIn = ({ moved }: Applied): string[] => moved.map((entry) => entry.path);
      expect(pathsIn(clean(here, request, { graceMs: GRACE }))).not.toContain(path);
      const done = clean(here, request);
      expect(pathsIn(done)).toContain(path);
      sure(restore(here, trashId(done), [path]));
      expect(readFileSync(file, 'utf8')).toBe(BYTES);
    },
  );
});

describe('A folder that the library takes away', () => {
  it('when nothing is in it any more: undo makes it again', () => {
    const { root, path, file } = withLeftover('classic');
    const folder = join(file, '..');
    for (const name of readdirSync(folder)) if (join(folder, name) !== file) rmSync(join(folder, name));
    const here = cleaningOf(root, { fs });
    const done = clean(here, ORPHANS);
    expect(readdirSync(folder)).toEqual([]);
    rmdirSync(folder);
    sure(restore(here, trashId(done), [path]));
    expect(readFileSync(file, 'utf8')).toBe(BYTES);
  });
});
