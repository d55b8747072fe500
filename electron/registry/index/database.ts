import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';

declare const readable: unique symbol;
declare const writable: unique symbol;

/** Values that SQLite stores. Whole numbers above 2^53 are bigints. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** Named values for a statement's parameters. */
export type SqlParameters = Readonly<Record<string, SqlValue>>;

/** An open index that is only read. Functions that query take this, so that they can't write. */
export interface ReadableIndex {
  readonly [readable]: true;
  readonly raw: Database.Database;
}

/** An open index that may be written. */
export interface WritableIndex extends ReadableIndex {
  readonly [writable]: true;
}

/** Prepared statements are kept per database: preparing costs more than most of our queries. */
const statements = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** Those that give lists instead of rows: a statement does one or the other for good, and the same SQL may be asked for both. */
const listing: typeof statements = new WeakMap();

function prepareIn(all: typeof statements, { raw }: ReadableIndex, sql: string): Database.Statement {
  let known = all.get(raw);
  if (known === undefined) all.set(raw, (known = new Map()));
  let statement = known.get(sql);
  if (statement === undefined) known.set(sql, (statement = raw.prepare(sql)));
  return statement;
}

/** The prepared statement for `sql`, made once. */
export function prepare(index: ReadableIndex, sql: string): Database.Statement {
  return prepareIn(statements, index, sql);
}

/** All rows of a query. The caller names the shape that its SQL selects. */
export function allRows<Row>(index: ReadableIndex, sql: string, parameters: SqlParameters = {}): Row[] {
  return prepare(index, sql).all(parameters) as Row[];
}

/** All rows of a query as lists of their columns, which is faster than objects for many rows of few columns. */
export function allTuples<Row extends readonly SqlValue[]>(
  index: ReadableIndex,
  sql: string,
  parameters: SqlParameters = {},
): Row[] {
  return prepareIn(listing, index, sql).raw(true).all(parameters) as Row[];
}

/** The rows of a query one by one; the index can't be written while they are being read. */
export function eachRow<Row>(
  index: ReadableIndex,
  sql: string,
  parameters: SqlParameters = {},
): IterableIterator<Row> {
  return prepare(index, sql).iterate(parameters) as IterableIterator<Row>;
}

/** The first row of a query, or undefined. */
export function firstRow<Row>(
  index: ReadableIndex,
  sql: string,
  parameters: SqlParameters = {},
): Row | undefined {
  return prepare(index, sql).get(parameters) as Row | undefined;
}

/** Runs a statement that changes the index; returns how many rows it changed. */
export function run(index: WritableIndex, sql: string, parameters: SqlParameters = {}): number {
  return prepare(index, sql).run(parameters).changes;
}

/** How long a writer waits for another one where nobody says otherwise, in milliseconds. */
export const BUSY_TIMEOUT_MS = 5000;

/**
 * Opens a database file, or one in memory for `null`.
 *
 * @param busyMs how long a writer waits for another one, in milliseconds
 */
export function openDatabase(file: string | null, busyMs: number = BUSY_TIMEOUT_MS): WritableIndex {
  const raw = new Database(file ?? ':memory:', { timeout: busyMs });
  return { raw } as WritableIndex;
}

/** Opens the file of a database for reading only; it must be there. */
export function openDatabaseToRead(file: string): ReadableIndex {
  const raw = new Database(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS });
  return { raw } as unknown as ReadableIndex;
}

/** Opens a copy of a database that {@link serializeDatabase} made, in memory. */
export function openSerialized(bytes: Uint8Array): ReadableIndex {
  return {
    raw: new Database(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
  } as unknown as ReadableIndex;
}

/** A whole database as bytes, to be opened in another thread. */
export function serializeDatabase(index: ReadableIndex): Uint8Array {
  return index.raw.serialize();
}

/** Closes the database; statements prepared on it are gone. */
export function closeDatabase(index: ReadableIndex): void {
  statements.delete(index.raw);
  listing.delete(index.raw);
  index.raw.close();
}

/** Removes a database's file, with those that SQLite keeps beside it. Nobody may have it open. */
export function removeDatabase(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
}

/** The code of an error of SQLite (`SQLITE_BUSY`, `SQLITE_FULL`, ...), or null for any other error. */
export function sqliteCode(error: unknown): string | null {
  return error instanceof Database.SqliteError ? error.code : null;
}
