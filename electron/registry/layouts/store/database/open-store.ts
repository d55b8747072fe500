import type { Unreadable } from '../../../../../shared/domain/manifest.ts';
import { fail, ok, type Result } from '../../../../../shared/domain/result.ts';
import type { FileSystem } from '../../../files/file-system.ts';
import {
  readForeignDatabase,
  type ForeignDatabase,
  type ForeignError,
} from '../../../index/foreign-database.ts';
import { isTakenWhole } from './log-damage.ts';
import { withSnapshot } from './snapshot.ts';
import type { DatabaseStamp } from './stamp.ts';

/** The columns without which nobody knows what a store names, by table. All others may be missing. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  runs: ['run_id'],
  pipelines: ['pipeline_id', 'run_id'],
  chains: ['chain_id', 'pipeline_id', 'fold_artifacts', 'shared_artifacts'],
  artifacts: ['artifact_id', 'artifact_path'],
};

/** The tables whose rows name files and folders. */
const NAMING = ['artifacts', 'runs'] as const;

function unreadable(code: Unreadable['code'], message: string): Unreadable {
  return { code, line: null, column: null, message };
}

/** What SQLite said, for people. */
function problemText({ code, message }: ForeignError): Unreadable {
  if (code === 'SQLITE_NOTADB')
    return unreadable('DAMAGED', 'This is no SQLite database, or its first page is damaged.');
  if (code === 'SQLITE_FULL')
    return unreadable(
      'UNREADABLE_FILE',
      'There is no space left in the cache folder, where the database is copied to be read.',
    );
  return damaged(message);
}

function damaged(what: string): Unreadable {
  return unreadable('DAMAGED', `The database is damaged (${what}), so nobody knows all that it names.`);
}

/** That SQLite did not take all of a log. The library would not either, and goes on without it. */
const LOG_DAMAGED = unreadable(
  'DAMAGED',
  'The log of the database (store.sqlite-wal) is damaged, or was cut off: commits in it can’t be read, and may name any file. ' +
    'Where nothing better can be had, open the workspace with nirs4all once, which goes on without them.',
);

/** What is missing of the tables that a store has; null for nothing. */
function missingOf(database: ForeignDatabase): string | null {
  for (const [table, columns] of Object.entries(NEEDED)) {
    const known = database.columns(table);
    if (known.size === 0) return `the table ${table}`;
    const missing = columns.find((column) => !known.has(column));
    if (missing !== undefined) return `the column ${missing} of ${table}`;
  }
  return null;
}

/** How often a store is read anew whose log can't be read to its end: a frame that is being written is no damage. */
const TRIES = 3;

/**
 * Reads the database of a store piece by piece, as it is at one moment, and leaves nothing in the user's folder. Whatever is wrong with it
 * is the answer, and makes nothing of all pieces before; null where it is gone.
 *
 * @param path on this system
 */
export function* storeInPieces<Piece, Value>(
  fs: FileSystem,
  path: string,
  work: (database: ForeignDatabase, stamp: DatabaseStamp) => Generator<Piece, Value>,
): Generator<Piece, Result<Value, Unreadable> | null> {
  for (let turn = 1; ; turn += 1) {
    const read = yield* readOnce(fs, path, work);
    if (turn === TRIES || read?.ok !== false || read.error !== LOG_DAMAGED) return read;
  }
}

/** Its log is looked at before the first piece. */
function* readOnce<Piece, Value>(
  fs: FileSystem,
  path: string,
  work: (database: ForeignDatabase, stamp: DatabaseStamp) => Generator<Piece, Value>,
): Generator<Piece, Result<Value, Unreadable> | null> {
  return yield* withSnapshot(fs, path, function* read({ file, stamp }) {
    const answer = yield* readForeignDatabase(file, function* look(database) {
      const { logFrames } = database;
      if (logFrames < stamp.promisedFrames || !isTakenWhole(`${file}-wal`, logFrames))
        return fail(LOG_DAMAGED);
      const missing = missingOf(database);
      if (missing === null) {
        const fault = NAMING.map((table) => database.faultOf(table)).find((each) => each !== null);
        return fault === undefined ? ok(yield* work(database, stamp)) : fail(damaged(fault));
      }
      const message =
        `The database lacks ${missing}, so it is none of nirs4all, or of a version that this Stemma does not know ` +
        `(user_version ${database.userVersion}).`;
      return fail(unreadable('SHAPE', message));
    });
    return answer.ok ? answer.value : fail(problemText(answer.error));
  });
}

/** The same for what comes to one value, without pieces. */
export function readStore<Value>(
  fs: FileSystem,
  path: string,
  work: (database: ForeignDatabase) => Value,
): Result<Value, Unreadable> | null {
  const reading = storeInPieces(fs, path, function* whole(database): Generator<never, Value> {
    yield* [];
    return work(database);
  });
  for (let step = reading.next(); ; step = reading.next()) if (step.done === true) return step.value;
}
