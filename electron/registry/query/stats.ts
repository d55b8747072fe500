import { allRows, type ReadableIndex, type SqlParameters } from '../index/database.ts';
import { FILE_STATE, stateParameters, type QueryContext } from './context.ts';
import { listUnreadable, type UnreadableEntry } from './unreadable.ts';

/** Counts and bytes of a workspace or one dataset; keys as `cli.md` defines them. */
export interface Totals {
  manifests: number;
  unreadable_manifests: number;
  records: number;
  files: number;
  stored_bytes: number;
  referenced_files: number;
  referenced_bytes: number;
  orphan_files: number;
  orphan_bytes: number;
  recent_files: number;
  recent_bytes: number;
  undecided_files: number;
  undecided_bytes: number;
  foreign_files: number;
  foreign_bytes: number;
  missing_files: number;
  missing_records: number;
  /** What the records would take without sharing files. */
  logical_bytes: number;
  saved_bytes: number;
  dedup_ratio_files: number;
  dedup_ratio_bytes: number;
  /** Sum of the sizes that the records state. */
  recorded_bytes: number;
}

/** What records of one type or class use. */
export interface GroupTotals {
  readonly records: number;
  readonly files: number;
  readonly stored_bytes: number;
}

/** The answer to `stats`. */
export interface Statistics {
  readonly totals: Totals;
  readonly by_type: Readonly<Record<string, GroupTotals>>;
  readonly by_class: Readonly<Record<string, GroupTotals>>;
  readonly by_dataset: Readonly<Record<string, Totals>>;
  readonly unreadable: readonly UnreadableEntry[];
}

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

/** How the totals are grouped: SQL for the group of a manifest, record and folder. */
interface Grouping {
  readonly manifest: string;
  readonly record: string;
  readonly folder: string;
}

const TOGETHER: Grouping = { manifest: "''", record: "''", folder: "''" };
const BY_DATASET: Grouping = {
  manifest: "coalesce(m.dataset, '')",
  record: '(SELECT text FROM dictionary WHERE id = r.dataset)',
  folder: "coalesce(d.dataset, '')",
};

/** The groups' totals. A group that nothing belongs to is not there. */
class TotalsByGroup {
  readonly groups = new Map<string, Totals>();
  readonly #index: ReadableIndex;
  readonly #parameters: SqlParameters;
  readonly #by: Grouping;

  constructor(context: QueryContext, by: Grouping) {
    this.#index = context.index;
    this.#parameters = stateParameters(context);
    this.#by = by;
    this.#manifests();
    this.#records();
    this.#missing();
    this.#files();
    this.#sharing();
  }

  #of(group: string): Totals {
    let totals = this.groups.get(group);
    if (totals === undefined) this.groups.set(group, (totals = noTotals()));
    return totals;
  }

  #manifests(): void {
    const rows = allRows<{ g: string; primary: number; unreadable: number }>(
      this.#index,
      `SELECT ${this.#by.manifest} AS g, sum(m.place = 0) AS "primary", sum(m.state = 1) AS unreadable
       FROM manifest m WHERE m.place = 0 OR m.state = 1 GROUP BY g`,
    );
    for (const row of rows) {
      const totals = this.#of(row.g);
      totals.manifests = row.primary;
      totals.unreadable_manifests = row.unreadable;
    }
  }

  #records(): void {
    const rows = allRows<{ g: string; records: number; bytes: number }>(
      this.#index,
      `SELECT ${this.#by.record} AS g, count(*) AS records, sum(r.size) AS bytes FROM record r
       WHERE r.counted = 1 GROUP BY g`,
    );
    for (const row of rows) {
      const totals = this.#of(row.g);
      totals.records = row.records;
      totals.recorded_bytes = row.bytes;
    }
  }

  #missing(): void {
    const rows = allRows<{ g: string; records: number; files: number }>(
      this.#index,
      `SELECT ${this.#by.record} AS g, count(*) AS records,
         count(DISTINCT CASE WHEN r.name <> '' THEN r.dataset || '/' || r.name END) AS files
       FROM record r WHERE r.counted = 1
         AND NOT EXISTS (SELECT 1 FROM reference x WHERE x.record_id = r.id AND x.exact = 1) GROUP BY g`,
    );
    for (const row of rows) {
      const totals = this.#of(row.g);
      totals.missing_records = row.records;
      totals.missing_files = row.files;
    }
  }

  #files(): void {
    const rows = allRows<{ g: string; state: string; files: number; bytes: number }>(
      this.#index,
      `SELECT ${this.#by.folder} AS g, ${FILE_STATE} AS state, count(*) AS files, sum(f.size) AS bytes
       FROM file f CROSS JOIN file_use u ON u.file_id = f.id CROSS JOIN folder d ON d.id = f.folder_id
       WHERE u.alias = 0 GROUP BY g, state`,
      this.#parameters,
    );
    for (const { g, state, files, bytes } of rows) {
      const totals = this.#of(g);
      totals.files += files;
      totals.stored_bytes += bytes;
      const own = totals as unknown as Record<string, number>;
      own[`${state}_files`] = files;
      own[`${state}_bytes`] = bytes;
    }
  }

  #sharing(): void {
    const logical = allRows<{ g: string; records: number; bytes: number }>(
      this.#index,
      `SELECT ${this.#by.record} AS g, count(DISTINCT r.id) AS records, sum(f.size) AS bytes
       FROM reference x CROSS JOIN record r ON r.id = x.record_id CROSS JOIN file f ON f.id = x.file_id
       WHERE x.exact = 1 AND r.counted = 1 GROUP BY g`,
    );
    const distinct = allRows<{ g: string; files: number; bytes: number }>(
      this.#index,
      `SELECT g, count(*) AS files, sum(f.size) AS bytes FROM (
         SELECT DISTINCT ${this.#by.record} AS g, x.file_id FROM reference x CROSS JOIN record r ON r.id = x.record_id
         WHERE x.exact = 1 AND r.counted = 1) JOIN file f ON f.id = file_id GROUP BY g`,
    );
    const used = new Map(distinct.map((row) => [row.g, row]));
    for (const { g, records, bytes } of logical) {
      const totals = this.#of(g);
      const { files = 0, bytes: usedBytes = 0 } = used.get(g) ?? {};
      totals.logical_bytes = bytes;
      totals.saved_bytes = bytes - usedBytes;
      totals.dedup_ratio_files = records === 0 ? 0 : 1 - files / records;
      totals.dedup_ratio_bytes = bytes === 0 ? 0 : totals.saved_bytes / bytes;
    }
  }
}

/** Records, distinct present files and their bytes by a dictionary column; records without a text are `unknown`. */
function groupsBy(index: ReadableIndex, column: 'type' | 'class'): Record<string, GroupTotals> {
  const rows = allRows<{ name: string } & GroupTotals>(
    index,
    `WITH counts AS (SELECT ${column} AS k, count(*) AS records FROM record WHERE counted = 1 GROUP BY k),
       used AS (SELECT DISTINCT r.${column} AS k, x.file_id FROM reference x CROSS JOIN record r ON r.id = x.record_id
         WHERE x.exact = 1 AND r.counted = 1),
       sizes AS (SELECT k, count(*) AS files, sum(f.size) AS bytes FROM used JOIN file f ON f.id = file_id GROUP BY k)
     SELECT t.text AS name, c.records, coalesce(s.files, 0) AS files, coalesce(s.bytes, 0) AS stored_bytes
     FROM counts c JOIN dictionary t ON t.id = c.k LEFT JOIN sizes s ON s.k = c.k ORDER BY t.text`,
  );
  return Object.fromEntries(
    rows.map(({ name, records, files, stored_bytes }) => [name || 'unknown', { records, files, stored_bytes }]),
  );
}

/** Statistics of the whole workspace, by dataset, type and class. Files that belong to no dataset are in the totals alone. */
export function statistics(context: QueryContext): Statistics {
  const { index } = context;
  const byDataset = [...new TotalsByGroup(context, BY_DATASET).groups]
    .filter(([dataset]) => dataset !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  return {
    totals: new TotalsByGroup(context, TOGETHER).groups.get('') ?? noTotals(),
    by_type: groupsBy(index, 'type'),
    by_class: groupsBy(index, 'class'),
    by_dataset: Object.fromEntries(byDataset),
    unreadable: listUnreadable(index),
  };
}
