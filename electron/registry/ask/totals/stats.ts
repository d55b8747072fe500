import type { FileState } from '../../../../shared/domain/states.ts';
import type { Totals, GroupTotals, Statistics } from '../../../../shared/api/workspace/statistics.ts';
import { allRows, type ReadableIndex } from '../../index/database.ts';
import type { SummaryKind } from '../../index/summary.ts';
import { FILE_STATE, stateParameters, type QueryContext } from '../../state/context.ts';
import { listEmptied, listUnreadable } from '../../state/blocking.ts';

function noTotals(): Totals {
  return {
    manifests: 0,
    unreadable_manifests: 0,
    records: 0,
    files: 0,
    stored_bytes: 0,
    referenced_files: 0,
    referenced_bytes: 0,
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
    logical_bytes: 0,
    saved_bytes: 0,
    dedup_ratio_files: 0,
    dedup_ratio_bytes: 0,
    recorded_bytes: 0,
  };
}

interface SummaryRow {
  readonly name: string;
  readonly records: number;
  readonly recorded_bytes: number;
  readonly present: number;
  readonly logical_bytes: number;
  readonly files: number;
  readonly bytes: number;
  readonly missing_records: number;
  readonly missing_files: number;
}

/** What the last scan summed up; records without a text are named by the empty one. */
function summaryOf(index: ReadableIndex, kind: SummaryKind): SummaryRow[] {
  return allRows<SummaryRow>(
    index,
    `SELECT coalesce(t.text, '') AS name, s.* FROM summary s LEFT JOIN dictionary t ON t.id = s.key
     WHERE s.kind = :kind ORDER BY name`,
    { kind },
  );
}

/** The totals of all, and of each dataset. A dataset that nothing belongs to is not there. */
class TotalsByGroup {
  readonly groups = new Map<string, Totals>();

  of(group: string): Totals {
    let totals = this.groups.get(group);
    if (totals === undefined) this.groups.set(group, (totals = noTotals()));
    return totals;
  }

  addManifests(index: ReadableIndex, nameOf: (dataset: string) => string): void {
    const rows = allRows<{ dataset: string; primary: number; unreadable: number }>(
      index,
      `SELECT coalesce(dataset, '') AS dataset, sum(is_primary) AS "primary", sum(state = 1) AS unreadable
       FROM manifest WHERE is_primary OR state = 1 GROUP BY 1`,
    );
    for (const row of rows) {
      const totals = this.of(nameOf(row.dataset));
      totals.manifests += row.primary;
      totals.unreadable_manifests += row.unreadable;
    }
  }

  addFiles(files: readonly FileGroup[], nameOf: (dataset: string) => string): void {
    for (const { dataset, state, count, bytes } of files) {
      const totals = this.of(nameOf(dataset));
      totals.files += count;
      totals.stored_bytes += bytes;
      totals[`${state}_files`] += count;
      totals[`${state}_bytes`] += bytes;
    }
  }

  addRecords(rows: readonly SummaryRow[]): void {
    for (const row of rows) {
      const totals = this.of(row.name);
      totals.records = row.records;
      totals.recorded_bytes = row.recorded_bytes;
      totals.missing_records = row.missing_records;
      totals.missing_files = row.missing_files;
      totals.logical_bytes = row.logical_bytes;
      totals.saved_bytes = row.logical_bytes - row.bytes;
      totals.dedup_ratio_files = row.present === 0 ? 0 : 1 - row.files / row.present;
      totals.dedup_ratio_bytes = row.logical_bytes === 0 ? 0 : totals.saved_bytes / row.logical_bytes;
    }
  }
}

/** Stored files of one dataset in one state. */
interface FileGroup {
  readonly dataset: string;
  readonly state: FileState;
  readonly count: number;
  readonly bytes: number;
}

/** Each file counts once, whatever names it has through links. */
function fileGroups(context: QueryContext): FileGroup[] {
  return allRows<FileGroup>(
    context.index,
    `SELECT coalesce(d.dataset, '') AS dataset, ${FILE_STATE} AS state, count(*) AS count, sum(f.size) AS bytes
     FROM file f CROSS JOIN file_use u ON u.file_id = f.id CROSS JOIN folder d ON d.id = f.folder_id
     WHERE u.alias = 0 GROUP BY 1, 2`,
    stateParameters(context),
  );
}

function groupTotals(rows: readonly SummaryRow[]): Record<string, GroupTotals> {
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
export function statistics(context: QueryContext): Statistics {
  const { index } = context;
  const files = fileGroups(context);
  const all = new TotalsByGroup();
  all.addManifests(index, () => '');
  all.addFiles(files, () => '');
  all.addRecords(summaryOf(index, 'all'));
  const byDataset = new TotalsByGroup();
  byDataset.addManifests(index, (dataset) => dataset);
  byDataset.addFiles(files, (dataset) => dataset);
  byDataset.addRecords(summaryOf(index, 'dataset'));
  const datasets = [...byDataset.groups]
    .filter(([dataset]) => dataset !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    totals: all.of(''),
    by_type: groupTotals(summaryOf(index, 'type')),
    by_class: groupTotals(summaryOf(index, 'class')),
    by_dataset: Object.fromEntries(datasets),
    unreadable: listUnreadable(index),
    emptied: listEmptied(index),
  };
}
