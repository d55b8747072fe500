import { RECORD_SORTS, type RecordSort } from '../../../shared/domain/sorts.ts';

/** What follows for a record from the way of its pipeline, as an id of the dictionary. */
export type WayColumn = 'way' | 'parameters';

/** A column of records that holds an id of the dictionary. */
export type TextColumn = WayColumn | 'class' | 'chain' | 'type' | 'dataset' | 'branch' | 'custom' | 'format';

/** Whether a column can be asked for only once all ways are derived (`requireWays`). */
export const isWayColumn = (column: string): column is WayColumn =>
  column === 'way' || column === 'parameters';

/** SQL: a column of record `r` that holds an id of the dictionary; that of a way is null where a record has none. */
export const textColumn = (column: TextColumn): string =>
  isWayColumn(column) ? `(SELECT ${column} FROM record_way w WHERE w.record_id = r.id)` : `r.${column}`;

/** A column of records that holds a number; null comes before all. */
export type NumberColumn = 'created_us' | 'size' | 'step' | 'source' | 'fold';

/** What an order compares that SQL finds by itself. `isIndexed` is whether an index of the database gives it in order. */
export type SqlCompared =
  /** The paths of manifests, then positions. */
  | { readonly is: 'place'; readonly isIndexed: true }
  | { readonly is: 'number'; readonly column: NumberColumn; readonly isIndexed: boolean }
  | { readonly is: 'text'; readonly column: TextColumn; readonly isIndexed: boolean }
  /** What the pipeline says; null comes first. */
  | { readonly is: 'pipeline'; readonly column: 'pipeline_id' | 'run'; readonly isIndexed: false }
  /** The name of the file. */
  | { readonly is: 'name'; readonly isIndexed: false };

/** What an order compares that is worked out of all records and files. */
type SummedCompared = { readonly is: 'file state' | 'uses' | 'exclusive bytes' };

const ORDERS = {
  place: { is: 'place', isIndexed: true },
  created_at: { is: 'number', column: 'created_us', isIndexed: true },
  size_bytes: { is: 'number', column: 'size', isIndexed: true },
  class_name: { is: 'text', column: 'class', isIndexed: true },
  chain_path: { is: 'text', column: 'chain', isIndexed: true },
  derived_chain: { is: 'text', column: 'way', isIndexed: false },
  artifact_type: { is: 'text', column: 'type', isIndexed: false },
  dataset: { is: 'text', column: 'dataset', isIndexed: true },
  pipeline_id: { is: 'pipeline', column: 'pipeline_id', isIndexed: false },
  run: { is: 'pipeline', column: 'run', isIndexed: false },
  step_index: { is: 'number', column: 'step', isIndexed: false },
  branch_path: { is: 'text', column: 'branch', isIndexed: false },
  source_index: { is: 'number', column: 'source', isIndexed: false },
  fold_id: { is: 'number', column: 'fold', isIndexed: false },
  custom_name: { is: 'text', column: 'custom', isIndexed: false },
  format: { is: 'text', column: 'format', isIndexed: false },
  path: { is: 'name', isIndexed: false },
  file_status: { is: 'file state' },
  used_by: { is: 'uses' },
  exclusive_bytes: { is: 'exclusive bytes' },
} as const satisfies Readonly<Record<RecordSort, SqlCompared | SummedCompared>>;

/**
 * What each order of records compares; those that are equal by it keep the order of the index. Lists are put in order in two ways, by
 * SQL (`ask/records/page-sql.ts`) and by columns of numbers (`columns/sort-keys.ts`), and both are made of this.
 */
export const RECORD_ORDERS: Readonly<Record<RecordSort, SqlCompared | SummedCompared>> = ORDERS;

/** An order that SQL finds by itself. */
export type SqlSort = {
  [Sort in RecordSort]: (typeof ORDERS)[Sort] extends SqlCompared ? Sort : never;
}[RecordSort];

/** Whether SQL finds an order by itself. */
export function isSqlSort(sort: RecordSort): sort is SqlSort {
  return 'isIndexed' in ORDERS[sort];
}

/** See {@link SqlSort}. */
export const SQL_SORTS: readonly SqlSort[] = RECORD_SORTS.filter(isSqlSort);

/** What an order compares that SQL finds by itself. */
export function sqlCompared(sort: SqlSort): SqlCompared {
  return ORDERS[sort];
}
