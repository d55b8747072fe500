import type { RecordKey } from '../../../../shared/domain/record-key.ts';
import type { RecordSort } from '../../../../shared/domain/sorts.ts';
import type { ArtifactRecord, RecordPage, ShownRecord } from '../../../../shared/api/records/records.ts';
import type { RecordQuery } from '../../../../shared/api/records/record-filter.ts';
import { allRows } from '../../index/database.ts';
import { recordByKey, recordKey } from '../../index/record-key.ts';
import { textsOfRecords } from '../../index/way-texts.ts';
import { columnsOf, recordSlot, type Columns, type ViewContext } from '../../columns/columns.ts';
import { sortKeys } from '../../columns/sort-keys.ts';
import { verdictsOf } from '../../columns/record-set.ts';
import type { Slices } from '../../columns/slices.ts';
import { orderedByKey } from '../../columns/sorted.ts';
import type { QueryContext } from '../../state/context.ts';
import type { SqlRecordQuery } from '../../state/record-filter.ts';
import { isSqlSort, sqlCompared, type SqlSort } from '../../state/record-order.ts';
import { shownRecords } from './record.ts';
import { GOES_ALONE } from './record-file.ts';
import { endAt, pageIds, type PageEnd, type PageRequest, type RecordOrder } from './page-sql.ts';

/** Which part of which list is wanted: behind a cursor, or after some records. */
export interface RecordListRequest {
  readonly by: RecordSort;
  readonly descending: boolean;
  readonly limit: number;
  readonly after?: RecordKey | undefined;
  readonly offset?: number | undefined;
}

/**
 * Orders in which SQL finds a page without anything worked out before. That of datasets needs an index that the first scan does not
 * build, and takes too long without.
 */
const isQuick = (sort: RecordSort): sort is SqlSort =>
  isSqlSort(sort) && sqlCompared(sort).isIndexed && sort !== 'dataset';

/** Whether SQL finds a page as fast: then the first page need not wait until the whole list is in order. */
function isPlain(query: RecordQuery, { offset }: RecordListRequest): boolean {
  const asked = Object.entries(query).filter(([, value]) => value !== undefined);
  return offset === undefined && asked.every(([name]) => name === 'dataset');
}

type Listed = Pick<ArtifactRecord, 'layout' | 'run' | 'stored_bytes' | 'used_by' | 'exclusive_bytes'> & {
  readonly unwritten: number;
};

function parametersOf(set: string): ArtifactRecord['operator_parameters'] {
  if (set === '') return [];
  const values = JSON.parse(set) as Record<string, number | string>;
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

/** What lists show of records besides their items, by their numbers in the index. */
export function listedRecords({ index }: QueryContext, ids: readonly number[]): ArtifactRecord[] {
  const rows = allRows<Listed>(
    index,
    `SELECT m.layout, m.run, f.size AS stored_bytes, coalesce(u.records, 0) AS used_by,
       CASE WHEN ${GOES_ALONE} THEN f.size ELSE 0 END AS exclusive_bytes,
       EXISTS (SELECT 1 FROM unwritten w WHERE w.record_id = r.id) AS unwritten
     FROM json_each(:ids) j CROSS JOIN record r ON r.id = j.value CROSS JOIN manifest m ON m.id = r.manifest_id
     LEFT JOIN file f ON f.id = (SELECT min(x.file_id) FROM reference x WHERE x.record_id = r.id AND x.exact = 1)
     LEFT JOIN file_use u ON u.file_id = f.id ORDER BY j.key`,
    { ids: JSON.stringify(ids) },
  );
  const texts = textsOfRecords(index, ids);
  return shownRecords(index, ids).map((record, place) => {
    const [listed, said] = [rows[place], texts[place]];
    if (listed === undefined || said === undefined) throw new Error(`The index has no record ${ids[place]}.`);
    const operator_parameters = parametersOf(said.parameters);
    return {
      ...record,
      ...listed,
      unwritten: listed.unwritten === 1,
      derived_chain: said.way,
      operator_parameters,
      key: recordKey(record),
    };
  });
}

/** A page behind a cursor as SQL finds it; null where the cursor's record is gone. */
function quickPage(
  context: QueryContext,
  query: SqlRecordQuery,
  { by, descending, limit, after }: RecordListRequest & { readonly by: SqlSort },
): RecordPage | null {
  const order = { by, descending };
  const last = after === undefined ? undefined : recordByKey(context.index, after);
  if (last === null) return null;
  const page = { limit, ...(last === undefined ? {} : { after: endAt(context, order, last.id) }) };
  const { ids, end } = pageIds(context, query, order, page);
  const records = listedRecords(context, ids);
  return { records, next: end === null ? null : (records.at(-1)?.key ?? null) };
}

/** All records of a query in ascending order, as slots. */
function* wholeList(context: ViewContext, query: RecordQuery, by: RecordSort): Slices<Int32Array> {
  const keys = yield* sortKeys(context, by);
  const { base, fails } = yield* verdictsOf(context, query);
  const everywhere = yield* context.memo.answer(`order ${by}`, () => orderedByKey(keys));
  yield 'more';
  return everywhere.filter((slot) => base[slot] === 1 && fails[slot] === 0);
}

/** How many records of an ascending list come before a record, or are it. */
function placeBehind(list: Int32Array, keys: Float64Array, slot: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = list[middle] ?? 0;
    const isBehind = (keys[found] ?? 0) - (keys[slot] ?? 0) || found - slot;
    if (isBehind > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where a page begins in an ascending list; null where its cursor's record is gone. */
function* beginning(
  context: ViewContext,
  columns: Columns,
  list: Int32Array,
  { by, descending, after, offset }: RecordListRequest,
): Slices<number | null> {
  if (after === undefined) return offset ?? 0;
  const keys = yield* sortKeys(context, by);
  const slot = recordSlot(context, columns, after);
  if (slot < 0) return null;
  const behind = placeBehind(list, keys, slot);
  return descending ? list.length - behind + (list[behind - 1] === slot ? 1 : 0) : behind;
}

/**
 * A page of the records that a query means, in some order: behind a cursor, or anywhere by its offset, which costs the
 * same. Null where the cursor names a record that is gone.
 */
export function* recordList(
  context: ViewContext,
  query: RecordQuery,
  request: RecordListRequest,
): Slices<RecordPage | null> {
  const { by, descending, limit } = request;
  if (isPlain(query, request) && isQuick(by)) return quickPage(context, query, { ...request, by });
  const columns = yield* columnsOf(context);
  const list = yield* context.memo.answer(`list ${by} ${JSON.stringify(query)}`, () =>
    wholeList(context, query, by),
  );
  const start = yield* beginning(context, columns, list, request);
  if (start === null) return null;
  const end = Math.min(list.length, start + limit);
  const slots = descending
    ? list.slice(list.length - end, Math.max(0, list.length - start)).toReversed()
    : list.slice(start, end);
  yield 'more';
  const records = listedRecords(
    context,
    Array.from(slots, (slot) => columns.records.id[slot] ?? 0),
  );
  const last = records.at(-1);
  const isLast = request.offset !== undefined || end >= list.length || last === undefined;
  return { records, next: isLast ? null : last.key };
}

/** One page of a list that is read from its beginning to its end, and where the next begins; null after the last. */
export interface StreamedPage {
  readonly records: readonly ShownRecord[];
  readonly next: PageEnd | null;
}

/**
 * The same list as SQL finds it, for callers that have no columns of numbers yet, or no room for them: it takes the same memory however
 * long the list is. It can't be asked for what SQL alone does not know.
 */
export function listRecords(
  context: QueryContext,
  query: SqlRecordQuery,
  order: RecordOrder,
  page: PageRequest,
): StreamedPage {
  const { ids, end } = pageIds(context, query, order, page);
  return { records: shownRecords(context.index, ids), next: end };
}
