import type { Way } from '../../../../shared/domain/way.ts';
import type { Columns } from '../../columns/columns.ts';
import type { Slices } from '../../columns/slices.ts';
import { allTuples, type ReadableIndex } from '../../index/database.ts';
import { KnownTexts } from './known-texts.ts';
import {
  dependenciesByRecord,
  ITEM_COLUMNS,
  STEP_COLUMNS,
  wayOfRows,
  type ItemRow,
  type StepRow,
} from './way-rows.ts';

/** A pipeline whose way is wanted: slots of its manifest and of its first record, and how many records it has. */
interface Wanted {
  readonly slot: number;
  readonly id: number;
  readonly first: number;
  readonly count: number;
}

/** How many records and pipelines are read in one go: some milliseconds. */
const MOST_RECORDS = 2000;
const MOST_PIPELINES = 64;

/** The slot of the first record of each manifest, and how many it has, by the slot of the manifest: its records lie behind each other. */
function recordRanges({ manifests, records }: Columns): { first: Int32Array; count: Int32Array } {
  const first = new Int32Array(manifests.length);
  const count = new Int32Array(manifests.length);
  for (let slot = 0; slot < records.count; slot += 1) {
    const manifest = records.manifest[slot] ?? -1;
    if (manifest < 0) continue;
    const known = count[manifest] ?? 0;
    if (known === 0) first[manifest] = slot;
    if (slot !== (first[manifest] ?? 0) + known) {
      throw new Error(`The records of ${manifests[manifest]?.path} do not lie in a row.`);
    }
    count[manifest] = known + 1;
  }
  return { first, count };
}

/** Cuts what is sorted where a new row begins. */
function runsOf<Item>(
  sorted: readonly Item[],
  continues: (before: Item, item: Item) => boolean,
): (readonly [first: Item, last: Item])[] {
  const runs: [Item, Item][] = [];
  for (const item of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && continues(run[1], item)) run[1] = item;
    else runs.push([item, item]);
  }
  return runs;
}

/** What the index says of some pipelines. Rows are asked for by ranges of their numbers: pipelines beside each other are mostly read together. */
class Block {
  readonly #items = new Map<number, readonly ItemRow[]>();
  readonly #steps = new Map<number, StepRow[]>();
  readonly #dependencies: Map<number, string[]>;

  constructor(index: ReadableIndex, wanted: readonly Wanted[], recordIds: Int32Array) {
    const dependencies: [number, string][] = [];
    const byRecords = wanted
      .filter(({ count }) => count > 0)
      .toSorted((one, other) => one.first - other.first);
    const records = new Map<number, ItemRow[]>();
    for (const [from, to] of runsOf(byRecords, (one, other) => other.first === one.first + one.count)) {
      const range = { from: recordIds[from.first] ?? 0, to: recordIds[to.first + to.count - 1] ?? 0 };
      records.set(
        from.first,
        allTuples<ItemRow>(
          index,
          `SELECT ${ITEM_COLUMNS} FROM record WHERE id BETWEEN :from AND :to ORDER BY id`,
          range,
        ),
      );
      const found = allTuples<[number, string]>(
        index,
        `SELECT record_id, target FROM dependency WHERE record_id BETWEEN :from AND :to AND origin = 0
         ORDER BY record_id, ordinal`,
        range,
      );
      for (const row of found) dependencies.push(row);
    }
    let run: { readonly first: number; readonly rows: readonly ItemRow[] } = { first: 0, rows: [] };
    for (const { slot, first, count } of byRecords) {
      const begun = records.get(first);
      if (begun !== undefined) run = { first, rows: begun };
      this.#items.set(slot, run.rows.slice(first - run.first, first - run.first + count));
    }
    this.#dependencies = dependenciesByRecord(dependencies);
    const byId = wanted.toSorted((one, other) => one.id - other.id);
    for (const [from, to] of runsOf(byId, (one, other) => other.id === one.id + 1)) {
      const rows = allTuples<StepRow>(
        index,
        `SELECT ${STEP_COLUMNS} FROM step WHERE manifest_id BETWEEN :from AND :to ORDER BY manifest_id, ordinal`,
        { from: from.id, to: to.id },
      );
      for (const row of rows) {
        const known = this.#steps.get(row[0]);
        if (known === undefined) this.#steps.set(row[0], [row]);
        else known.push(row);
      }
    }
  }

  wayOf({ slot, id }: Wanted, texts: KnownTexts): Way {
    const rows = {
      items: this.#items.get(slot) ?? [],
      steps: this.#steps.get(id) ?? [],
      dependencies: this.#dependencies,
    };
    return wayOfRows(rows, texts);
  }
}

/**
 * The ways of all pipelines, in the order of their paths.
 *
 * @param take gets the slots of the manifest and of its first record; the others come right behind that
 */
export function* eachWay(
  index: ReadableIndex,
  columns: Columns,
  take: (way: Way, manifest: number, firstRecord: number) => void,
): Slices<void> {
  const { first, count } = recordRanges(columns);
  const texts = new KnownTexts(index);
  yield 'more';
  let waiting: Wanted[] = [];
  let records = 0;
  function* read(): Slices<void> {
    const block = new Block(index, waiting, columns.records.id);
    for (const wanted of waiting) {
      yield 'more';
      take(block.wayOf(wanted, texts), wanted.slot, wanted.first);
    }
    waiting = [];
    records = 0;
  }
  for (const [slot, { id, kind }] of columns.manifests.entries()) {
    if (kind !== 0) continue;
    const wanted = { slot, id, first: first[slot] ?? 0, count: count[slot] ?? 0 };
    waiting.push(wanted);
    records += wanted.count;
    if (records >= MOST_RECORDS || waiting.length >= MOST_PIPELINES) yield* read();
  }
  yield* read();
}
