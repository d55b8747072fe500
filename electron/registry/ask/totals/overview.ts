import type { Overview } from '../../../../shared/api/workspace/overview.ts';
import { allRows } from '../../index/database.ts';
import { areOrphansKnown } from '../../state/blocking.ts';
import type { ViewContext } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { recordSums } from './record-sums.ts';
import { besideStored } from './store-totals.ts';
import { addFiles, noFiles, noUsage, usageByDataset, USAGE_PARTS } from './usage.ts';

interface Figures {
  readonly pipelines: number;
  readonly unreadable_pipelines: number;
  readonly runs: number;
}

/** The overview of the workspace, or of one dataset. */
export function* overviewOf(context: ViewContext, dataset?: string): Slices<Overview> {
  const { index } = context;
  const isWanted = (one: string | null): boolean => dataset === undefined || one === dataset;
  const usage = noUsage();
  const stored = noFiles();
  for (const [of, parts] of yield* usageByDataset(context)) {
    if (!isWanted(of)) continue;
    for (const part of USAGE_PARTS) {
      addFiles(usage[part], parts[part]);
      addFiles(stored, parts[part]);
    }
  }
  const [figures] = allRows<Figures>(
    index,
    `SELECT count(*) AS pipelines, coalesce(sum(state = 1), 0) AS unreadable_pipelines,
       count(DISTINCT coalesce(run_id, coalesce(dataset, '') || char(0) || run)) AS runs
     FROM manifest WHERE is_primary AND (:dataset IS NULL OR dataset = :dataset)`,
    { dataset: dataset ?? null },
  );
  const sums = recordSums(index, dataset === undefined ? 'all' : 'dataset');
  const records = dataset === undefined ? sums[0] : sums.find(({ name }) => name === dataset);
  return {
    stored,
    usage,
    orphans_known: areOrphansKnown(context, dataset),
    ...(figures ?? { pipelines: 0, unreadable_pipelines: 0, runs: 0 }),
    records: records?.records ?? 0,
    missing_records: records?.missing_records ?? 0,
    unwritten_records: records?.unwritten_records ?? 0,
    logical_bytes: records?.logical_bytes ?? 0,
    saved_bytes: records === undefined ? 0 : records.logical_bytes - records.bytes,
    beside: dataset === undefined ? besideStored(index) : null,
  };
}
