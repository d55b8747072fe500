import { FILE_STATES, type FileState } from '../../../shared/domain/states.ts';
import type { FileSort } from '../../../shared/api/records/file-list.ts';
import { allRows, allTuples } from '../index/database.ts';
import { FILE_STATE, stateParameters } from '../state/context.ts';
import { compareTexts } from '../index/compare-texts.ts';
import { slotOf } from '../index/slot-of.ts';
import { columnsOf, eachPage, eachSlot, type Columns, type ViewContext } from './columns.ts';
import { fileDatasets } from './file-users.ts';
import type { Slices } from './slices.ts';

/** Files that are asked for in one go. */
const CHUNK = 2000;

/** The state of a file depends on the time: for so long, in milliseconds, a list stays as it is, so that its pages fit together. */
const STAYS_MS = 10_000;

/** Names what lists of files depend on besides the index. */
export function stateKey(context: ViewContext): string {
  const { nowMs, graceMs, isStale = false, countedEmpty, lookedPast, countedDeleted, inTrash } = context;
  const settled = [countedEmpty, lookedPast, countedDeleted, inTrash];
  return JSON.stringify([Math.floor(nowMs / STAYS_MS), graceMs, isStale, settled]);
}

/** Slots of the files that only records name which no chain uses. */
function keptFiles({ index, memo }: ViewContext, { files }: Columns): Slices<readonly number[]> {
  return memo.base('kept files', function* read() {
    const kept: number[] = [];
    yield* eachPage<readonly [number]>(
      index,
      'SELECT file_id FROM file_use WHERE kept = 1 AND file_id > :after ORDER BY file_id LIMIT :limit',
      (rows) => {
        for (const [id] of rows) kept.push(slotOf(files.id, id));
      },
    );
    return kept;
  });
}

/** The state of each file by its slot, as a place in `FILE_STATES`; as of a few seconds ago at most. */
export function fileStates(context: ViewContext): Slices<Uint8Array> {
  return context.memo.answer(`file states ${stateKey(context)}`, function* read() {
    const columns = yield* columnsOf(context);
    const { files, uses } = columns;
    const parameters = stateParameters(context);
    const states = new Uint8Array(files.count);
    const unused: number[] = [];
    yield* eachSlot(files.count, (file) => {
      if (uses[file] === 0) unused.push(files.id[file] ?? 0);
    });
    for (let from = 0; from < unused.length; from += CHUNK) {
      const rows = allRows<{ id: number; state: FileState }>(
        context.index,
        `SELECT f.id, ${FILE_STATE} AS state FROM json_each(:files) j CROSS JOIN file f ON f.id = j.value
         CROSS JOIN file_use u ON u.file_id = f.id CROSS JOIN folder d ON d.id = f.folder_id`,
        { ...parameters, files: JSON.stringify(unused.slice(from, from + CHUNK)) },
      );
      for (const { id, state } of rows) states[slotOf(files.id, id)] = FILE_STATES.indexOf(state);
      yield 'more';
    }
    const kept = FILE_STATES.indexOf('kept');
    for (const file of yield* keptFiles(context, columns)) states[file] = kept;
    return states;
  });
}

/** When each file was last written, in milliseconds since 1970, by its slot. */
function fileTimes({ index, memo }: ViewContext, count: number): Slices<Float64Array> {
  return memo.base('file times', function* read() {
    const times = new Float64Array(count);
    let slot = 0;
    yield* eachPage<readonly [number, number]>(
      index,
      'SELECT id, mtime_ns / 1000000 FROM file WHERE id > :after ORDER BY id LIMIT :limit',
      (rows) => {
        for (const [, time] of rows) {
          times[slot] = time;
          slot += 1;
        }
      },
    );
    return times;
  });
}

/** The place of each file when they are ordered by their paths, as `files` of the command line lists them. */
export function filePlaces(context: ViewContext): Slices<Float64Array> {
  const { index, memo } = context;
  return memo.base('file places', function* read() {
    const { files } = yield* columnsOf(context);
    const places = new Float64Array(files.count);
    let place = 0;
    for (const [folder] of allTuples<[number]>(index, 'SELECT id FROM folder ORDER BY path')) {
      for (let after = ''; ;) {
        const rows = allTuples<[number, string]>(
          index,
          'SELECT id, name FROM file WHERE folder_id = :folder AND name > :after ORDER BY name LIMIT 4000',
          { folder, after },
        );
        for (const [id] of rows) {
          places[slotOf(files.id, id)] = place;
          place += 1;
        }
        after = rows.at(-1)?.[1] ?? '';
        yield 'more';
        if (rows.length < 4000) break;
      }
    }
    return places;
  });
}

/** The place of each file's dataset among all of them; those of none come first. */
function* datasetRanks(context: ViewContext): Slices<Float64Array> {
  const { files } = yield* columnsOf(context);
  const datasetOf = yield* fileDatasets(context);
  const met = new Map<string, number>();
  const numbers = new Float64Array(files.count);
  yield* eachSlot(files.count, (file) => {
    const name = datasetOf(file) ?? '';
    const number = met.get(name) ?? met.size;
    met.set(name, number);
    numbers[file] = number;
  });
  const ranks = new Map(
    [...met.keys()].toSorted(compareTexts).map((name, rank) => [met.get(name) ?? 0, rank]),
  );
  return numbers.map((number) => ranks.get(number) ?? 0);
}

/** What an order of files compares, by slot. */
export function fileKeys(context: ViewContext, sort: FileSort): Slices<Float64Array> {
  const name = sort === 'status' ? `file keys status ${stateKey(context)}` : `file keys ${sort}`;
  return context.memo.answer(name, function* make() {
    const { files, uses } = yield* columnsOf(context);
    switch (sort) {
      case 'path':
        return yield* filePlaces(context);
      case 'size_bytes':
        return files.size;
      case 'mtime':
        return yield* fileTimes(context, files.count);
      case 'references':
        return Float64Array.from(uses);
      case 'status':
        return Float64Array.from(yield* fileStates(context));
      case 'dataset':
        return yield* datasetRanks(context);
    }
  });
}
