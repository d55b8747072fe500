import { firstRow, run, type ReadableIndex, type WritableIndex } from './database.ts';

/**
 * A number that changes when what the index says of the workspace has changed. SQLite's own `data_version` changes with every scan,
 * for a scan notes when it was.
 */
export function contentVersion(index: ReadableIndex): number {
  const row = firstRow<{ value: string }>(index, `SELECT value FROM setting WHERE name = 'content'`);
  return Number(row?.value ?? 0);
}

/** Notes that the content changed; part of the transaction that changes it. */
export function noteChange(index: WritableIndex): void {
  const version = String(contentVersion(index) + 1);
  run(index, `INSERT OR REPLACE INTO setting VALUES ('content', :version)`, { version });
}
