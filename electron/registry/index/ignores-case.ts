import { firstRow, run, type ReadableIndex, type WritableIndex } from './database.ts';

/** Whether the disk of the workspace takes names that differ in case alone for one, as the last scan found it. */
export function ignoresCase(index: ReadableIndex): boolean {
  return firstRow(index, `SELECT 1 FROM setting WHERE name = 'ignores_case' AND value = '1'`) !== undefined;
}

/** Notes that; returns whether it is new. */
export function noteCase(index: WritableIndex, ignores: boolean): boolean {
  if (ignoresCase(index) === ignores) return false;
  run(index, `INSERT OR REPLACE INTO setting VALUES ('ignores_case', :value)`, {
    value: ignores ? '1' : '0',
  });
  return true;
}

/**
 * A name as such a disk compares it. Narrower than `foldName`, which is for keeping files: what this takes for equal is found there.
 * macOS also takes accents for equal however they are composed.
 */
export function diskName(name: string): string {
  return (process.platform === 'darwin' ? name.normalize('NFC') : name).toLowerCase();
}

/** What tells files apart on the disk of the workspace: their paths, or where it ignores case those as it compares them. */
export function diskKey(index: ReadableIndex): (path: string) => string {
  return ignoresCase(index) ? diskName : (path) => path;
}
