import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAlways, often } from '../../../support/property.ts';
import { runs } from '../../../support/scale.ts';
import { scanned, statesOf, ungraced } from '../../../support/scanning.ts';
import { changeStore, copyStore, storeFacts } from '../../../support/stores.ts';
import { expectNothingLost, flipped, traces, verdictOf, victimOf } from './damage.ts';

const DATABASE = 'store.sqlite';

/** A file that one row names, and one chain uses. */
const OWN = 'model_PLSRegression_05bf2fb84adb.joblib';

describe('The bytes of a database', () => {
  const { root, damage } = victimOf('store-1.4.10');
  const whole = verdictOf(root);
  const { length } = readFileSync(join(root, DATABASE));

  it.each([
    ['its first words', 0, 15],
    ['the size of its pages', 16, 17],
    ['how it is written and read', 18, 19],
    ['what is kept free of each page', 20, 20],
    ['the fractions of a page', 21, 23],
    ['its count of changes', 24, 27],
    ['how many pages it has', 28, 31],
    ['its list of free pages', 32, 39],
    ['the cookie of its schema', 40, 43],
    ['the format of its schema', 44, 47],
    ['its cache and its vacuum', 48, 55],
    ['the encoding of its texts', 56, 59],
    ['its version for the library', 60, 63],
    ['what is to be zero', 64, 91],
    ['who wrote it', 92, 99],
    ['the first page of its schema', 100, 140],
  ])('where %s is damaged: nothing is taken that is named', (_what, first, last) => {
    for (let at = first; at <= last; at += last - first > 8 ? 5 : 1) {
      for (const by of [1, 0xff]) {
        damage(DATABASE, flipped(at, by));
        expectNothingLost(verdictOf(root), whole);
      }
    }
  });

  it('cut off at whatever length: nothing is taken that is named', () => {
    const lengths = [0, 1, 15, 16, 99, 100, 101, 512, 4095, 4096, 4097, length - 4096];
    for (let at = 8192; at < length; at += Math.floor(length / 12)) lengths.push(at);
    for (const end of lengths) {
      damage(DATABASE, (bytes) => bytes.subarray(0, end));
      expect(['UNREADABLE', 'NO_MANIFESTS']).toContain(verdictOf(root));
    }
    damage(DATABASE, (bytes) => bytes.subarray(0, length - 1));
    expectNothingLost(verdictOf(root), whole);
  });

  it('with pages of zeros, of other pages or turned around: nothing is taken that is named', () => {
    for (let page = 0; page * 4096 < length; page += runs(6, 1)) {
      const [from, to] = [page * 4096, (page + 1) * 4096];
      for (const change of [
        (bytes: Buffer) => bytes.fill(0, from, to),
        (bytes: Buffer) => {
          bytes.copy(bytes, from, (from + 8192) % length, (from + 12_288) % length);
          return bytes;
        },
      ]) {
        damage(DATABASE, change);
        expectNothingLost(verdictOf(root), whole);
      }
    }
  });

  it('with any bit turned over: nothing is taken that is named', () => {
    expectAlways(
      fc.property(fc.nat(length - 1), fc.nat(7), (at, bit) => {
        damage(DATABASE, flipped(at, 1 << bit));
        expectNothingLost(verdictOf(root), whole);
      }),
      often(30, 3000),
    );
  });
});

/** Looks at a store whose schema somebody made. */
function withSchema(change: (database: Database.Database) => void) {
  const root = copyStore('store-0.9.4');
  const whole = verdictOf(root);
  changeStore(root, change);
  return { root, whole, verdict: verdictOf(root) };
}

describe('The schema of a database', () => {
  const moved = 'ALTER TABLE artifacts RENAME TO real_artifacts;';

  it.each([
    ['a view', `${moved} CREATE VIEW artifacts AS SELECT * FROM real_artifacts WHERE 0`],
    ['no table', moved],
    ['a table of other columns', `${moved} CREATE TABLE artifacts (artifact_id TEXT, path TEXT)`],
    ['a virtual table', `${moved} CREATE VIRTUAL TABLE artifacts USING fts5 (artifact_id, artifact_path)`],
    [
      'a table whose paths are worked out',
      `${moved} CREATE TABLE artifacts (artifact_id TEXT, artifact_path TEXT GENERATED ALWAYS AS ('x' || artifact_id) VIRTUAL)`,
    ],
    [
      'a table with its columns in another case',
      `${moved} CREATE TABLE artifacts (ARTIFACT_ID TEXT, Artifact_Path TEXT)`,
    ],
    ['a table of numbers', `${moved} CREATE TABLE artifacts (a INTEGER)`],
  ])('that has %s for artifacts is said to be none of nirs4all', (_what, sql) => {
    const { root, verdict } = withSchema((database) => database.exec(sql));
    expect(verdict).toBe('UNREADABLE');
    const { index } = scanned(root);
    expect(new Set(Object.values(statesOf(ungraced(index))))).not.toContain('orphan');
  });

  it.each([
    [
      'triggers',
      `CREATE TRIGGER gone AFTER UPDATE ON artifacts BEGIN DELETE FROM artifacts; END;
       CREATE TRIGGER more AFTER INSERT ON runs BEGIN DELETE FROM runs; END`,
    ],
    ['indexes of functions', `CREATE INDEX odd ON artifacts (upper(artifact_path) || hex(artifact_id))`],
    [
      'more columns',
      `ALTER TABLE artifacts ADD COLUMN "x' OR 1=1; --" TEXT; ALTER TABLE runs ADD COLUMN [select] BLOB`,
    ],
    [
      'more tables',
      `CREATE TABLE "artifacts " (x); CREATE TABLE [chains;DROP] (y); CREATE TABLE sqlitex_schema (z)`,
    ],
    ['a view that names nothing there', `CREATE VIEW odd AS SELECT * FROM nowhere`],
    [
      'a generated column beside',
      `ALTER TABLE artifacts ADD COLUMN g TEXT GENERATED ALWAYS AS (artifact_path || 1) VIRTUAL`,
    ],
  ])('with %s is read as it is', (_what, sql) => {
    const { whole, verdict } = withSchema((database) => database.exec(sql));
    expectNothingLost(verdict, whole);
    expect(verdict).toEqual(whole);
  });

  it('with a check that its rows do not pass is read: a check says nothing of what they name', () => {
    const { whole, verdict } = withSchema((database) => {
      database.pragma('ignore_check_constraints = ON');
      database.exec(`ALTER TABLE runs RENAME TO real_runs; CREATE TABLE runs (run_id TEXT CHECK (length(run_id) < 3), name TEXT);
        INSERT INTO runs SELECT run_id, name FROM real_runs`);
    });
    expect(verdict).toEqual(whole);
  });

  it.each([
    ['nonsense', `CREATE TABLE artifacts (((`],
    ['another statement', `CREATE TABLE artifacts (artifact_id); DROP TABLE chains`],
    ['nothing', ''],
    ['a very long text', `CREATE TABLE artifacts (${'a'.repeat(200_000)} TEXT)`],
  ])('whose text is %s has a message, or is read as it is', (_what, sql) => {
    const { whole, verdict } = withSchema((database) => {
      database.unsafeMode(true);
      database.pragma('writable_schema = ON');
      database.prepare(`UPDATE sqlite_schema SET sql = ? WHERE name = 'artifacts'`).run(sql);
    });
    expectNothingLost(verdict, whole);
    expect(verdict).toBe('UNREADABLE');
  });
});

/** What is unnamed in the store whose cells are damaged, undamaged. */
const unnamed = storeFacts('store-0.9.4')
  .files.filter(({ why }) => why === 'no row')
  .map(({ path }) => path);

/** What becomes of a file whose row somebody changed. */
function stateAfter(
  sql: string,
  ...values: readonly (string | number | Buffer | null)[]
): string | undefined {
  const root = copyStore('store-0.9.4');
  changeStore(root, (database) => {
    // Without what the library says that cells may hold.
    for (const table of ['artifacts', 'chains'])
      database.exec(
        `ALTER TABLE ${table} RENAME TO real; CREATE TABLE ${table} AS SELECT * FROM real; DROP TABLE real`,
      );
    expect(database.prepare(sql).run(...values).changes).toBeGreaterThan(0);
  });
  const before = traces(root);
  const states = statesOf(ungraced(scanned(root).index));
  expect(traces(root)).toEqual(before);
  const orphans = Object.keys(states).filter((path) => states[path] === 'orphan');
  expect(orphans.filter((path) => !unnamed.includes(path))).toEqual([]);
  return states[`artifacts/05/${OWN}`];
}

/** The same of the row of one file: what it says of a column. */
const withCell = (column: string, value: string | number | Buffer | null) =>
  stateAfter(`UPDATE artifacts SET ${column} = ? WHERE artifact_path LIKE ?`, value, `%${OWN}`);

describe('A cell of a row that names a file', () => {
  it('keeps the file whatever stands for its id', () => {
    for (const value of [
      null,
      '',
      0,
      7.5,
      'x\0y',
      'x'.repeat(5_000_000),
      Buffer.from('an id'),
      Buffer.from([0xff, 0xfe]),
    ])
      expect(withCell('artifact_id', value)).toBe('kept');
  });

  it('keeps the file where its path is written as bytes, or in a way that the library reads alike', () => {
    expect(withCell('artifact_path', Buffer.from(`05/${OWN}`))).toBe('referenced');
    expect(withCell('artifact_path', `05\\${OWN}`)).toBe('referenced');
  });

  it.each([
    ['out of the folder', `../05/${OWN}`],
    ['far out of it', '../../../../../../etc/passwd'],
    ['absolute', `/etc/passwd`],
    ['of a drive', `C:\\05\\${OWN}`],
    ['of a server', `\\\\server\\share\\${OWN}`],
    ['with a NUL', `05/${OWN}\0.txt`],
    ['with parts that say nothing', `./05//${OWN}`],
    ['to and fro', `05/../05/${OWN}`],
    ['of our own folder', `../.stemma/trash/x`],
    ['empty', ''],
    ['none', null],
    ['a number', 5],
    ['very long', `05/${'x'.repeat(1_000_000)}`],
    ['bytes of no text', Buffer.from([0xff, 0x2f, 0xfe])],
  ])('leads nowhere else where its path is %s, and its hash keeps the file', (_what, value) => {
    expect(withCell('artifact_path', value)).toBe('undecided');
  });

  it('keeps the file whatever stands in its other cells', () => {
    for (const column of [
      'content_hash',
      'operator_class',
      'artifact_type',
      'format',
      'size_bytes',
      'created_at',
      'ref_count',
    ])
      for (const value of [null, 'x\0y', -1, Buffer.from([1, 2])])
        expect(withCell(column, value)).toBe('referenced');
  });

  it('keeps the file where a second row has its id', () => {
    const root = copyStore('store-0.9.4');
    const whole = verdictOf(root);
    changeStore(root, (database) => {
      database.exec(`ALTER TABLE artifacts RENAME TO real; CREATE TABLE artifacts AS SELECT * FROM real;
        INSERT INTO artifacts SELECT * FROM real; UPDATE artifacts SET artifact_path = 'zz/other', content_hash = '' WHERE rowid > 75;
        UPDATE artifacts SET artifact_id = 'the same'`);
    });
    expect(verdictOf(root)).toEqual(whole);
  });
});

describe('A chain', () => {
  it('that says nothing that can be read keeps its files all the same, as its records do', () => {
    for (const column of [
      'fold_artifacts',
      'shared_artifacts',
      'steps',
      'branch_path',
      'chain_id',
      'pipeline_id',
    ]) {
      for (const value of [null, '{"fold_0":', '"x"', Buffer.from([0xff]), '['.repeat(100_000)]) {
        if (column.endsWith('_id') && value === null) continue;
        const state = stateAfter(`UPDATE chains SET ${column} = ? WHERE fold_artifacts LIKE '%' OR 1`, value);
        expect(['kept', 'referenced']).toContain(state);
      }
    }
  });

  it('whose maps were put there as bytes uses what they name', () => {
    const state = stateAfter('UPDATE chains SET fold_artifacts = CAST(fold_artifacts AS BLOB)');
    expect(state).toBe('referenced');
  });
});

describe('A run', () => {
  it('keeps its native results however damaged its row is', () => {
    const root = copyStore('store-1.4.10');
    const whole = verdictOf(root);
    for (const change of [
      `UPDATE runs SET summary = substr(summary, 1, instr(summary, 'native_results/') + 60)`,
      `UPDATE runs SET summary = replace(summary, 'native_results_dir', 'native_results_dxr')`,
      `UPDATE runs SET summary = CAST(summary AS BLOB)`,
      `UPDATE runs SET status = x'00', created_at = 'never', datasets = 'x'`,
    ]) {
      changeStore(root, (database) => database.exec(change));
      expectNothingLost(verdictOf(root), whole);
    }
    changeStore(root, (database) =>
      database.exec(
        `ALTER TABLE runs RENAME TO real; CREATE TABLE runs AS SELECT * FROM real; UPDATE runs SET run_id = NULL`,
      ),
    );
    expectNothingLost(verdictOf(root), whole);
  });
});
