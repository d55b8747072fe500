import { firstRow, type ReadableIndex, type WritableIndex } from './database.ts';
import { addFunctions } from './derive.ts';
import { derivedIndexes, indexes, listIndexes, questionIndexes, tables } from './migrations/0001-tables.ts';

/** One numbered change of the schema; the number is that of its file. */
interface Migration {
  readonly version: number;
  /** Creates tables; runs before the rows of a first scan. */
  readonly tables: string;
  /** Creates indexes; runs after them. */
  readonly indexes: string;
  /** Creates, where they are missing, indexes that nothing derived needs; runs before ways are derived. */
  readonly questionIndexes: string;
  /** Creates, where they are missing, indexes that only lists need; runs with the second scan. */
  readonly listIndexes: string;
}

const MIGRATIONS: readonly Migration[] = [
  { version: 1, tables, indexes: indexes + derivedIndexes, questionIndexes, listIndexes },
];

/** Marks the file as an index of Stemma ("Stem"). */
const APPLICATION_ID = 0x5374656d;

/**
 * Raise this with every change of what is read from a manifest or derived from it: an index that holds what an older
 * reader made of the same files is then built again, though no file has changed. (It goes on behind that of a second migration, which
 * became part of the first before anything was released.)
 */
const REVISION = 1020;

/** The version that this program writes and reads. */
export const SCHEMA_VERSION = MIGRATIONS.length * 1000 + REVISION;

if (!MIGRATIONS.every(({ version }, place) => version === place + 1)) {
  throw new Error('The migrations of the index are not numbered in order.');
}

/** Whose an opened database is: ours and current, from another version of Stemma, or something else. */
export type SchemaState = 'empty' | 'current' | 'older' | 'future' | 'unknown';

/** Looks at the marks that {@link createTables} leaves. */
export function schemaState(index: ReadableIndex): SchemaState {
  const version = Number(index.raw.pragma('user_version', { simple: true }));
  const application = Number(index.raw.pragma('application_id', { simple: true }));
  if (version === 0 && application === 0) return 'empty';
  if (application !== APPLICATION_ID) return 'unknown';
  if (version > SCHEMA_VERSION) return 'future';
  return version === SCHEMA_VERSION ? 'current' : 'older';
}

/** Creates all tables in an empty database, without their indexes, and marks it as ours. */
export function createTables(index: WritableIndex): void {
  addFunctions(index);
  index.raw.transaction(() => {
    for (const migration of MIGRATIONS) index.raw.exec(migration.tables);
    index.raw.pragma(`application_id = ${APPLICATION_ID}`);
    index.raw.pragma(`user_version = ${SCHEMA_VERSION}`);
  })();
}

/** Creates the indexes; without them every query still works, slowly. */
export function createIndexes(index: WritableIndex): void {
  for (const migration of MIGRATIONS) index.raw.exec(migration.indexes);
}

/** Lets the planner choose its indexes, without reading all of them. */
export function analyze(index: WritableIndex): void {
  index.raw.pragma('analysis_limit = 400');
  index.raw.exec('ANALYZE');
}

/** Creates the indexes that only questions need; does nothing where they are there. */
export function createQuestionIndexes(index: WritableIndex): void {
  const before = index.raw.pragma('schema_version', { simple: true });
  for (const migration of MIGRATIONS) index.raw.exec(migration.questionIndexes);
  if (index.raw.pragma('schema_version', { simple: true }) === before) return;
  // Among indexes that it knows, the planner thinks of one that it does not that a few rows have each value.
  if (firstRow(index, `SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'`) !== undefined)
    analyze(index);
}

/** Creates the indexes that a first scan left out; does nothing where they are there. */
export function createListIndexes(index: WritableIndex): void {
  createQuestionIndexes(index);
  for (const migration of MIGRATIONS) index.raw.exec(migration.listIndexes);
}
