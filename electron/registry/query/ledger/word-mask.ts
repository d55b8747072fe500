import { allTuples } from '../../index/database.ts';
import { hashRange, likePattern } from '../record-filter.ts';
import { columnOf, eachSlot, slotOf, type Ledger, type ViewContext } from './ledger.ts';
import type { Slices } from './slices.ts';

/** Texts and names that are looked at in one go. */
const CHUNK = 5000;

/** Manifests whose steps are looked at in one go. */
const MANIFESTS = 100;

/** Ids of the dictionary's texts that hold the word. */
function* textsWith({ index }: ViewContext, like: string): Slices<Set<number>> {
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

/** Marks the records whose step of the trace has the word in its configuration. */
function* markSteps(
  { index }: ViewContext,
  { records }: Ledger,
  mask: Uint8Array,
  texts: ReadonlySet<number>,
): Slices<void> {
  const [last] = allTuples<[number]>(index, 'SELECT coalesce(max(manifest_id), 0) FROM step');
  const ids = JSON.stringify([...texts]);
  for (let from = 0; from <= (last?.[0] ?? 0); from += MANIFESTS) {
    const rows = allTuples<[number]>(
      index,
      `SELECT r.id FROM step s CROSS JOIN record r ON r.manifest_id = s.manifest_id AND r.trace_step = s.ordinal
       WHERE s.manifest_id >= :from AND s.manifest_id < :to AND s.config IN (SELECT value FROM json_each(:ids))`,
      { from, to: from + MANIFESTS, ids },
    );
    for (const [id] of rows) mask[slotOf(records.id, id)] = 1;
    yield 'more';
  }
}

function* find(context: ViewContext, ledger: Ledger, word: string): Slices<Uint8Array> {
  const { index } = context;
  const { records, manifests } = ledger;
  const like = likePattern(word);
  const mask = new Uint8Array(records.count);
  const texts = yield* textsWith(context, like);
  const chain = yield* columnOf(context, ledger, 'chain');
  const custom = yield* columnOf(context, ledger, 'custom');
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
  if (texts.size > 0) yield* markSteps(context, ledger, mask, texts);
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
