import path from 'node:path';
import Database from 'better-sqlite3';
import { buildIndex, timedScan } from './core-measurements.ts';
import type { Measurement } from './measurement.ts';

/** A scan right after the library changed a pipeline, while it still has the database open: the change lies in the log alone. */
function rescanAfter(name: string, pipeline: 'min' | 'max'): Measurement {
  return {
    name,
    prepare: buildIndex,
    run: async (directory, cache) => {
      const library = new Database(path.join(directory, 'store.sqlite'));
      library.exec(
        `UPDATE pipelines SET best_val = coalesce(best_val, 0) + 1, name = 'changed ' || coalesce(best_val, 0)
         WHERE rowid = (SELECT ${pipeline}(rowid) FROM pipelines)`,
      );
      const outcome = await timedScan(directory, cache);
      library.close();
      return outcome;
    },
  };
}

/** What a commit of the library costs the next scan: it mostly writes at the end, and all pipelines behind a change are written anew. */
export const RESCANS_OF_STORES: readonly Measurement[] = [
  rescanAfter('rescan, the last pipeline changed', 'max'),
  rescanAfter('rescan, the first pipeline changed', 'min'),
];
