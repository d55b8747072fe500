import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectAlways, often } from '../../../support/property.ts';
import { copyStore } from '../../../support/stores.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { expectNothingLost, flipped, verdictOf, victimOf } from './damage.ts';

/** The log of `store-crash`: pages of 4,096 bytes, each behind a header of 24, behind one of 32. */
const [HEADER, FRAME] = [32, 24 + 4096];

const LOG = 'store.sqlite-wal';

describe('A log half of whose rows are nowhere else', () => {
  const { root, damage } = victimOf('store-crash');
  const whole = verdictOf(root);
  const frames = 194;

  it('names all files, as it is', () => {
    expect(whole).toEqual([]);
  });

  it.each([
    ['its magic number', 0],
    ['its byte order', 3],
    ['its version', 7],
    ['the size of its pages', 10],
    ['its count of checkpoints', 15],
    ['its first salt', 16],
    ['its second salt', 23],
    ['its checksum', 24],
    ['the other half of its checksum', 31],
  ])('is damaged where %s is, and nothing is taken for unnamed', (_what, at) => {
    damage(LOG, flipped(at));
    expect(verdictOf(root)).toBe('UNREADABLE');
  });

  it.each([
    ['the number of the page', 3],
    ['the size of the database', 7],
    ['the first salt', 8],
    ['the second salt', 15],
    ['the checksum', 16],
    ['the other half of the checksum', 23],
    ['the page itself', 24 + 2000],
  ])('is damaged where %s of a frame is, wherever that stands', (_what, at) => {
    for (const frame of [0, 1, 100, frames - 2]) {
      damage(LOG, flipped(HEADER + frame * FRAME + at));
      expect(verdictOf(root)).toBe('UNREADABLE');
    }
  });

  it('is damaged where its last commit is, as far as that can be told', () => {
    const last = HEADER + (frames - 1) * FRAME;
    for (const at of [0, 16, 24, 4000]) {
      damage(LOG, flipped(last + at));
      expect(verdictOf(root)).toBe('UNREADABLE');
    }
  });

  it('is damaged where anything else fills it', () => {
    for (const change of [
      (bytes: Buffer) => bytes.fill(0),
      (bytes: Buffer) => bytes.fill(0, 0, HEADER),
      (bytes: Buffer) => bytes.fill(255),
      (bytes: Buffer) => Buffer.from(bytes.toReversed()),
      () => Buffer.from('no log'),
    ]) {
      damage(LOG, change);
      expect(verdictOf(root)).toBe('UNREADABLE');
    }
  });

  it('at any byte, is read as it was or has a message', () => {
    expectAlways(
      fc.property(
        fc.array(fc.tuple(fc.nat(HEADER + frames * FRAME - 1), fc.integer({ min: 1, max: 255 })), {
          minLength: 1,
          maxLength: 4,
        }),
        (damages) => {
          damage(LOG, (bytes) => damages.reduce((all, [at, by]) => flipped(at, by)(all), bytes));
          expectNothingLost(verdictOf(root), whole);
        },
      ),
      often(40, 1000),
    );
  });
});

/** A store with two commits in its log, each of which names files, and what SQLite's writers share beside it. */
function killed(): string {
  const root = copyStore('store-1.4.10');
  const live = temporaryFolder();
  cpSync(root, live, { recursive: true });
  const database = new Database(join(live, 'store.sqlite'));
  database.pragma('foreign_keys = OFF');
  database.pragma('journal_mode = WAL');
  for (const name of ['first', 'second']) {
    database.exec(
      `INSERT INTO artifacts (artifact_id, artifact_path, content_hash, operator_class, artifact_type, format, size_bytes)
       SELECT '${name}', 'c3/model_PLSRegression_c36207585507.joblib', '', '', 'model', 'joblib', 1`,
    );
  }
  for (const end of ['', '-wal', '-shm'])
    cpSync(join(live, `store.sqlite${end}`), join(root, `store.sqlite${end}`));
  database.close();
  return root;
}

describe('A log that was cut off', () => {
  it('is told by what its writers said of it, at whatever length', () => {
    const root = killed();
    const whole = verdictOf(root);
    const bytes = readFileSync(join(root, LOG));
    // The file that only the log names.
    expect(whole).not.toContain('artifacts/c3/model_PLSRegression_c36207585507.joblib');
    for (const length of [1, 31, 32, 33, HEADER + FRAME - 1, bytes.length / 2, bytes.length - 1]) {
      writeFileSync(join(root, LOG), bytes.subarray(0, Math.floor(length)));
      expect(verdictOf(root)).toBe('UNREADABLE');
    }
  });

  it('is as the library finds it where nothing tells: what was committed before, and never half a commit', () => {
    const { root, damage } = victimOf('store-crash');
    for (let frame = 0; frame < 194; frame += 29) {
      for (const more of [0, 12, 24, 2000]) {
        damage(LOG, (bytes) => bytes.subarray(0, HEADER + frame * FRAME + more));
        const verdict = verdictOf(root);
        const copy = join(temporaryFolder(), 'store.sqlite');
        for (const end of ['', '-wal']) cpSync(join(root, `store.sqlite${end}`), copy + end);
        const database = new Database(copy);
        const rows = database.prepare('SELECT artifact_path FROM artifacts').pluck().all() as string[];
        database.close();
        if (typeof verdict === 'string') continue;
        expect(rows.filter((path) => verdict.includes(`artifacts/${path}`))).toEqual([]);
      }
    }
  });

  it('of less than its header is damaged, and without a byte it is none', () => {
    const { root, damage } = victimOf('store-crash');
    damage(LOG, (bytes) => bytes.subarray(0, 20));
    expect(verdictOf(root)).toBe('UNREADABLE');
    rmSync(join(root, LOG));
    const without = verdictOf(root);
    damage(LOG, () => Buffer.alloc(0));
    expect(verdictOf(root)).toEqual(without);
  });
});

describe('What lies beside a log', () => {
  it.each([
    ['none of SQLite’s', () => Buffer.from('anything')],
    ['half of it', (bytes: Buffer) => bytes.subarray(0, 40)],
    [
      'of another log',
      (bytes: Buffer) =>
        Buffer.concat([bytes.fill(9, 32, 40).subarray(0, 48), bytes.fill(9, 80, 88).subarray(48)]),
    ],
    ['written at this moment', (bytes: Buffer) => bytes.fill(9, 10, 20)],
  ])('says nothing of it where it is %s', (_what, change) => {
    const root = killed();
    const whole = verdictOf(root);
    const shared = join(root, 'store.sqlite-shm');
    writeFileSync(shared, change(readFileSync(shared)));
    expect(verdictOf(root)).toEqual(whole);
  });
});
