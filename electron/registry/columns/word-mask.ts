import { allTuples } from '../index/database.ts';
import type { SearchTerm } from '../../../shared/search/search-terms.ts';
import {
  asksWays,
  parameterSetsHolding,
  parameterSetsWhere,
  pipelineHolds,
  SEARCHED,
  termCondition,
} from '../state/search-condition.ts';
import { requireWays } from '../index/pending-ways.ts';
import { hashesOfWord, likePattern } from '../state/written.ts';
import { findWord, readSearched, type SearchedTexts } from './text-search.ts';
import { columnOf, eachPage, numbersOf, type Columns, type ViewContext } from './columns.ts';
import { slotOf } from '../index/slot-of.ts';
import type { Slices } from './slices.ts';
import { maskOfSql } from './sql-mask.ts';

/** Texts and names that are looked at in one go. */
const CHUNK = 5000;

/** Ids of the dictionary's texts that fit a pattern of LIKE (with `\\` as its escape). */
export function* textsLike({ index }: ViewContext, like: string): Slices<Set<number>> {
  const found = new Set<number>();
  const [last] = allTuples<[number]>(index, 'SELECT coalesce(max(id), 0) FROM dictionary');
  for (let from = 0; from <= (last?.[0] ?? 0); from += CHUNK) {
    const rows = allTuples<[number]>(
      index,
      `SELECT id FROM dictionary WHERE id >= :from AND id < :to AND text LIKE :like ESCAPE '\\'`,
      { from, to: from + CHUNK, like },
    );
    for (const [id] of rows) found.add(id);
    yield 'more';
  }
  return found;
}

/** The configuration of each record's step of the trace, as an id of the dictionary by slot; -1 where there is none. */
function configs({ index, memo }: ViewContext, { records }: Columns): Slices<Float64Array> {
  return memo.base('column config', function* read() {
    const values = new Float64Array(records.count).fill(-1);
    let slot = 0;
    yield* eachPage<readonly [number, number | null]>(
      index,
      `SELECT r.id, s.config FROM record r LEFT JOIN step s ON s.manifest_id = r.manifest_id AND s.ordinal = r.trace_step
       WHERE r.id > :after ORDER BY r.id LIMIT :limit`,
      (rows) => {
        for (const [, config] of rows) {
          values[slot] = config ?? -1;
          slot += 1;
        }
      },
    );
    return values;
  });
}

/** What is looked through to find a word, read once for each state of the index. */
interface Wordings {
  /** Of the dictionary, by their ids, and how many ids there are. */
  readonly texts: SearchedTexts;
  readonly textCount: number;
  /** Of the records' files, by the records' slots. */
  readonly names: SearchedTexts;
  /** Ids of the dictionary by the records' slots. */
  readonly columns: readonly ArrayLike<number>[];
}

/** See {@link Wordings}. */
export function wordings(context: ViewContext, all: Columns): Slices<Wordings> {
  const { index, memo } = context;
  const { records } = all;
  return memo.base('wordings', function* read() {
    requireWays(index);
    const [known] = allTuples<[number, number]>(
      index,
      'SELECT count(*), coalesce(max(id), 0) FROM dictionary',
    );
    const [count, last] = known ?? [0, 0];
    const texts = yield* readSearched(
      index,
      count,
      'SELECT id, lower(text) FROM dictionary WHERE id > :after ORDER BY id LIMIT :limit',
    );
    const names = yield* readSearched(
      index,
      records.count,
      'SELECT id, lower(name) FROM record WHERE id > :after ORDER BY id LIMIT :limit',
    );
    const columns: ArrayLike<number>[] = [];
    for (const column of SEARCHED.record) columns.push(yield* numbersOf(context, all, column));
    columns.push(yield* configs(context, all));
    const slots = Int32Array.from(names.ids, (_id, slot) => slot);
    return { texts, textCount: last + 1, names: { ...names, ids: slots }, columns };
  });
}

/** Marks the records any of whose texts is marked. */
function markRecords(mask: Uint8Array, column: ArrayLike<number>, texts: Uint8Array): void {
  for (let slot = 0; slot < mask.length; slot += 1) if (texts[column[slot] ?? 0] === 1) mask[slot] = 1;
}

/** Marks the records that have one of some sets of parameters. */
function* markSets(
  context: ViewContext,
  all: Columns,
  sets: readonly (readonly [number])[],
  mask: Uint8Array,
): Slices<void> {
  if (sets.length === 0) return;
  const last = sets.reduce((most, [id]) => Math.max(most, id), 0);
  const fitting = new Uint8Array(last + 1);
  for (const [id] of sets) fitting[id] = 1;
  const column = yield* columnOf(context, all, 'parameters');
  markRecords(mask, column, fitting);
  yield 'more';
}

/** The records that a word or a phrase fits, or a class that it is short for. */
function* find(
  context: ViewContext,
  all: Columns,
  word: string,
  classes: readonly string[],
): Slices<Uint8Array> {
  const { index } = context;
  const { records, manifests } = all;
  const { texts, textCount, names, columns } = yield* wordings(context, all);
  const mask = new Uint8Array(records.count);
  const fitting = new Uint8Array(textCount);
  for (const one of [word, ...classes]) yield* findWord(texts, one, fitting);
  for (const column of columns) {
    markRecords(mask, column, fitting);
    yield 'more';
  }
  yield* findWord(names, word, mask);
  const sets = allTuples<[number]>(index, parameterSetsHolding('like'), { like: likePattern(word) });
  yield* markSets(context, all, sets, mask);
  const named = new Set(
    allTuples<[number]>(index, `SELECT id FROM manifest WHERE ${pipelineHolds('like')}`, {
      like: likePattern(word),
    }).map(([id]) => id),
  );
  yield 'more';
  if (named.size > 0) {
    markRecords(
      mask,
      records.manifest,
      Uint8Array.from(manifests, ({ id }) => (named.has(id) ? 1 : 0)),
    );
  }
  const hashes = hashesOfWord(word);
  if (hashes !== null) {
    const rows = allTuples<[number]>(
      index,
      'SELECT id FROM record WHERE hash >= :low AND (:high IS NULL OR hash < :high)',
      { ...hashes },
    );
    for (const [id] of rows) mask[slotOf(records.id, id)] = 1;
  }
  return mask;
}

/** The records whose operator has a parameter that compares as it is wanted to. */
function* findParameter(
  context: ViewContext,
  all: Columns,
  wanted: Parameters<typeof parameterSetsWhere>[0],
): Slices<Uint8Array> {
  const { sql, parameters } = parameterSetsWhere(wanted, 'set');
  const mask = new Uint8Array(all.records.count);
  yield* markSets(context, all, allTuples<[number]>(context.index, sql, parameters), mask);
  return mask;
}

function* maskOf(context: ViewContext, all: Columns, term: SearchTerm): Slices<Uint8Array> {
  const { wanted, isExcluded } = term;
  if (wanted === null) return new Uint8Array(all.records.count);
  if (asksWays(term)) requireWays(context.index);
  if (wanted.kind === 'field') return yield* maskOfSql(context, all, termCondition(term, 'term'));
  const mask =
    wanted.kind === 'words'
      ? yield* find(context, all, wanted.words, wanted.classes)
      : yield* findParameter(context, all, wanted);
  return isExcluded ? mask.map((fits) => 1 - fits) : mask;
}

/**
 * The records that one piece of a filter's text fits, 1 by slot: the same as SQL finds by `recordCondition`, but in slices, and kept, so
 * that each further piece or letter costs no more than its own.
 */
export function maskOfTerm(context: ViewContext, all: Columns, term: SearchTerm): Slices<Uint8Array> {
  const key = JSON.stringify([term.isExcluded, term.wanted]);
  return context.memo.answer(`term ${key}`, () => maskOf(context, all, term));
}
