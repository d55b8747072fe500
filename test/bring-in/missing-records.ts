import { complete } from '../../electron/registry/columns/slices.ts';
import { statistics } from '../../electron/registry/ask/totals/stats.ts';
import type { ReadableIndex } from '../../electron/registry/index/database.ts';
import { ungraced } from '../support/scanning.ts';

/** How many records have no file. */
export function missingRecords(index: ReadableIndex): number {
  return complete(statistics(ungraced(index))).totals.missing_records;
}
