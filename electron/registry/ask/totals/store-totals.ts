import type { BesideStored } from '../../../../shared/api/workspace/overview.ts';
import type { StoreTotals } from '../../../../shared/api/workspace/statistics.ts';
import { allTuples, firstRow, type ReadableIndex } from '../../index/database.ts';

const TOTALS = `
  SELECT (SELECT count(*) FROM pipeline WHERE stands_for = 'run') AS runs,
    (SELECT count(*) FROM pipeline WHERE part IS NOT NULL AND stands_for IS NULL) AS pipelines,
    (SELECT count(*) FROM chain) AS chains, (SELECT coalesce(sum(predictions), 0) FROM pipeline) AS predictions,
    coalesce(sum(bytes) FILTER (WHERE what IN ('native-results', 'results-beside')), 0) AS native_results_bytes,
    coalesce(sum(bytes) FILTER (WHERE what = 'native-results' AND substr(path, 16) NOT IN (SELECT native_results FROM pipeline
      WHERE native_results IS NOT NULL) AND EXISTS (SELECT 1 FROM pipeline WHERE stands_for = 'rows')), 0) AS native_results_unreferenced_bytes,
    coalesce(sum(bytes) FILTER (WHERE what = 'arrays'), 0) AS arrays_bytes,
    coalesce(sum(bytes) FILTER (WHERE what = 'logs'), 0) AS logs_bytes,
    coalesce(sum(bytes) FILTER (WHERE what = 'exports'), 0) AS exports_bytes,
    coalesce(sum(bytes) FILTER (WHERE what = 'outputs'), 0) AS outputs_bytes,
    coalesce(sum(bytes) FILTER (WHERE what = 'library'), 0) AS library_bytes,
    coalesce(sum(bytes) FILTER (WHERE what = 'database'), 0) AS database_bytes,
    coalesce(sum(bytes) FILTER (WHERE what = 'log'), 0) AS database_log_bytes
  FROM measured`;

/** What a store has besides files and records. Of native results no run is said to name none while the database can't be read. */
export function storeTotals(index: ReadableIndex): StoreTotals {
  const totals = firstRow<StoreTotals>(index, TOTALS);
  if (totals === undefined) throw new Error('A sum has no row.');
  return totals;
}

/** The stored files of a database by themselves, names through links left out. */
export function storedFiles(index: ReadableIndex): { readonly files: number; readonly bytes: number } {
  const sum = firstRow<{ files: number; bytes: number }>(
    index,
    `SELECT count(*) AS files, coalesce(sum(f.size), 0) AS bytes FROM folder d CROSS JOIN file f ON f.folder_id = d.id
     WHERE d.layout = 'store' AND (d.path = 'artifacts' OR d.path LIKE 'artifacts/%') AND f.link = 0`,
  );
  if (sum === undefined) throw new Error('A sum has no row.');
  return sum;
}

/** What lies beside the stored files of a database; null where there is none. */
export function besideStored(index: ReadableIndex): BesideStored | null {
  const sums = new Map(
    allTuples<[string, number]>(index, 'SELECT what, sum(bytes) FROM measured GROUP BY what'),
  );
  if (!sums.has('database')) return null;
  const of = (what: string): number => sums.get(what) ?? 0;
  return {
    native_results: of('native-results') + of('results-beside'),
    arrays: of('arrays'),
    logs: of('logs'),
    exports: of('exports'),
    outputs: of('outputs'),
    library: of('library'),
    database: of('database'),
    database_log: of('log'),
  };
}
