import { chmodSync, cpSync, lstatSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWorkspace } from '../../../../electron/registry/find-workspace.ts';
import { nodeFileSystem, type FileSystem } from '../../../../electron/registry/files/file-system.ts';
import type { ForeignDatabase } from '../../../../electron/registry/index/foreign-database.ts';
import { readStore } from '../../../../electron/registry/layouts/store/database/open-store.ts';
import { filesIn } from '../../../clean/support.ts';
import { bentFileSystem } from '../../../support/bent-file-system.ts';
import { expectAlways, often } from '../../../support/property.ts';
import { changeStore, copyStore, storeFacts, STORES } from '../../../support/stores.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const COUNTED = ['runs', 'pipelines', 'chains', 'artifacts', 'predictions'] as const;

const countsOf = (database: ForeignDatabase): Record<string, number> =>
  Object.fromEntries(COUNTED.map((table) => [table, database.count(table)]));

/** What a store holds by its counts, or the code of what is wrong with it. */
function seen(workspace: string, fs: FileSystem = nodeFileSystem): unknown {
  const read = readStore(fs, join(workspace, 'store.sqlite'), countsOf);
  return read === null || read.ok ? read?.value : read.error.code;
}

/** All names below a folder, with what would tell that somebody wrote there. */
function traces(workspace: string): unknown {
  return filesIn(workspace).map((path) => {
    const { size, mtimeMs, ctimeMs, ino } = lstatSync(join(workspace, path));
    return [path, size, mtimeMs, ctimeMs, ino];
  });
}

/** A small store whose last change is in its log alone. */
function loggedStore(): { workspace: string; database: Database.Database } {
  const workspace = temporaryFolder();
  const database = new Database(join(workspace, 'store.sqlite'));
  database.pragma('journal_mode = WAL');
  database.exec(`
    CREATE TABLE runs (run_id TEXT); CREATE TABLE pipelines (pipeline_id TEXT, run_id TEXT);
    CREATE TABLE chains (chain_id TEXT, pipeline_id TEXT, fold_artifacts TEXT, shared_artifacts TEXT);
    CREATE TABLE artifacts (artifact_id TEXT, artifact_path TEXT); CREATE TABLE predictions (prediction_id TEXT)`);
  return { workspace, database };
}

/** One commit: as many rows of each table as there were commits. */
function commit(database: Database.Database): void {
  const text = 'x'.repeat(700);
  database.transaction(() => {
    database.prepare('INSERT INTO artifacts VALUES (?, ?)').run(text, text);
    database.prepare('INSERT INTO runs VALUES (?)').run(text);
    database.prepare('INSERT INTO predictions VALUES (?)').run(text);
  })();
}

describe('The database of a store', () => {
  it.each(STORES)('of %s is read as it is, and nothing is left beside it', (name) => {
    const workspace = copyStore(name);
    const before = traces(workspace);
    const { totals } = storeFacts(name);
    expect(seen(workspace)).toEqual(Object.fromEntries(COUNTED.map((table) => [table, totals[table]])));
    expect(traces(workspace)).toEqual(before);
  });

  it('is read with what only the log of a killed writer has', () => {
    const workspace = copyStore('store-crash');
    const whole = seen(workspace);
    rmSync(join(workspace, 'store.sqlite-wal'));
    expect(seen(workspace)).not.toEqual(whole);
  });

  it('is read from a folder that nobody may write to', () => {
    for (const name of STORES) {
      const workspace = copyStore(name);
      const whole = seen(workspace);
      for (const file of filesIn(workspace)) chmodSync(join(workspace, file), 0o444);
      chmodSync(workspace, 0o555);
      const before = traces(workspace);
      expect(seen(workspace)).toEqual(whole);
      expect(traces(workspace)).toEqual(before);
      chmodSync(workspace, 0o755);
    }
  });

  it('is of one moment however often it is committed to and checkpointed while it is copied', () => {
    expectAlways(
      fc.property(
        fc.array(fc.constantFrom('commit', 'passive', 'truncate', 'restart', 'nothing'), { maxLength: 40 }),
        (acts) => {
          const { workspace, database } = loggedStore();
          commit(database);
          const pending = [...acts];
          const fs = bentFileSystem({
            readPartOf: (_path, really) => {
              const act = pending.shift() ?? 'nothing';
              if (act === 'commit') commit(database);
              else if (act !== 'nothing') database.pragma(`wal_checkpoint(${act.toUpperCase()})`);
              return really();
            },
          });
          const counts = seen(workspace, fs) as Record<string, number>;
          database.close();
          expect(counts['runs']).toBeGreaterThan(0);
          expect([counts['artifacts'], counts['predictions']]).toEqual([counts['runs'], counts['runs']]);
        },
      ),
      often(100, 2000),
    );
  });

  it('is said to be changing where it begins anew each time, and where a change was cut off', () => {
    const { workspace, database } = loggedStore();
    const fs = bentFileSystem({
      readPartOf: (_path, really) => {
        const part = really();
        commit(database);
        database.pragma('wal_checkpoint(RESTART)');
        commit(database);
        return part;
      },
    });
    expect(seen(workspace, fs)).toBe('CHANGING');
    database.close();
    writeFileSync(join(workspace, 'store.sqlite-journal'), 'begun');
    expect(seen(workspace)).toBe('CHANGING');
  });

  it('of a later version is read as far as its columns are known', () => {
    const workspace = copyStore('store-1.4.10');
    const before = seen(workspace);
    changeStore(workspace, (database) => {
      database.pragma('user_version = 9');
      database.exec('ALTER TABLE chains ADD COLUMN novelty TEXT; ALTER TABLE runs DROP COLUMN error');
    });
    expect(seen(workspace)).toEqual(before);
    changeStore(workspace, (database) =>
      database.exec('ALTER TABLE chains RENAME COLUMN fold_artifacts TO fold_models'),
    );
    expect(seen(workspace)).toBe('SHAPE');
  });

  it('of somebody else’s is none', () => {
    const workspace = temporaryFolder();
    writeFileSync(join(workspace, 'store.sqlite'), 'not a database, '.repeat(400));
    expect(seen(workspace)).toBe('DAMAGED');
    writeFileSync(join(workspace, 'store.sqlite'), '');
    expect(seen(workspace)).toBe('SHAPE');
    rmSync(join(workspace, 'store.sqlite'));
    expect(seen(workspace)).toBeUndefined();
  });

  it('damaged at random bytes is read or has a message, and is never written', () => {
    const { workspace: made, database } = loggedStore();
    for (let count = 0; count < 12; count += 1) commit(database);
    database.pragma('wal_checkpoint(PASSIVE)');
    for (let count = 0; count < 6; count += 1) commit(database);
    const workspace = temporaryFolder();
    const names = ['store.sqlite', 'store.sqlite-wal'];
    for (const name of names) cpSync(join(made, name), join(workspace, name));
    database.close();
    const whole = names.map((name) => readFileSync(join(workspace, name)));
    const damage = fc.record({ file: fc.nat(1), at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
    const outcomes = new Set<string>();
    expectAlways(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 12 }), fc.option(fc.nat()), (damages, cut) => {
        for (const [number, name] of names.entries()) {
          const bytes = Buffer.from(whole[number] ?? []);
          for (const { file, at, byte } of damages) if (file === number) bytes[at % bytes.length] = byte;
          const end = cut === null || number === 1 ? bytes.length : cut % bytes.length;
          writeFileSync(join(workspace, name), bytes.subarray(0, end));
        }
        const before = traces(workspace);
        const outcome = seen(workspace);
        outcomes.add(typeof outcome === 'string' ? outcome : 'read');
        expect(traces(workspace)).toEqual(before);
      }),
      often(1000, 5000),
    );
    expect([...outcomes]).toEqual(expect.arrayContaining(['read', 'DAMAGED']));
  });
});

describe('A folder without any workspace', () => {
  it('says what it holds, and which workspaces lie in it', () => {
    const folder = temporaryFolder();
    expect(findWorkspace(folder)).toMatchObject({
      error: { message: expect.stringContaining('It is empty.') },
    });
    for (const name of ['b', 'a', 'c', 'd', 'e', 'f', 'g']) writeFileSync(join(folder, name), '');
    cpSync(copyStore('store-crash'), join(folder, 'study'), { recursive: true });
    expect(findWorkspace(folder)).toMatchObject({
      error: {
        message: expect.stringContaining('It holds a, b, c, d, e, f and 2 more.'),
        children: ['study'],
      },
    });
  });
});
