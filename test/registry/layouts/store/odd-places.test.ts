import { spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WritableFileSystem } from '../../../../electron/registry/files/writable-file-system.ts';
import { writableNodeFileSystem } from '../../../../electron/registry/files/writable-file-system.ts';
import { findWorkspace } from '../../../../electron/registry/find-workspace.ts';
import { readStore } from '../../../../electron/registry/layouts/store/database/open-store.ts';
import { nodeFileSystem } from '../../../../electron/registry/files/file-system.ts';
import { cleaningOf, clean, filesIn, planned } from '../../../clean/support.ts';
import { bent } from '../../../support/bent-file-system.ts';
import { open, scanAll, statesOf, ungraced } from '../../../support/scanning.ts';
import { copyStore, copyBoth } from '../../../support/stores.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { expectNothingLost, verdictOf } from './damage.ts';

/** Moves a file or folder of a workspace elsewhere, and leaves a link to it. */
function linked(root: string, name: string): string {
  const elsewhere = join(temporaryFolder(), name);
  cpSync(join(root, name), elsewhere, { recursive: true, preserveTimestamps: true });
  rmSync(join(root, name), { recursive: true });
  symlinkSync(elsewhere, join(root, name));
  return elsewhere;
}

describe('A database that is a link', () => {
  it('has its log beside what it leads to, as SQLite has it', () => {
    const root = copyStore('store-crash');
    const whole = verdictOf(root);
    const elsewhere = linked(root, 'store.sqlite');
    renameSync(join(root, 'store.sqlite-wal'), `${elsewhere}-wal`);
    expect(verdictOf(root)).toEqual(whole);
    expect(whole).toEqual([]);
    expect(filesIn(root).filter((path) => path.startsWith('store.sqlite'))).toEqual(['store.sqlite']);
  });

  it('is none where it leads nowhere, to itself or to a folder', () => {
    for (const target of ['nowhere', 'store.sqlite', '.']) {
      const root = copyStore('store-1.4.10');
      unlinkSync(join(root, 'store.sqlite'));
      symlinkSync(target, join(root, 'store.sqlite'));
      expect(findWorkspace(root).ok).toBe(false);
    }
  });
});

describe('What only has the name of a database', () => {
  const put: Readonly<Record<string, (path: string) => void>> = {
    'a folder': (path) => mkdirSync(path),
    'a pipe': (path) => expect(spawnSync('mkfifo', [path]).status).toBe(0),
    'an empty file': (path) => writeFileSync(path, ''),
    'a device': (path) => symlinkSync('/dev/zero', path),
  };

  it.each(Object.keys(put))('%s beside manifests is none, and says nothing of what it would name', (what) => {
    const root = copyBoth('corn', 'store-1.4.10');
    rmSync(join(root, 'store.sqlite'));
    put[what]?.(join(root, 'store.sqlite'));
    const verdict = verdictOf(root);
    const taken = typeof verdict === 'string' ? [] : verdict;
    expect(taken.filter((path) => !path.startsWith('binaries/'))).toEqual([]);
  });

  it('a pipe in place of its log holds up nobody', () => {
    const root = copyStore('store-1.4.10');
    const whole = verdictOf(root);
    expect(spawnSync('mkfifo', [join(root, 'store.sqlite-wal'), join(root, 'store.sqlite-shm')]).status).toBe(
      0,
    );
    expectNothingLost(verdictOf(root), whole);
  });
});

describe('Folders of a store that are links', () => {
  it.each(['artifacts', 'native_results'])('%s: what lies there is looked at, and never moved', (name) => {
    const root = copyStore('store-1.4.10');
    const elsewhere = linked(root, name);
    const before = filesIn(elsewhere);
    const plan = planned(cleaningOf(root), { kind: 'orphans' });
    const taken = plan.ok ? clean(cleaningOf(root), { kind: 'orphans' }).moved : [];
    expect(taken.filter(({ path }) => path.startsWith(`${name}/`))).toEqual([]);
    expect(filesIn(elsewhere)).toEqual(before);
  });

  it('below artifacts/ are not followed', () => {
    const root = copyStore('store-1.4.10');
    const whole = verdictOf(root);
    if (typeof whole === 'string') throw new Error(whole);
    linked(root, 'artifacts/c3');
    mkdirSync(join(root, 'artifacts/00'));
    symlinkSync('..', join(root, 'artifacts/00/up'));
    const verdict = verdictOf(root);
    expect(verdict).toEqual(whole.filter((path) => !path.startsWith('artifacts/c3/')));
  });
});

/** A process that holds a database in some way until it is ended. */
async function holding(
  root: string,
  ...statements: readonly string[]
): Promise<{ end: () => Promise<void> }> {
  const script = `const D = require(${JSON.stringify(createRequire(import.meta.url).resolve('better-sqlite3'))});
    const d = new D(process.argv[1]); for (const s of process.argv.slice(2)) d.exec(s); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['-e', script, join(root, 'store.sqlite'), ...statements], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Also where the test fails before its end.
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return {
    end: async () => {
      child.kill('SIGKILL');
      await once(child, 'close');
    },
  };
}

const INSERT = `INSERT INTO artifacts (artifact_id, artifact_path, content_hash, operator_class, artifact_type, format, size_bytes)
  VALUES ('held', 'c3/model_PLSRegression_c36207585507.joblib', 'x', 'c', 'model', 'joblib', 1)`;
const PLANTED = 'artifacts/c3/model_PLSRegression_c36207585507.joblib';

describe('A database that another process holds', () => {
  it.each([
    ['by BEGIN IMMEDIATE', ['PRAGMA journal_mode = WAL', 'BEGIN IMMEDIATE', INSERT]],
    ['by BEGIN EXCLUSIVE', ['PRAGMA journal_mode = WAL', 'BEGIN EXCLUSIVE', INSERT]],
    ['by reading it', ['BEGIN', 'SELECT count(*) FROM runs']],
  ])('%s is read as it was before, and waits for nobody', async (_how, statements) => {
    const root = copyStore('store-1.4.10');
    const whole = verdictOf(root);
    const held = await holding(root, ...statements);
    expect(verdictOf(root)).toEqual(whole);
    expect(whole).toContain(PLANTED);
    await held.end();
    expect(verdictOf(root)).toEqual(whole);
  });

  it('alone, with its log in nobody else’s sight, is read with what was committed', async () => {
    const root = copyStore('store-1.4.10');
    const held = await holding(root, 'PRAGMA locking_mode = EXCLUSIVE', 'PRAGMA journal_mode = WAL', INSERT);
    expect(existsSync(join(root, 'store.sqlite-shm'))).toBe(false);
    expect(verdictOf(root)).not.toContain(PLANTED);
    await held.end();
    expect(verdictOf(root)).not.toContain(PLANTED);
  });

  it('without a log, in the middle of a change, is said to be changing, also when that was cut off', async () => {
    const root = copyStore('store-1.4.10');
    const held = await holding(
      root,
      'PRAGMA journal_mode = DELETE',
      'PRAGMA cache_spill = 1',
      'BEGIN EXCLUSIVE',
      INSERT,
    );
    expect(verdictOf(root)).toBe('UNREADABLE');
    await held.end();
    expect(verdictOf(root)).toBe('UNREADABLE');
  });
});

/** The real file system; `meanwhile` happens right after a part of the database was read for the so-manieth time. */
function whileReading(root: string, turn: number, meanwhile: () => void): WritableFileSystem {
  let reads = 0;
  return bent({
    readPartOf: (path, position, length) => {
      const read = writableNodeFileSystem.readPartOf(path, position, length);
      if (path.startsWith(join(root, 'store.sqlite'))) reads += 1;
      if (reads === turn) meanwhile();
      return read;
    },
  });
}

describe('A database that goes away while it is looked at', () => {
  const gone: Readonly<Record<string, (root: string) => void>> = {
    removed: (root) => rmSync(join(root, 'store.sqlite'), { force: true }),
    renamed: (root) => {
      if (existsSync(join(root, 'store.sqlite')))
        renameSync(join(root, 'store.sqlite'), join(root, 'store.old'));
    },
    'replaced by another': (root) =>
      cpSync(join(copyStore('store-0.9.4'), 'store.sqlite'), join(root, 'store.sqlite')),
    'replaced by a folder': (root) => {
      rmSync(join(root, 'store.sqlite'), { force: true, recursive: true });
      mkdirSync(join(root, 'store.sqlite'));
    },
    'cut off': (root) => writeFileSync(join(root, 'store.sqlite'), ''),
  };

  it.each(Object.keys(gone))('%s: nothing is taken that it names', (how) => {
    for (let turn = 1; turn < 9; turn += 1) {
      const root = copyStore('store-1.4.10');
      const whole = verdictOf(root);
      const plan = planned(cleaningOf(root, { fs: whileReading(root, turn, () => gone[how]?.(root)) }), {
        kind: 'orphans',
      });
      if (!plan.ok) continue;
      const taken = plan.value.entries.map(({ path }) => path).toSorted();
      // Another database names other files: then it is that one or the first, whole.
      if (how === 'replaced by another') expect([whole, verdictOf(root)]).toContainEqual(taken);
      else expectNothingLost(taken, whole);
    }
  });

  it('after it was known: nothing is unnamed then', () => {
    const root = copyStore('store-1.4.10');
    const workspace = open(root);
    scanAll(workspace);
    rmSync(join(root, 'store.sqlite'));
    scanAll(workspace);
    expect(Object.values(statesOf(ungraced(workspace.index)))).not.toContain('orphan');
    expect(readStore(nodeFileSystem, join(root, 'store.sqlite'), () => 0)).toBeNull();
  });
});
