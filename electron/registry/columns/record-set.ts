import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import { searchTerms } from '../../../shared/search/search-terms.ts';
import type { RecordState } from '../../../shared/domain/states.ts';
import { allTuples } from '../index/database.ts';
import { recordStatus } from '../state/record-status.ts';
import { recordCondition, textCondition, type SqlRecordQuery } from '../state/record-filter.ts';
import { writtenFold, writtenType } from '../state/written.ts';
import { eachSlot, isHidden, columnsOf, recordSlots, type Columns, type ViewContext } from './columns.ts';
import type { Slices } from './slices.ts';
import { maskOfSql } from './sql-mask.ts';
import { maskOfTerm } from './word-mask.ts';

/** Where size classes begin, in bytes as recorded. */
export const SIZE_BOUNDS = [0, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10] as const;

/** The class of a size: its place in {@link SIZE_BOUNDS}. */
export function sizeClass(bytes: number): number {
  let place = 0;
  while (place + 1 < SIZE_BOUNDS.length && bytes >= (SIZE_BOUNDS[place + 1] ?? 0)) place += 1;
  return place;
}

/** Whether a record's file is there, by its slot. */
export function stateOf({ records, files }: Columns, record: number): RecordState {
  const file = records.file[record] ?? -1;
  if (file < 0 && records.elsewhere.has(record)) return 'present';
  if (file < 0) return isHidden(records, record) ? 'unknown' : 'missing';
  if (files.outside[file] === 1) return 'outside';
  // Few files have a note, and those without are what all of their records say.
  const note = files.note[file] ?? 0;
  if (note === 0) return 'present';
  const [recorded, size] = [records.size[record] ?? 0, files.size[file] ?? 0];
  return recordStatus({ recorded, size, link: 0, note, isHidden: false });
}

/** Ids of the dictionary for some texts; those that it does not hold are left out. */
function textIds({ index }: ViewContext, texts: readonly string[]): Set<number> {
  const rows = allTuples<[number]>(
    index,
    'SELECT t.id FROM json_each(:texts) j CROSS JOIN dictionary t ON t.text = j.value',
    { texts: JSON.stringify(texts) },
  );
  return new Set(rows.map(([id]) => id));
}

/** What a record fails of the conditions that facets choose, as bits. */
export const FAILS = { type: 1, state: 2, fold: 4, size: 8, class: 16 } as const;

/** Whether a record meets what no facet chooses (0 where it doesn't), and which of the facets' conditions it fails. */
export interface Verdicts {
  readonly base: Uint8Array;
  readonly fails: Uint8Array;
}

/** Conditions that are asked of SQL: what columns hold, or facets choose, is not. */
function sqlPart(query: RecordQuery): SqlRecordQuery | null {
  const {
    types: _types,
    folds: _folds,
    states: _states,
    sizes: _sizes,
    only: _only,
    except: _except,
    ...rest
  } = query;
  const { dataset: _dataset, class: _class, text: _text, ...asked } = rest;
  const isAsked = Object.values(asked).some((value) => value !== undefined);
  return isAsked ? asked : null;
}

function* judge(context: ViewContext, query: RecordQuery): Slices<Verdicts> {
  const columns = yield* columnsOf(context);
  const { records } = columns;
  const asked = sqlPart(query);
  const sql =
    asked === null
      ? null
      : yield* context.memo.answer(`sql ${JSON.stringify(asked)}`, () =>
          maskOfSql(context, columns, recordCondition(asked)),
        );
  const words: Uint8Array[] = [];
  for (const term of searchTerms(query.text ?? '')) words.push(yield* maskOfTerm(context, columns, term));
  const datasets = query.dataset === undefined ? null : textIds(context, [query.dataset]);
  const classes = query.class === undefined ? null : textIds(context, [query.class]);
  const types = query.types === undefined ? null : textIds(context, query.types.map(writtenType));
  const folds =
    query.folds === undefined ? null : new Set(query.folds.map((fold) => writtenFold(fold) ?? -1));
  const states = query.states === undefined ? null : new Set(query.states);
  const sizes = query.sizes === undefined ? null : new Set(query.sizes.map(sizeClass));
  const only = query.only === undefined ? null : new Set(recordSlots(context, columns, query.only));
  const except = query.except === undefined ? null : new Set(recordSlots(context, columns, query.except));
  const base = new Uint8Array(records.count);
  const fails = new Uint8Array(records.count);
  yield* eachSlot(records.count, (slot) => {
    if (
      records.isPrimary[slot] !== 1 ||
      (sql !== null && sql[slot] !== 1) ||
      words.some((mask) => mask[slot] !== 1) ||
      (datasets !== null && !datasets.has(records.dataset[slot] ?? 0)) ||
      (only !== null && !only.has(slot)) ||
      (except !== null && except.has(slot))
    )
      return;
    base[slot] = 1;
    fails[slot] =
      (types === null || types.has(records.type[slot] ?? 0) ? 0 : FAILS.type) |
      (states === null || states.has(stateOf(columns, slot)) ? 0 : FAILS.state) |
      (folds === null || folds.has(records.fold[slot] ?? 0) ? 0 : FAILS.fold) |
      (sizes === null || sizes.has(sizeClass(records.size[slot] ?? 0)) ? 0 : FAILS.size) |
      (classes === null || classes.has(records.class[slot] ?? 0) ? 0 : FAILS.class);
  });
  return { base, fails };
}

/** Judges all records by a query. */
export function verdictsOf(context: ViewContext, query: RecordQuery): Slices<Verdicts> {
  return context.memo.answer(`verdicts ${JSON.stringify(query)}`, () => judge(context, query));
}

/** The pipelines that a text fits, or any of whose records it fits; 1 by the slot of their manifest. */
export function pipelinesMatching(context: ViewContext, text: string): Slices<Uint8Array> {
  return context.memo.answer(`pipelines ${JSON.stringify(text)}`, function* find() {
    const { manifests, records } = yield* columnsOf(context);
    const { base } = yield* verdictsOf(context, { text });
    const matching = new Uint8Array(manifests.length);
    yield* eachSlot(records.count, (slot) => {
      if (base[slot] === 1) matching[records.manifest[slot] ?? 0] = 1;
    });
    const { sql, parameters } = textCondition(text);
    const own = new Set(
      allTuples<[number]>(
        context.index,
        `SELECT m.id FROM manifest m WHERE m.is_primary AND ${sql}`,
        parameters,
      ).map(([id]) => id),
    );
    for (const [slot, { id }] of manifests.entries()) if (own.has(id)) matching[slot] = 1;
    return matching;
  });
}
