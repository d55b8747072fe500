import type { GroupTotals, Statistics, Totals } from '../../../../shared/api/workspace/statistics.ts';
import type { FileState } from '../../../../shared/domain/states.ts';
import type { Usage } from '../../../../shared/api/workspace/overview.ts';
import type { Slices } from '../../columns/slices.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import { listBlocking, listEmptied, listUnreadable } from '../../state/blocking.ts';
import type { QueryContext } from '../../state/context.ts';
import { shownBlock } from '../../state/unreadable.ts';
import { recordSums, type RecordSums } from './record-sums.ts';
import { USAGE_PARTS, usageByDataset } from './usage.ts';

function noTotals(): Totals {
  return {
    manifests: 0,
    pipelines: 0,
    unreadable_manifests: 0,
    records: 0,
    files: 0,
    stored_bytes: 0,
    referenced_files: 0,
    referenced_bytes: 0,
    kept_files: 0,
    kept_bytes: 0,
    orphan_files: 0,
    orphan_bytes: 0,
    recent_files: 0,
    recent_bytes: 0,
    undecided_files: 0,
    undecided_bytes: 0,
    foreign_files: 0,
    foreign_bytes: 0,
    missing_files: 0,
    missing_records: 0,
    unwritten_files: 0,
    unwritten_records: 0,
    logical_bytes: 0,
    saved_bytes: 0,
    dedup_ratio_files: 0,
    dedup_ratio_bytes: 0,
    recorded_bytes: 0,
  };
}

/** The state of the files in each part. */
const STATES = {
  one_pipeline: 'referenced',
  several_pipelines: 'referenced',
  copies: 'referenced',
  kept: 'kept',
  orphan: 'orphan',
  undecided: 'undecided',
  foreign: 'foreign',
  recent: 'recent',
} as const satisfies Record<keyof Usage, FileState>;

/** The totals of all, and of each dataset. A dataset that nothing belongs to is not there. */
class TotalsByGroup {
  readonly groups = new Map<string, Totals>();

  of(group: string): Totals {
    let totals = this.groups.get(group);
    if (totals === undefined) this.groups.set(group, (totals = noTotals()));
    return totals;
  }

  addManifests(index: ReadableIndex, nameOf: (dataset: string) => string): void {
    const rows = allRows<{ dataset: string; primary: number; all: number; unreadable: number }>(
      index,
      `SELECT coalesce(dataset, '') AS dataset, sum(is_primary AND layout = 'v3') AS "primary", sum(is_primary) AS "all", sum(state = 1) AS unreadable
       FROM manifest WHERE is_primary OR state = 1 GROUP BY 1`,
    );
    for (const row of rows) {
      const totals = this.of(nameOf(row.dataset));
      totals.manifests += row.primary;
      totals.pipelines += row.all;
      totals.unreadable_manifests += row.unreadable;
    }
  }

  addFiles(usage: ReadonlyMap<string | null, Usage>, nameOf: (dataset: string) => string): void {
    for (const [dataset, parts] of usage) {
      const totals = this.of(nameOf(dataset ?? ''));
      for (const part of USAGE_PARTS) {
        const { files, bytes } = parts[part];
        const state = STATES[part];
        totals.files += files;
        totals.stored_bytes += bytes;
        totals[`${state}_files`] += files;
        totals[`${state}_bytes`] += bytes;
      }
    }
  }

  addRecords(rows: readonly RecordSums[]): void {
    for (const row of rows) {
      const totals = this.of(row.name);
      totals.records = row.records;
      totals.recorded_bytes = row.recorded_bytes;
      totals.missing_records = row.missing_records;
      totals.missing_files = row.missing_files;
      totals.unwritten_records = row.unwritten_records;
      totals.unwritten_files = row.unwritten_files;
      totals.logical_bytes = row.logical_bytes;
      totals.saved_bytes = row.logical_bytes - row.bytes;
      totals.dedup_ratio_files = row.present === 0 ? 0 : 1 - row.files / row.present;
      totals.dedup_ratio_bytes = row.logical_bytes === 0 ? 0 : totals.saved_bytes / row.logical_bytes;
    }
  }
}

function groupTotals(rows: readonly RecordSums[]): Record<string, GroupTotals> {
  const groups = new Map<string, GroupTotals>();
  for (const { name, records, files, bytes } of rows) {
    // A type may be called "unknown" itself.
    const before = groups.get(name || 'unknown') ?? { records: 0, files: 0, stored_bytes: 0 };
    groups.set(name || 'unknown', {
      records: before.records + records,
      files: before.files + files,
      stored_bytes: before.stored_bytes + bytes,
    });
  }
  return Object.fromEntries(groups);
}

/** Statistics of the whole workspace, by dataset, type and class. Files that belong to no dataset are in the totals alone. */
export function* statistics(context: QueryContext): Slices<Statistics> {
  const { index } = context;
  const files = yield* usageByDataset(context);
  const all = new TotalsByGroup();
  all.addManifests(index, () => '');
  all.addFiles(files, () => '');
  all.addRecords(recordSums(index, 'all'));
  const byDataset = new TotalsByGroup();
  byDataset.addManifests(index, (dataset) => dataset);
  byDataset.addFiles(files, (dataset) => dataset);
  byDataset.addRecords(recordSums(index, 'dataset'));
  const datasets = [...byDataset.groups]
    .filter(([dataset]) => dataset !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    totals: all.of(''),
    by_type: groupTotals(recordSums(index, 'type')),
    by_class: groupTotals(recordSums(index, 'class')),
    by_dataset: Object.fromEntries(datasets),
    unreadable: listUnreadable(index),
    blocking: listBlocking(context).map(shownBlock),
    emptied: listEmptied(index),
  };
}
