import type { RecordSort } from '../../../shared/domain/sorts.ts';
import { compareTexts } from '../index/compare-texts.ts';
import { allTuples } from '../index/database.ts';
import { isWayColumn, RECORD_ORDERS, type TextColumn } from '../state/record-order.ts';
import { eachSlot, columnsOf, numbersOf, type Columns, type ViewContext } from './columns.ts';
import { stateOf } from './record-set.ts';
import type { Slices } from './slices.ts';
import { sorted } from './sorted.ts';

/**
 * The place of each text of the dictionary among all of them in order, by its id. Deriving ways adds texts, which no other column has:
 * a column of theirs, which is asked for when all are derived, has ranks of its own.
 */
function textRanks({ index, memo }: ViewContext, column: TextColumn): Slices<Float64Array> {
  return memo.base(isWayColumn(column) ? 'text ranks of ways' : 'text ranks', function* rank() {
    const [last] = allTuples<[number]>(index, 'SELECT coalesce(max(id), 0) FROM dictionary');
    const ranks = new Float64Array((last?.[0] ?? 0) + 1);
    let place = 0;
    for (let after = ''; ;) {
      const rows = allTuples<[number, string]>(
        index,
        'SELECT id, text FROM dictionary WHERE text > :after ORDER BY text LIMIT 2000',
        { after },
      );
      for (const [id] of rows) {
        place += 1;
        ranks[id] = place;
      }
      after = rows.at(-1)?.[1] ?? '';
      if (rows.length < 2000) return ranks;
      yield 'more';
    }
  });
}

/** The place of each manifest when they are ordered by a text of theirs; null comes first. */
function manifestRanks(columns: Columns, column: 'run' | 'pipelineId'): Float64Array {
  const texts = [...new Set(columns.manifests.map((manifest) => manifest[column]))].toSorted((one, other) =>
    one === null || other === null ? Number(one !== null) - Number(other !== null) : compareTexts(one, other),
  );
  const places = new Map(texts.map((text, place) => [text, place]));
  return Float64Array.from(columns.manifests, (manifest) => places.get(manifest[column]) ?? 0);
}

/** The place of each record when they are ordered by the name of their file. */
function* nameRanks({ index }: ViewContext, { records }: Columns): Slices<Float64Array> {
  const names: string[] = [];
  for (let after = -1; ;) {
    const rows = allTuples<[number, string]>(
      index,
      'SELECT id, name FROM record WHERE id > :after ORDER BY id LIMIT 4000',
      { after },
    );
    for (const [, name] of rows) names.push(name);
    after = rows.at(-1)?.[0] ?? after;
    if (rows.length < 4000) break;
    yield 'more';
  }
  const slots = Int32Array.from(names, (_name, slot) => slot);
  const order = yield* sorted(slots, (one, other) => {
    const [name = '', otherName = ''] = [names[one], names[other]];
    return compareTexts(name, otherName) || one - other;
  });
  const ranks = new Float64Array(records.count);
  let rank = 0;
  for (const [place, slot] of order.entries()) {
    if (names[slot] !== names[order[place - 1] ?? slot]) rank += 1;
    ranks[slot] = rank;
  }
  return ranks;
}

/** Numbers by slot, made one by one. */
function* made(columns: Columns, valueOf: (slot: number) => number): Slices<Float64Array> {
  const values = new Float64Array(columns.records.count);
  yield* eachSlot(columns.records.count, (slot) => {
    values[slot] = valueOf(slot);
  });
  return values;
}

/** What deleting a record alone would free, by its slot. */
export function exclusiveOf({ records, files, uses }: Columns, slot: number): number {
  const file = records.file[slot] ?? -1;
  return file >= 0 && uses[file] === 1 && files.frees[file] === 1 ? (files.size[file] ?? 0) : 0;
}

const STATE_RANKS = { missing: 0, differs: 1, outside: 2, present: 3, unknown: 4 } as const;

function* make(context: ViewContext, sort: RecordSort): Slices<Float64Array> {
  const columns = yield* columnsOf(context);
  const { records, uses } = columns;
  const compared = RECORD_ORDERS[sort];
  switch (compared.is) {
    case 'place':
      return Float64Array.from(records.manifest);
    case 'number': {
      const numbers = yield* numbersOf(context, columns, compared.column);
      return numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);
    }
    case 'text': {
      const ids = yield* numbersOf(context, columns, compared.column);
      const ranks = yield* textRanks(context, compared.column);
      return yield* made(columns, (slot) => ranks[ids[slot] ?? 0] ?? 0);
    }
    case 'pipeline': {
      const ranks = manifestRanks(columns, compared.column === 'run' ? 'run' : 'pipelineId');
      return yield* made(columns, (slot) => ranks[records.manifest[slot] ?? 0] ?? 0);
    }
    case 'name':
      return yield* nameRanks(context, columns);
    case 'file state':
      return yield* made(columns, (slot) => STATE_RANKS[stateOf(columns, slot)]);
    case 'uses':
      return yield* made(columns, (slot) => uses[records.file[slot] ?? -1] ?? 0);
    case 'exclusive bytes':
      return yield* made(columns, (slot) => exclusiveOf(columns, slot));
  }
}

/** What an order compares, by slot; equal ones are in the order of the index. */
export function sortKeys(context: ViewContext, sort: RecordSort): Slices<Float64Array> {
  return context.memo.answer(`keys ${sort}`, () => make(context, sort));
}
