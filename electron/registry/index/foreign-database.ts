import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import type { SqlValue } from './database.ts';

/** A row of somebody else's table: what SQLite holds there, whatever type its column was declared with. */
export type ForeignRow<Column extends string> = Readonly<Record<Column, SqlValue>>;

/** Somebody else's database, open for reading. Nothing of it is believed: tables and columns are looked up by name. */
export interface ForeignDatabase {
  /** `PRAGMA user_version`. */
  readonly userVersion: number;
  /** How many frames of its write-ahead log were taken; 0 where there is none. */
  readonly logFrames: number;
  /** The columns of a table; empty where there is no such table. Views and virtual tables are none. */
  columns(table: string): ReadonlySet<string>;
  /** How many rows a table has; 0 where there is no such table. */
  count(table: string): number;
  /**
   * What is wrong with the rows of a table by its index of their names, which has each of them too: a page of another table in the place of
   * one reads well, and has none of its rows. Null for nothing, or where it has no such index.
   */
  faultOf(table: string): string | null;
  /** The rows of a table by their texts in some columns; none where the first is not there. Another that is not there reads as null. */
  rangesBy(table: string, columns: readonly string[], value: string): Iterable<ForeignRange>;
  /** The rows of a table in the order in which they were written, one by one. A column that is not there reads as null. */
  rows<Column extends string>(table: string, columns: readonly Column[]): Iterable<ForeignRow<Column>>;
  /** The same rows, each to be had again by its key: for tables of which nobody wants to hold all rows. */
  keyed<Column extends string>(table: string, columns: readonly Column[]): KeyedRows<Column>;
}

/** Rows with the same texts: how many they are, and between what a column of them lies, whatever that holds. */
export interface ForeignRange {
  readonly keys: readonly (string | null)[];
  readonly count: number;
  readonly least: SqlValue;
  readonly most: SqlValue;
}

/** The rows of a table, which can be had again and again. */
export interface KeyedRows<Column extends string> {
  /** The key of each row with what one of the columns holds, in the order in which they were written. */
  keys(column: Column): Iterable<readonly [key: number, cell: SqlValue]>;
  /** The row of a key. */
  row(key: number): ForeignRow<Column>;
}

/** What SQLite says of a database that it can't read: `SQLITE_CORRUPT`, `SQLITE_NOTADB`, ..., or `QUICK_CHECK` of one that fails its check. */
export interface ForeignError {
  readonly code: string;
  readonly message: string;
}

/** What a table has by itself besides its columns' cells. */
interface ForeignTable {
  readonly columns: ReadonlySet<string>;
  /** What its row numbers are called; null where it has none, or all names for them are columns. */
  readonly rowid: string | null;
}

const ROWIDS = ['rowid', '_rowid_', 'oid'] as const;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Tables by their names. What runs code (views, virtual tables, generated columns) is left out. */
function tablesOf(raw: Database.Database): ReadonlyMap<string, ForeignTable> {
  const tables = raw
    .prepare(
      `SELECT s.name, l.wr FROM sqlite_schema s CROSS JOIN pragma_table_list l ON l.schema = 'main' AND l.name = s.name
       WHERE s.type = 'table' AND s.rootpage > 0`,
    )
    .raw()
    .all() as [SqlValue, number][];
  const columns = raw.prepare('SELECT name, hidden FROM pragma_table_xinfo(?)').raw();
  return new Map(
    tables.flatMap(([table, withoutRowid]): [string, ForeignTable][] => {
      if (typeof table !== 'string') return [];
      const all = columns.all(table) as [SqlValue, number][];
      const names = new Set(all.map(([name]) => String(name).toLowerCase()));
      const rowid = withoutRowid === 0 ? (ROWIDS.find((name) => !names.has(name)) ?? null) : null;
      const own = all.filter(([, hidden]) => hidden === 0).map(([name]) => String(name));
      return [[table, { columns: new Set(own), rowid }]];
    }),
  );
}

/** What a checkpoint would find, without doing it. */
function logFramesOf(raw: Database.Database): number {
  const [status] = raw.pragma('wal_checkpoint(NOOP)') as { readonly log: number }[];
  return Math.max(0, status?.log ?? 0);
}

/** Rows of a table that are looked up one by one in its indexes; of more only the counts are compared, which takes a tenth of the time. */
const LOOKED_UP = 10_000;

/** The one number that a query gives. */
function numberOf(raw: Database.Database, sql: string): number {
  return Number(raw.prepare(sql).pluck().get());
}

function faultIn(raw: Database.Database, table: string): string | null {
  const primary = `sqlite_autoindex_${table}_1`;
  if (raw.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(primary) === undefined) return null;
  const countBy = (how: string): number => numberOf(raw, `SELECT count(*) FROM ${quoted(table)} ${how}`);
  const rows = countBy('NOT INDEXED');
  if (rows !== countBy(`INDEXED BY ${quoted(primary)}`))
    return `the index of ${table} has other rows than it has`;
  if (rows > LOOKED_UP) return null;
  const checked: unknown = raw.pragma(`integrity_check(${quoted(table)})`, { simple: true });
  return checked === 'ok' ? null : String(checked);
}

/** Cells of some columns; one that is not there reads as null. */
function cellsOf({ columns }: ForeignTable, wanted: readonly string[]): string {
  return wanted
    .map((column) => (columns.has(column) ? quoted(column) : `NULL AS ${quoted(column)}`))
    .join(', ');
}

/** Rows by the numbers that SQLite gives them: nothing is held, and no index is believed. */
function numberedRows<Column extends string>(
  raw: Database.Database,
  table: string,
  rowid: string,
  cells: (columns: readonly string[]) => string,
  columns: readonly Column[],
): KeyedRows<Column> {
  const one = raw.prepare(`SELECT ${cells(columns)} FROM ${quoted(table)} WHERE ${rowid} = ?`);
  return {
    keys: (column) =>
      raw
        .prepare(`SELECT ${rowid}, ${cells([column])} FROM ${quoted(table)} NOT INDEXED ORDER BY ${rowid}`)
        .raw()
        .iterate() as Iterable<[number, SqlValue]>,
    row: (key) => {
      const row = one.get(key);
      // The check before passes over no such row: the copy has changed, or its disk fails.
      if (row === undefined)
        throw new Database.SqliteError(`row ${key} of ${table} is gone`, 'SQLITE_CORRUPT');
      return row as ForeignRow<Column>;
    },
  };
}

/** The same of a table without such numbers, which nirs4all never makes: all of it is held. */
function heldRows<Column extends string>(rows: Iterable<ForeignRow<Column>>): KeyedRows<Column> {
  const held = [...rows];
  return {
    keys: (column) => held.map((row, key) => [key, row[column]] as const),
    row: (key) => {
      const row = held[key];
      if (row === undefined) throw new Error(`There is no row ${key}.`);
      return row;
    },
  };
}

/** Whether all row numbers of a table are exact as numbers of JavaScript. */
function hasSafeNumbers(raw: Database.Database, table: string, rowid: string): boolean {
  const ends = [`min(${rowid})`, `max(${rowid})`].map((end) =>
    numberOf(raw, `SELECT ${end} FROM ${quoted(table)}`),
  );
  return ends.every(Number.isSafeInteger);
}

function* rangesOf(
  raw: Database.Database,
  table: string,
  known: ForeignTable,
  wanted: readonly string[],
  value: string,
): Generator<ForeignRange, void> {
  const keys = wanted.map((column) => `CAST(${quoted(column)} AS TEXT)`);
  const cells = cellsOf(known, [...wanted, value]);
  const sql = `SELECT count(*), min(${quoted(value)}), max(${quoted(value)}), ${keys.join(', ')}
    FROM (SELECT ${cells} FROM ${quoted(table)}) GROUP BY ${keys.join(', ')}`;
  const rows = raw.prepare(sql).raw().iterate() as Iterable<
    [number, SqlValue, SqlValue, ...(string | null)[]]
  >;
  for (const [count, least, most, ...texts] of rows) yield { keys: texts, count, least, most };
}

function opened(raw: Database.Database): ForeignDatabase {
  const tables = tablesOf(raw);
  const columnsOf = (table: string): ReadonlySet<string> => tables.get(table)?.columns ?? new Set();
  const rows = <Column extends string>(
    table: string,
    wanted: readonly Column[],
  ): Iterable<ForeignRow<Column>> => {
    const known = tables.get(table);
    if (known === undefined) return [];
    return raw.prepare(`SELECT ${cellsOf(known, wanted)} FROM ${quoted(table)}`).iterate() as Iterable<
      ForeignRow<Column>
    >;
  };
  return {
    userVersion: Number(raw.pragma('user_version', { simple: true })),
    logFrames: logFramesOf(raw),
    columns: columnsOf,
    count: (table) => (tables.has(table) ? numberOf(raw, `SELECT count(*) FROM ${quoted(table)}`) : 0),
    faultOf: (table) => (tables.has(table) ? faultIn(raw, table) : null),
    rangesBy: (table, wanted, value) => {
      const known = tables.get(table);
      if (known === undefined || !known.columns.has(wanted[0] ?? '')) return [];
      return rangesOf(raw, table, known, wanted, value);
    },
    rows,
    keyed: (table, wanted) => {
      const known = tables.get(table);
      const rowid = known?.rowid ?? null;
      return known !== undefined && rowid !== null && hasSafeNumbers(raw, table, rowid)
        ? numberedRows(raw, table, rowid, (columns) => cellsOf(known, columns), wanted)
        : heldRows(rows(table, wanted));
    },
  };
}

/**
 * Works with somebody else's database, at a path where SQLite may write beside it: a copy of our own. It is checked first, and what
 * SQLite can't read of it, then or later, is the answer; what was yielded before that is not to be believed.
 */
export function* readForeignDatabase<Piece, Value>(
  file: string,
  work: (database: ForeignDatabase) => Generator<Piece, Value>,
): Generator<Piece, Result<Value, ForeignError>> {
  let raw: Database.Database | null = null;
  try {
    raw = new Database(file, { fileMustExist: true });
    // Of a log that a writer left SQLite makes the database whole first. It needs no shared memory for that where nobody else comes.
    raw.pragma('locking_mode = EXCLUSIVE');
    raw.pragma('synchronous = OFF');
    raw.pragma('trusted_schema = OFF');
    // What the tables' maker wants to hold of rows is none of ours, and may be made to take for ever.
    raw.pragma('ignore_check_constraints = ON');
    raw.pragma('cell_size_check = ON');
    const checked: unknown = raw.pragma('quick_check(1)', { simple: true });
    if (checked !== 'ok') return fail({ code: 'QUICK_CHECK', message: String(checked) });
    raw.pragma('query_only = ON');
    return ok(yield* work(opened(raw)));
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    return fail({ code: error.code, message: error.message });
  } finally {
    closeQuietly(raw);
  }
}

/** Closing brings the log into the copy, which fails where that is damaged: what was read of it has been said already. */
function closeQuietly(raw: Database.Database | null): void {
  try {
    raw?.close();
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
}
