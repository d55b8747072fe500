import { allTuples } from '../../index/database.ts';
import { hashRange, likePattern } from '../record-filter.ts';
import { columnOf, eachPage, eachSlot, slotOf, type Ledger, type ViewContext } from './ledger.ts';
import type { Slices } from './slices.ts';

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
function configs({ index, memo }: ViewContext, { records }: Ledger): Slices<Float64Array> {
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

function* find(context: ViewContext, ledger: Ledger, word: string): Slices<Uint8Array> {
  const { index } = context;
  const { records, manifests } = ledger;
  const like = likePattern(word);
  const mask = new Uint8Array(records.count);
  const texts = yield* textsLike(context, like);
  const chain = yield* columnOf(context, ledger, 'chain');
  const custom = yield* columnOf(context, ledger, 'custom');
  const config = yield* configs(context, ledger);
  const named = new Set(
    allTuples<[number]>(
      index,
      `SELECT id FROM manifest WHERE pipeline_id LIKE :like ESCAPE '\\' OR run LIKE :like ESCAPE '\\'
         OR dataset LIKE :like ESCAPE '\\'`,
      { like },
    ).map(([id]) => id),
  );
  const isNamed = manifests.map(({ id }) => named.has(id));
  yield 'more';
  yield* eachSlot(records.count, (slot) => {
    const isFound =
      texts.has(records.class[slot] ?? 0) ||
      texts.has(chain[slot] ?? 0) ||
      texts.has(custom[slot] ?? 0) ||
      texts.has(config[slot] ?? 0) ||
      isNamed[records.manifest[slot] ?? -1] === true;
    if (isFound) mask[slot] = 1;
  });
  for (let from = 0; from < records.count; from += CHUNK) {
    const last = records.id[Math.min(records.count, from + CHUNK) - 1] ?? 0;
    const rows = allTuples<[number]>(
      index,
      `SELECT id FROM record WHERE id BETWEEN :first AND :last AND name LIKE :like ESCAPE '\\'`,
      { first: records.id[from] ?? 0, last, like },
    );
    for (const [id] of rows) mask[slotOf(records.id, id)] = 1;
    yield 'more';
  }
  if (/^[0-9a-f]{4,64}$/i.test(word)) {
    const { low, high } = hashRange(word.toLowerCase());
    const rows = allTuples<[number]>(
      index,
      'SELECT id FROM record WHERE hash >= :low AND (:high IS NULL OR hash < :high)',
      { low, high },
    );
    for (const [id] of rows) mask[slotOf(records.id, id)] = 1;
  }
  return mask;
}

/**
 * The records that one word of a filter's text fits, 1 by slot: the same as `RecordFilter.text` finds, but in slices, and kept, so
 * that each further word or letter costs no more than its own.
 */
export function maskOfWord(context: ViewContext, ledger: Ledger, word: string): Slices<Uint8Array> {
  return context.memo.answer(`word ${word}`, () => find(context, ledger, word));
}
