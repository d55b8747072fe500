import { existsSync } from 'node:fs';
import { addFunctions } from './derive.ts';
import {
  closeDatabase,
  openDatabaseToRead,
  openSerialized,
  sqliteCode,
  type ReadableIndex,
} from './database.ts';
import { schemaState } from './schema.ts';

/**
 * Opens the index that an earlier scan left in a file, to ask it while another thread brings it up to date. Null where
 * there is none, or any doubt about it: the next scan decides what becomes of it.
 */
export function openReader(file: string): ReadableIndex | null {
  if (!existsSync(file)) return null;
  let index: ReadableIndex | null = null;
  try {
    index = openDatabaseToRead(file);
    if (schemaState(index) === 'current') return prepared(index);
  } catch (error) {
    if (sqliteCode(error) === null) throw error;
  }
  if (index !== null) closeDatabase(index);
  return null;
}

/** Opens a copy of an index that lives in the memory of another thread. */
export function openReaderOf(bytes: Uint8Array): ReadableIndex {
  return prepared(openSerialized(bytes));
}

function prepared(index: ReadableIndex): ReadableIndex {
  addFunctions(index);
  index.raw.pragma('temp_store = MEMORY');
  index.raw.pragma('cache_size = -65536');
  return index;
}

/** Answers from one state of the index, whoever commits another one meanwhile. It must not be written by `question`. */
export function ofOneState<Value>({ raw }: ReadableIndex, question: () => Value): Value {
  return raw.transaction(question)();
}

/** What SQLite says when a file is not, or no longer, a sound database. */
const DAMAGED = /^SQLITE_(?:CORRUPT|NOTADB|IOERR|CANTOPEN)/;

/** Whether a query failed because the index itself is damaged. */
export function isDamage(error: unknown): boolean {
  return DAMAGED.test(sqliteCode(error) ?? '');
}
