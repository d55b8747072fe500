import { allTuples, firstRow, type ReadableIndex } from '../../../index/database.ts';
import type { WorkspacePath } from '../../../files/paths.ts';
import type { SpareFolder } from '../../rules.ts';

const ABOVE = 'native_results/';

/**
 * Folders of native results that no run names. Only where the database has any run: one without may have been put in place of another.
 */
export function spareResults(index: ReadableIndex): SpareFolder[] {
  return allTuples<[string, string, number, number]>(
    index,
    `SELECT path, CAST(newest_ns AS TEXT), files, bytes FROM measured WHERE what = 'native-results' AND files > 0
       AND substr(path, ${ABOVE.length + 1}) NOT IN (SELECT native_results FROM pipeline WHERE native_results IS NOT NULL)
       AND EXISTS (SELECT 1 FROM pipeline WHERE stands_for = 'run') ORDER BY path`,
  ).map(([path, newest, files, bytes]) => ({ path, files, bytes, newestNs: BigInt(newest) }));
}

/** Whether a run names a folder of native results. */
export function namesResults(index: ReadableIndex, folder: WorkspacePath): boolean {
  if (!folder.startsWith(ABOVE)) return false;
  const name = folder.slice(ABOVE.length);
  return firstRow(index, 'SELECT 1 FROM pipeline WHERE native_results = :name', { name }) !== undefined;
}
