import { firstRow, run, type ReadableIndex, type WritableIndex } from './database.ts';

/** When the last scan ended, in milliseconds since 1970; null before the first. */
export function scannedAt(index: ReadableIndex): number | null {
  const row = firstRow<{ value: string }>(index, `SELECT value FROM setting WHERE name = 'scanned_at'`);
  return row === undefined ? null : Number(row.value);
}

/** Notes that a scan ended. */
export function noteScan(index: WritableIndex, nowMs: number): void {
  run(index, `INSERT OR REPLACE INTO setting VALUES ('scanned_at', :now)`, { now: String(nowMs) });
}
