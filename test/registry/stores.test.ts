import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { root } from '../../build/paths.mjs';
import { nodeFileSystem } from '../../electron/registry/files/file-system.ts';
import { recogniseLayouts } from '../../electron/registry/layouts/layouts.ts';
import { recogniseStore, storeSizes, type StoreKind } from '../../electron/registry/layouts/store/store.ts';
import { workspacesBelow } from '../../electron/registry/layouts/workspaces-below.ts';
import type { StoreSizes } from '../../shared/api/workspace/workspace.ts';
import { askInVain, ask, stemma } from '../cli/support.ts';
import { AT_ONCE } from '../clean/cli-support.ts';
import { filesIn, snapshot } from '../clean/support.ts';
import { copyFixture } from '../support/fixtures.ts';
import { runs } from '../support/scale.ts';
import { changeStore } from '../support/stores.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { LARGE } from '../../electron/worker/threads/threaded-reader.ts';
import { generateStore } from '../bench/generate-store.ts';

const FIXTURES = join(root, 'test', 'fixtures');

/** A copy of a store. */
function copyStore(name: string): string {
  const target = join(temporaryFolder(), 'workspace');
  cpSync(join(FIXTURES, name, 'workspace'), target, { recursive: true });
  return target;
}

/** Both layouts in one folder, as an older library that opens a V3 workspace leaves them. */
function bothLayouts(): string {
  const workspace = copyFixture('orphans');
  cpSync(join(FIXTURES, 'store-1.4.10', 'workspace'), workspace, { recursive: true });
  return workspace;
}

/** The bytes of the files below a folder. */
function bytesBelow(workspace: string, folder: string): number {
  return filesIn(workspace, folder).reduce(
    (sum, path) => sum + readFileSync(join(workspace, path)).length,
    0,
  );
}

const bytesOf = (path: string): number => readFileSync(path).length;

function sizesOf(workspace: string, database: StoreKind['database'] = 'store.sqlite'): StoreSizes {
  const measuring = storeSizes(nodeFileSystem, workspace, database);
  for (let step = measuring.next(); ; step = measuring.next()) if (step.done === true) return step.value;
}

/** A database of some version, in a folder of its own. */
function storeOf(version: number, folders: readonly string[] = []): string {
  const workspace = temporaryFolder();
  const database = new Database(join(workspace, 'store.sqlite'));
  database.pragma(`user_version = ${version}`);
  database.exec('CREATE TABLE runs (run_id TEXT)');
  database.close();
  for (const folder of folders) mkdirSync(join(workspace, folder));
  return workspace;
}

describe('a store', () => {
  it.each([
    ['store-0.9.4', 1, '0.9.2 to 0.9.4'],
    ['store-1.4.10', 5, '1.0 or later'],
  ])('%s is recognised by its version', (name, user_version, era) => {
    const workspace = copyStore(name);
    const before = filesIn(workspace);
    expect(recogniseStore(nodeFileSystem, workspace)).toEqual({
      database: 'store.sqlite',
      era,
      user_version,
    });
    expect(recogniseLayouts(nodeFileSystem, workspace)?.name).toBe('store');
    // Looking leaves nothing behind, as opening the database would.
    expect(filesIn(workspace)).toEqual(before);
  });

  it('is as its write-ahead log says, which a killed writer leaves', () => {
    const workspace = copyStore('store-crash');
    const copy = join(temporaryFolder(), 'store.sqlite');
    for (const end of ['', '-wal']) cpSync(join(workspace, `store.sqlite${end}`), copy + end);
    const database = new Database(copy);
    const version = database.pragma('user_version', { simple: true });
    database.close();
    expect(recogniseStore(nodeFileSystem, workspace)?.user_version).toBe(version);
    // A writer that never came to a checkpoint: all is in the log.
    const fresh = temporaryFolder();
    const writer = new Database(join(fresh, 'store.sqlite'));
    writer.pragma('journal_mode = WAL');
    writer.exec('CREATE TABLE runs (run_id TEXT)');
    writer.pragma('user_version = 2');
    const seen = recogniseStore(nodeFileSystem, fresh);
    writer.close();
    expect(seen).toMatchObject({ user_version: 2, era: '0.10 to 0.11' });
  });

  it.each([
    [0, [], '0.8.4 to 0.9.1'],
    [2, [], '0.10 to 0.11'],
    [5, [], '0.12 or later'],
    [5, ['native_results'], '1.0 or later'],
    [6, [], 'later than 1.4'],
  ])('of version %d beside %j is of %s', (version, folders, era) => {
    expect(recogniseStore(nodeFileSystem, storeOf(version, folders))?.era).toBe(era);
  });

  it('of DuckDB is recognised where no SQLite database stands beside it', () => {
    const workspace = temporaryFolder();
    writeFileSync(join(workspace, 'store.duckdb'), 'DUCK');
    expect(recogniseStore(nodeFileSystem, workspace)).toEqual({
      database: 'store.duckdb',
      era: '0.7.0 to 0.8.3',
      user_version: null,
    });
    cpSync(join(storeOf(1), 'store.sqlite'), join(workspace, 'store.sqlite'));
    expect(recogniseStore(nodeFileSystem, workspace)?.database).toBe('store.sqlite');
  });

  it('is not what only has the name', () => {
    const workspace = temporaryFolder();
    mkdirSync(join(workspace, 'store.sqlite'));
    expect(recogniseStore(nodeFileSystem, workspace)).toBeNull();
    rmSync(join(workspace, 'store.sqlite'), { recursive: true });
    symlinkSync('nowhere', join(workspace, 'store.sqlite'));
    expect(recogniseStore(nodeFileSystem, workspace)).toBeNull();
    if (process.platform !== 'linux') return;
    expect(spawnSync('mkfifo', [join(workspace, 'store.duckdb')]).status).toBe(0);
    expect(recogniseStore(nodeFileSystem, workspace)).toBeNull();
  });

  it('whatever its bytes are, is looked at without an error', () => {
    const workspace = temporaryFolder();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 2000 }), (bytes, log) => {
        writeFileSync(join(workspace, 'store.sqlite'), bytes);
        writeFileSync(join(workspace, 'store.sqlite-wal'), log);
        expect(recogniseStore(nodeFileSystem, workspace)).not.toBeNull();
      }),
      { numRuns: runs(50, 2000) },
    );
  });

  it('takes what its parts take', () => {
    for (const name of ['store-1.4.10', 'store-crash']) {
      const workspace = copyStore(name);
      const facts = JSON.parse(readFileSync(join(FIXTURES, name, 'expected.json'), 'utf8')) as {
        totals: Record<string, number>;
      };
      const { arrays_bytes, native_results_bytes, database_bytes, bytes_stored, files } = facts.totals;
      expect(sizesOf(workspace)).toMatchObject({
        arrays_bytes,
        native_results_bytes,
        database_bytes,
        artifacts_bytes: bytes_stored,
        artifacts_files: files,
      });
      expect(sizesOf(workspace)).toEqual({
        artifacts_bytes: bytesBelow(workspace, 'artifacts'),
        artifacts_files: filesIn(workspace, 'artifacts').length,
        native_results_bytes: bytesBelow(workspace, 'native_results'),
        arrays_bytes: bytesBelow(workspace, 'arrays'),
        database_bytes: bytesOf(join(workspace, 'store.sqlite')),
        log_bytes: name === 'store-crash' ? bytesOf(join(workspace, 'store.sqlite-wal')) : 0,
      });
    }
  });
});

describe('the command line', () => {
  it('reads a large store in a thread, batch by batch', async () => {
    const workspace = temporaryFolder();
    const facts = generateStore({ out: workspace, rows: 12_000, unused: 0.4 });
    expect(bytesOf(join(workspace, 'store.sqlite'))).toBeGreaterThan(2 * LARGE);
    const { totals } = await ask<{ totals: Record<string, number> }>(workspace, 'stats');
    const { runs: runCount, pipelines, chains, records, files, orphanFiles } = facts;
    expect(totals).toMatchObject({ runs: runCount, pipelines, chains, records, files });
    expect(await ask<unknown[]>(workspace, 'files', '--status', 'kept')).toHaveLength(facts.keptFiles);
    expect(await ask<unknown[]>(workspace, 'files', '--status', 'recent')).toHaveLength(orphanFiles);
  });

  it('tells of a store alone, and leaves its pipelines to the library', async () => {
    const workspace = copyStore('store-1.4.10');
    const before = snapshot(workspace);
    const stats = await ask<{ layout: string; store: StoreKind & StoreSizes; totals: { manifests: number } }>(
      workspace,
      'stats',
    );
    expect(stats).toMatchObject({ layout: 'store', totals: { manifests: 0, files: 55, pipelines: 21 } });
    expect(stats.store).toEqual({
      database: 'store.sqlite',
      era: '1.0 or later',
      user_version: 5,
      ...sizesOf(workspace),
    });
    const text = await stemma(['stats', '-w', workspace]);
    expect(text.out).toContain('A store of nirs4all 1.0 or later (store.sqlite)\n');
    expect(text.out).not.toMatch(/No artifacts yet|Manifests of/);
    const [pipeline] = await ask<{ pipeline_id: string; run: string }[]>(workspace, 'pipelines');
    for (const args of [
      ['pipeline', pipeline?.pipeline_id ?? ''],
      ['failed', '--run', pipeline?.run ?? ''],
      ['dataset', 'corn_moisture', '--confirm', 'corn_moisture'],
    ]) {
      const { code, error } = await askInVain(['clean', ...args, ...AT_ONCE, '-w', workspace]);
      expect([code, error.code]).toEqual([3, 'LIBRARY_ALONE']);
      expect(error.message).toMatch(/delete_run\("[0-9a-f]{8}-[0-9a-f-]{27}"\)/);
    }
    expect(snapshot(workspace)).toEqual(before);
  });

  it('never speaks of manifests where only rows name files', async () => {
    const workspace = copyStore('store-1.4.10');
    const [model = ''] = (await ask<{ artifact_id: string }[]>(workspace, 'list', '--type', 'model')).map(
      ({ artifact_id: id }) => id,
    );
    for (const args of [
      ['clean', 'orphans'],
      ['orphans'],
      ['stats'],
      ['trash', 'list'],
      ['pipelines'],
      ['findings'],
      ['list'],
      ['show', model],
      ['why', model],
      ['deps', model],
      ['deps', model, '--reverse'],
      ['impact', '--dataset', 'corn_moisture'],
    ]) {
      const { out } = await stemma([...args, '-w', workspace, '--grace', '0']);
      expect(out).not.toMatch(/manifest(?!\.json)/i);
    }
    const [orphan] = await ask<{ path: string; layout: string }[]>(
      workspace,
      'files',
      '--status',
      'orphan',
      '--grace',
      '0',
    );
    expect(orphan?.layout).toBe('store');
    const why = await stemma(['why', orphan?.path ?? '', '-w', workspace, '--grace', '0']);
    expect(why.out).toContain('no row names it');
  });

  it('names a database that can not be read, with the cause, and counts no pipelines', async () => {
    const workspace = copyStore('store-1.4.10');
    writeFileSync(join(workspace, 'store.sqlite'), 'no database');
    for (const args of [['stats'], ['orphans'], ['findings'], ['pipelines'], ['clean', 'orphans']]) {
      const { out, err } = await stemma([...args, '-w', workspace, '--grace', '0']);
      expect(out + err).toMatch(/the database store\.sqlite can't be read/i);
      expect(out + err).not.toMatch(/manifests?\b|folder of runs|1 folder can't/i);
    }
    const { out } = await stemma(['stats', '-w', workspace]);
    expect(out).toContain('store.sqlite  This is no SQLite database, or its first page is damaged.\n');
    expect(await ask(workspace, 'pipelines')).toEqual([]);
    const stats = await ask<{ unreadable: { what: string; path: string }[] }>(workspace, 'stats');
    expect(stats.unreadable).toMatchObject([{ what: 'database', path: 'store.sqlite' }]);
  });

  it('tells a database of a later version from one that can not be read', async () => {
    const workspace = copyStore('store-1.4.10');
    changeStore(workspace, (database) => database.pragma('user_version = 9'));
    for (const args of [['stats'], ['orphans'], ['findings'], ['clean', 'orphans']]) {
      const { out, err } = await stemma([...args, '-w', workspace, '--grace', '0']);
      expect(out + err).toMatch(/the database store\.sqlite is of a later version than Stemma knows/i);
      expect(out + err).not.toMatch(/can't be read|manifests?\b/);
    }
    const { out } = await stemma(['stats', '-w', workspace]);
    expect(out).toMatch(/Records +89 in 21 pipelines/);
    expect(out).toMatch(/corn_moisture +13 +47/);
  });

  it('says of a store that only manifests are brought in and taken out', async () => {
    const [store, files] = [copyStore('store-crash'), copyFixture('corn')];
    const before = snapshot(store);
    const [pipeline] = await ask<{ manifest: string }[]>(store, 'pipelines');
    const said = async (...args: string[]): Promise<string> => {
      const { code, error } = await askInVain(args);
      expect(code).toBe(3);
      return error.message;
    };
    expect(await said('import', files, '-w', store)).toContain('This workspace is a store');
    expect(await said('import', store, '-w', files)).toContain('To look into it: stemma stats');
    expect(await said('export', '--manifest', pipeline?.manifest ?? '', '-w', store)).toContain(
      'nirs4all.export()',
    );
    expect(snapshot(store)).toEqual(before);
  });

  it('tells of a store of 0.7, and cleans up nothing there', async () => {
    const workspace = temporaryFolder();
    writeFileSync(join(workspace, 'store.duckdb'), 'DUCK');
    const before = snapshot(workspace);
    const stats = await ask<{ layout: string; totals: { files: number } }>(workspace, 'stats');
    expect(stats).toMatchObject({ layout: 'store', totals: { files: 0 } });
    expect((await stemma(['files', '-w', workspace])).err).toContain('Stemma does not read DuckDB');
    expect(await askInVain(['clean', 'orphans', ...AT_ONCE, '-w', workspace])).toMatchObject({
      code: 3,
      error: { code: 'STORE_NOT_READ' },
    });
    expect(snapshot(workspace)).toEqual(before);
  });

  it('reads both where a store lies beside the files, and cleans up what neither names', async () => {
    const workspace = bothLayouts();
    const before = snapshot(workspace);
    for (const args of [['stats'], ['orphans'], ['pipelines'], ['trash', 'list'], ['clean', 'orphans']]) {
      const ended = await stemma([...args, '-w', workspace, '--grace', '0']);
      expect(ended).toMatchObject({ code: 0 });
      expect(ended.err).not.toContain('Beside the V3 files');
    }
    expect((await ask<{ layout: string }>(workspace, 'stats')).layout).toBe('both');
    const { out } = await stemma(['stats', '-w', workspace]);
    expect(out).toMatch(/\nManifests of nirs4all 0\.6 .*\n {2}5 manifests\n\nA store of nirs4all 1\.0 /);
    const { plan } = await ask<{ plan: { entries: { path: string }[] } }>(
      workspace,
      'clean',
      'orphans',
      '--apply',
      ...AT_ONCE,
    );
    expect(plan.entries).toHaveLength(31);
    const gone = new Set(plan.entries.map(({ path }) => path));
    const rest = Object.entries(before).filter(([path]) => !gone.has(path));
    expect(snapshot(workspace)).toEqual(Object.fromEntries(rest));
  });

  it('names the workspaces in a folder that is none, serve too', async () => {
    const folder = temporaryFolder();
    renameSync(copyStore('store-crash'), join(folder, 'new'));
    renameSync(copyFixture('corn'), join(folder, 'old'));
    mkdirSync(join(folder, 'other'));
    expect(workspacesBelow(nodeFileSystem, folder)).toEqual(['new', 'old']);
    for (const command of ['stats', 'serve']) {
      expect(await askInVain([command, '-w', folder])).toMatchObject({
        code: 4,
        error: { code: 'NOT_A_WORKSPACE', path: folder, children: ['new', 'old'] },
      });
    }
    const { err } = await stemma(['stats'], { cwd: folder });
    expect(err).toContain(`Workspaces in it:\n  ${join(folder, 'new')}\n  ${join(folder, 'old')}\n`);
  });
});
