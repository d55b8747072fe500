import type { ShownRecord, RecordCursor } from '../../../../shared/api/records/records.ts';
import { allRows, type SqlParameters } from '../../index/database.ts';
import type { QueryContext } from '../../state/context.ts';
import { recordCondition, type RecordFilter } from '../../state/record-filter.ts';
import { shownRecords } from './record.ts';

/** How a list of records is ordered. `place` is by manifest and position. */
export const SQL_SORTS = [
  'place',
  'created_at',
  'size_bytes',
  'class_name',
  'chain_path',
  'artifact_type',
  'dataset',
  'pipeline_id',
  'step_index',
  'fold_id',
  'custom_name',
  'path',
] as const;

/** See {@link SQL_SORTS}. */
export type SqlSort = (typeof SQL_SORTS)[number];

/** The order of a list. Records that are equal by it keep the order of the index. */
export interface RecordOrder {
  readonly by: SqlSort;
  readonly descending?: boolean;
}

/** What orders compare: texts and numbers, none above 2^53. */
type CursorValue = string | number | null;

/** One page of a list. */
export interface RecordPage {
  readonly records: readonly ShownRecord[];
  /** Where the next page begins; null after the last. */
  readonly next: RecordCursor | null;
}

/** Which part of a list is wanted: after a cursor (by key, equally fast everywhere), or after skipping some. */
export interface PageRequest {
  readonly limit: number;
  readonly after?: RecordCursor | undefined;
  readonly offset?: number | undefined;
}

/** How an order is found in SQL: tables in the order in which they are to be read, and what is compared. */
interface SortPlan {
  readonly from: string;
  readonly value: string;
  readonly tie: string;
  /** Whether an index gives the values in order: then a page begins by seeking the cursor in it. */
  readonly isIndexed: boolean;
}

const PLAIN = 'record r';

/** Joined where it is asked for: with each record it costs as much as the rest of a pass over all of them. */
const MANIFEST = ' CROSS JOIN manifest m ON m.id = r.manifest_id';

/** Through the dictionary, whose index gives the texts in order. */
const byText = (column: string): SortPlan => ({
  from: `dictionary k CROSS JOIN record r ON r.${column} = k.id`,
  value: 'k.text',
  tie: 'r.id',
  isIndexed: true,
});

const byIndex = (value: string): SortPlan => ({ from: PLAIN, value, tie: 'r.id', isIndexed: true });

const bySorting = (value: string): SortPlan => ({ from: PLAIN, value, tie: 'r.id', isIndexed: false });

const PLANS: Readonly<Record<SqlSort, SortPlan>> = {
  place: {
    from: 'manifest m CROSS JOIN record r ON r.manifest_id = m.id',
    value: 'm.path',
    tie: 'r.position',
    isIndexed: true,
  },
  created_at: byIndex('r.created_us'),
  size_bytes: byIndex('r.size'),
  class_name: byText('class'),
  chain_path: byText('chain'),
  artifact_type: bySorting('(SELECT text FROM dictionary WHERE id = r.type)'),
  dataset: byText('dataset'),
  pipeline_id: bySorting('m.pipeline_id'),
  step_index: bySorting('r.step'),
  fold_id: bySorting('r.fold'),
  custom_name: bySorting('(SELECT text FROM dictionary WHERE id = r.custom)'),
  path: bySorting('r.name'),
};

interface KeyRow {
  readonly id: number;
  readonly value: CursorValue;
  readonly tie: CursorValue;
}

/** SQL for "behind the cursor". Nulls, which no indexed value is, come first when ascending, as SQLite orders them. */
function behind({ value, tie, isIndexed }: SortPlan, descending: boolean, after: RecordCursor): string {
  const past = descending ? '<' : '>';
  if (isIndexed) {
    return `${value} ${past}= :afterValue AND (${value} ${past} :afterValue OR ${tie} ${past} :afterTie)`;
  }
  const isNull = after[0] === null;
  const same = `${value} IS :afterValue AND ${tie} ${past} :afterTie`;
  if (isNull) return descending ? `(${same})` : `(${value} IS NOT NULL OR (${same}))`;
  const further = `${value} ${past} :afterValue${descending ? ` OR ${value} IS NULL` : ''}`;
  return `(${further} OR (${same}))`;
}

/** Few records have one chain or hash: those are found first and then put in order. */
function planOf(filter: RecordFilter, order: RecordOrder): SortPlan {
  const plan = PLANS[order.by];
  const isSelective = filter.chain !== undefined || filter.hash !== undefined;
  return isSelective && order.by === 'place' ? { ...plan, from: PLAIN } : plan;
}

/** The SQL that finds the keys of a page, for looking at its query plan too. */
export function pageSql(
  filter: RecordFilter,
  order: RecordOrder,
  page: PageRequest,
): { sql: string; parameters: SqlParameters } {
  const plan = planOf(filter, order);
  const descending = order.descending === true;
  const condition = recordCondition(filter);
  const direction = descending ? 'DESC' : 'ASC';
  const where = page.after === undefined ? '' : `AND ${behind(plan, descending, page.after)}`;
  const after: SqlParameters =
    page.after === undefined ? {} : { afterValue: page.after[0], afterTie: page.after[1] };
  const isAskedOf = /\bm\./.test(`${plan.value} ${condition.sql}`);
  const join = isAskedOf && !plan.from.startsWith('manifest m') ? MANIFEST : '';
  return {
    sql: `SELECT r.id, ${plan.value} AS value, ${plan.tie} AS tie FROM ${plan.from}${join}
      WHERE ${condition.sql} ${where}
      ORDER BY ${plan.value} ${direction}, ${plan.tie} ${direction} LIMIT :limit OFFSET :offset`,
    parameters: { ...condition.parameters, ...after, limit: page.limit, offset: page.offset ?? 0 },
  };
}

/** The numbers in the index of one page of the records that a filter keeps, and where the next page begins. */
export function recordKeys(
  { index }: QueryContext,
  filter: RecordFilter,
  order: RecordOrder,
  page: PageRequest,
): { readonly ids: readonly number[]; readonly next: RecordCursor | null } {
  const { sql, parameters } = pageSql(filter, order, page);
  const keys = allRows<KeyRow>(index, sql, parameters);
  const last = keys.at(-1);
  return {
    ids: keys.map(({ id }) => id),
    next: last === undefined || keys.length < page.limit ? null : [last.value, last.tie],
  };
}

/** One page of the records that a filter keeps. */
export function listRecords(
  context: QueryContext,
  filter: RecordFilter,
  order: RecordOrder,
  page: PageRequest,
): RecordPage {
  const { ids, next } = recordKeys(context, filter, order, page);
  return { records: shownRecords(context.index, ids), next };
}
