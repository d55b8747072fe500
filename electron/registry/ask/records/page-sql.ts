import { searchTerms } from '../../../../shared/search/search-terms.ts';
import { allRows, firstRow, type SqlParameters } from '../../index/database.ts';
import { requireWays } from '../../index/pending-ways.ts';
import type { QueryContext } from '../../state/context.ts';
import { recordCondition, type SqlRecordQuery } from '../../state/record-filter.ts';
import {
  isWayColumn,
  sqlCompared,
  textColumn,
  type SqlCompared,
  type SqlSort,
} from '../../state/record-order.ts';
import { asksWays } from '../../state/search-condition.ts';

/** The order of a list. Records that are equal by it keep the order of the index. */
export interface RecordOrder {
  readonly by: SqlSort;
  readonly descending?: boolean;
}

/** What orders compare: texts and numbers, none above 2^53. */
type Compared = string | number | null;

/** Where a page ended: by what its last record was put in order. */
export type PageEnd = readonly [value: Compared, tie: Compared];

/** Which part of a list is wanted: behind an end (by key, equally fast everywhere), or after skipping some. */
export interface PageRequest {
  readonly limit: number;
  readonly after?: PageEnd | undefined;
  readonly offset?: number | undefined;
}

/** How an order is found in SQL: tables in the order in which they are to be read, and what is compared. */
interface SortPlan {
  readonly from: string;
  readonly value: string;
  readonly tie: string;
  /** Whether an index gives the values in order: then a page begins by seeking its place in it. */
  readonly isIndexed: boolean;
}

const PLAIN = 'record r';

/** Joined where it is asked for: with each record it costs as much as the rest of a pass over all of them. */
const MANIFEST = ' CROSS JOIN manifest m ON m.id = r.manifest_id';

/** What is compared of one record, over record `r` and its manifest `m`. */
function valueOf(compared: SqlCompared): string {
  switch (compared.is) {
    case 'place':
      return 'm.path';
    case 'number':
      return `r.${compared.column}`;
    case 'text':
      return `coalesce((SELECT text FROM dictionary WHERE id = ${textColumn(compared.column)}), '')`;
    case 'pipeline':
      return `m.${compared.column}`;
    case 'name':
      return 'r.name';
  }
}

const tieOf = (compared: SqlCompared): string => (compared.is === 'place' ? 'r.position' : 'r.id');

function sortPlan(compared: SqlCompared): SortPlan {
  const plain = { from: PLAIN, value: valueOf(compared), tie: tieOf(compared) };
  if (compared.is === 'place') {
    return { ...plain, from: 'manifest m CROSS JOIN record r ON r.manifest_id = m.id', isIndexed: true };
  }
  if (compared.is === 'text' && compared.isIndexed) {
    // Through the dictionary, whose index gives the texts in order.
    const from = `dictionary k CROSS JOIN record r ON r.${compared.column} = k.id`;
    return { ...plain, from, value: 'k.text', isIndexed: true };
  }
  return { ...plain, isIndexed: compared.isIndexed };
}

/** SQL for "behind the end of a page". Nulls, which no indexed value is, come first when ascending, as SQLite orders them. */
function behind({ value, tie, isIndexed }: SortPlan, descending: boolean, after: PageEnd): string {
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
function planOf(query: SqlRecordQuery, { by }: RecordOrder): SortPlan {
  const plan = sortPlan(sqlCompared(by));
  const isSelective = query.chain !== undefined || query.hash !== undefined;
  return isSelective && by === 'place' ? { ...plan, from: PLAIN } : plan;
}

/** The SQL that finds a page, for looking at its query plan too. */
export function pageSql(
  query: SqlRecordQuery,
  order: RecordOrder,
  page: PageRequest,
): { sql: string; parameters: SqlParameters } {
  const plan = planOf(query, order);
  const descending = order.descending === true;
  const condition = recordCondition(query);
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

/** Whether a list can be found only once all ways are derived (`requireWays`). */
export function listAsksWays({ text = '' }: Pick<SqlRecordQuery, 'text'>, { by }: RecordOrder): boolean {
  const compared = sqlCompared(by);
  return (compared.is === 'text' && isWayColumn(compared.column)) || searchTerms(text).some(asksWays);
}

/** The numbers in the index of one page of the records that a query means, and where it ended; null after the last. */
export function pageIds(
  { index }: QueryContext,
  query: SqlRecordQuery,
  order: RecordOrder,
  page: PageRequest,
): { readonly ids: readonly number[]; readonly end: PageEnd | null } {
  if (listAsksWays(query, order)) requireWays(index);
  const { sql, parameters } = pageSql(query, order, page);
  const rows = allRows<{ id: number; value: Compared; tie: Compared }>(index, sql, parameters);
  const last = rows.at(-1);
  return {
    ids: rows.map(({ id }) => id),
    end: last === undefined || rows.length < page.limit ? null : [last.value, last.tie],
  };
}

/** Where a page ends whose last record is the one with this number in the index. */
export function endAt({ index }: QueryContext, { by }: RecordOrder, record: number): PageEnd {
  const compared = sqlCompared(by);
  const row = firstRow<{ value: Compared; tie: Compared }>(
    index,
    `SELECT ${valueOf(compared)} AS value, ${tieOf(compared)} AS tie FROM ${PLAIN}${MANIFEST} WHERE r.id = :record`,
    { record },
  );
  if (row === undefined) throw new Error(`The index has no record ${record}.`);
  return [row.value, row.tie];
}
