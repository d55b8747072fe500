import type { RecordKey } from '../../../shared/domain/record-key.ts';
import { GIVES_SPACE } from '../files/gives-space.ts';
import { allRows, allTuples, type ReadableIndex, type SqlParameters } from '../index/database.ts';
import type { QueryContext } from '../state/context.ts';
import { requireWays } from '../index/pending-ways.ts';
import { isWayColumn, type NumberColumn, type TextColumn, type WayColumn } from '../state/record-order.ts';
import type { Memo } from './memo.ts';
import { recordsByKey } from '../index/record-key.ts';
import { slotOf } from '../index/slot-of.ts';
import { SLICE, type Slices } from './slices.ts';

/** What questions need that sum up over all records. */
export interface ViewContext extends QueryContext {
  readonly memo: Memo;
}

/** A manifest, in the order of paths. */
export interface ListedManifest {
  readonly id: number;
  readonly path: string;
  /** 0 a pipeline's, 1 library, 2 export, 3 other. */
  readonly kind: number;
  readonly run: string | null;
  readonly dataset: string | null;
  readonly pipelineId: string | null;
  /** What its pipeline is called in a database, where ids are long numbers; null for a manifest. */
  readonly pipelineName: string | null;
  readonly createdAt: string | null;
}

/**
 * Who uses what, as columns of numbers: some 40 bytes a record, so that sums over any set of records take milliseconds. Records,
 * files and manifests are named by their place here (slots), those of records and files in the order of their ids.
 */
export interface Columns {
  readonly manifests: readonly ListedManifest[];
  readonly records: {
    readonly count: number;
    readonly id: Int32Array;
    /** Slot of its manifest. */
    readonly manifest: Int32Array;
    readonly position: Int32Array;
    /** 1 for records of primary manifests, which alone are listed and summed up; copies only keep files. */
    readonly isPrimary: Uint8Array;
    /** Dictionary ids. */
    readonly dataset: Int32Array;
    readonly type: Int32Array;
    readonly class: Int32Array;
    /** -1 where all folds share it. */
    readonly fold: Int32Array;
    /** As recorded. */
    readonly size: Float64Array;
    /** Slot of the file where nirs4all finds it; -1 where it is missing. */
    readonly file: Int32Array;
    /** Datasets (dictionary ids) whose folder can't be listed, so that nobody knows what of them is missing. */
    readonly hidden: ReadonlySet<number>;
    /** Slots of the few whose file is there and is no stored one: models in native results. */
    readonly elsewhere: ReadonlySet<number>;
    /** 1 where its file, which is missing, was never written. */
    readonly unwritten: Uint8Array;
  };
  readonly files: {
    readonly count: number;
    readonly id: Int32Array;
    readonly folder: Int32Array;
    readonly size: Float64Array;
    /** 1 where deleting it gives its space back: one name, not behind a link, and no missing record may mean it. */
    readonly frees: Uint8Array;
    /** 1 for another name of a file that counts elsewhere. */
    readonly alias: Uint8Array;
    /** 1 where a link leads out of the workspace. */
    readonly outside: Uint8Array;
    /** Number of its `file_note`; 0 for none. */
    readonly note: Uint8Array;
  };
  /** References of record `r` are those from `start[r]` up to `start[r + 1]`; each means the file in `file`. */
  readonly references: { readonly start: Int32Array; readonly file: Int32Array };
  /** How many references each file has, from copies too. */
  readonly uses: Int32Array;
}

/** Rows that are read in one go. */
const PAGE = 4000;

/** Reads rows by ascending number, a page at a time. `sql` selects the number first, and wants `:after` and `:limit`. */
export function* eachPage<Row extends readonly [number, ...(number | string | null)[]]>(
  index: ReadableIndex,
  sql: string,
  take: (rows: readonly Row[]) => void,
  parameters: SqlParameters = {},
): Slices<void> {
  for (let after = -1; ;) {
    const rows = allTuples<Row>(index, sql, { ...parameters, after, limit: PAGE });
    take(rows);
    const last = rows.at(-1)?.[0];
    if (rows.length < PAGE || last === undefined) return;
    after = last;
    yield 'more';
  }
}

const count = (index: ReadableIndex, table: 'record' | 'file' | 'reference'): number =>
  allTuples<[number]>(index, `SELECT count(*) FROM ${table}`)[0]?.[0] ?? 0;

function* readFiles(index: ReadableIndex): Slices<Columns['files']> {
  const size = count(index, 'file');
  const files = {
    count: size,
    id: new Int32Array(size),
    folder: new Int32Array(size),
    size: new Float64Array(size),
    frees: new Uint8Array(size),
    alias: new Uint8Array(size),
    outside: new Uint8Array(size),
    note: new Uint8Array(size),
  };
  let slot = 0;
  yield* eachPage<readonly [number, number, number, number, number, number, number]>(
    index,
    `SELECT f.id, f.folder_id, f.size, ${GIVES_SPACE} AND u.claimed = 0, u.alias, f.link = 2,
       coalesce(n.note, 0)
     FROM file f CROSS JOIN file_use u ON u.file_id = f.id LEFT JOIN file_note n ON n.file_id = f.id WHERE f.id > :after ORDER BY f.id LIMIT :limit`,
    (rows) => {
      for (const [id, folder, bytes, frees, alias, outside, note] of rows) {
        files.id[slot] = id;
        files.folder[slot] = folder;
        files.size[slot] = bytes;
        files.frees[slot] = frees;
        files.alias[slot] = alias;
        files.outside[slot] = outside;
        files.note[slot] = note;
        slot += 1;
      }
    },
  );
  return files;
}

function* readRecords(
  index: ReadableIndex,
  manifestSlots: ReadonlyMap<number, number>,
): Slices<Columns['records']> {
  const size = count(index, 'record');
  const records = {
    count: size,
    id: new Int32Array(size),
    manifest: new Int32Array(size),
    position: new Int32Array(size),
    isPrimary: new Uint8Array(size),
    dataset: new Int32Array(size),
    type: new Int32Array(size),
    class: new Int32Array(size),
    fold: new Int32Array(size),
    size: new Float64Array(size),
    file: new Int32Array(size).fill(-1),
    hidden: new Set(
      allTuples<[number]>(index, 'SELECT dataset FROM hidden_dataset').map(([dataset]) => dataset),
    ),
    elsewhere: new Set<number>(),
    unwritten: new Uint8Array(size),
  };
  let slot = 0;
  yield* eachPage<readonly [number, number, number, number, number, number, number, number | null, number]>(
    index,
    `SELECT id, manifest_id, position, is_primary, dataset, type, class, fold, size FROM record
     WHERE id > :after ORDER BY id LIMIT :limit`,
    (rows) => {
      for (const [id, manifest, position, isPrimary, dataset, type, className, fold, bytes] of rows) {
        records.id[slot] = id;
        records.manifest[slot] = manifestSlots.get(manifest) ?? -1;
        records.position[slot] = position;
        records.isPrimary[slot] = isPrimary;
        records.dataset[slot] = dataset;
        records.type[slot] = type;
        records.class[slot] = className;
        records.fold[slot] = fold ?? -1;
        records.size[slot] = bytes;
        slot += 1;
      }
    },
  );
  for (const [id] of allTuples<[number]>(index, ELSEWHERE)) records.elsewhere.add(slotOf(records.id, id));
  yield* eachPage<readonly [number]>(
    index,
    'SELECT record_id FROM unwritten WHERE record_id > :after ORDER BY record_id LIMIT :limit',
    (rows) => {
      for (const [id] of rows) records.unwritten[slotOf(records.id, id)] = 1;
    },
  );
  return records;
}

/** Models that lie in native results, of the few pipelines that have such. */
const ELSEWHERE = `
  SELECT r.id FROM pipeline p CROSS JOIN record r ON r.manifest_id = p.id CROSS JOIN result_artifact a ON a.path = r.name
  WHERE p.part IS NOT NULL AND p.stands_for IS NULL AND p.native_results IS NOT NULL`;

/** Reads the references in the order of their records, which is that of the slots. */
function* readReferences(
  index: ReadableIndex,
  records: Columns['records'],
  files: Columns['files'],
): Slices<Columns['references']> {
  const start = new Int32Array(records.count + 1);
  const file = new Int32Array(count(index, 'reference'));
  let record = -1;
  let place = 0;
  let [afterRecord, afterFile] = [-1, -1];
  for (;;) {
    const rows = allTuples<readonly [number, number, number]>(
      index,
      `SELECT record_id, file_id, exact FROM reference WHERE (record_id, file_id) > (:afterRecord, :afterFile)
       ORDER BY record_id, file_id LIMIT :limit`,
      { afterRecord, afterFile, limit: PAGE },
    );
    for (const [recordId, fileId, exact] of rows) {
      while (records.id[record] !== recordId) {
        record += 1;
        if (record >= records.count) throw new Error(`The index has no record ${recordId}.`);
        start[record] = place;
      }
      const slot = slotOf(files.id, fileId);
      file[place] = slot;
      if (exact === 1 && records.file[record] === -1) records.file[record] = slot;
      place += 1;
      [afterRecord, afterFile] = [recordId, fileId];
    }
    if (rows.length < PAGE) break;
    yield 'more';
  }
  start.fill(place, record + 1);
  return { start, file };
}

/** SQL: what the pipeline of manifest `m` is called where its id is a long number. */
export const PIPELINE_NAME = 'CASE WHEN m.part IS NOT NULL THEN m.name END';

function* build(index: ReadableIndex): Slices<Columns> {
  const manifests = allRows<ListedManifest>(
    index,
    `SELECT id, path, kind, run, dataset, pipeline_id AS pipelineId,
       ${PIPELINE_NAME} AS pipelineName, created_at AS createdAt
     FROM manifest m ORDER BY path`,
  );
  yield 'more';
  const slots = new Map(manifests.map(({ id }, slot) => [id, slot]));
  const files = yield* readFiles(index);
  const records = yield* readRecords(index, slots);
  const references = yield* readReferences(index, records, files);
  const uses = new Int32Array(files.count);
  for (const slot of references.file) uses[slot] = (uses[slot] ?? 0) + 1;
  return { manifests, records, files, references, uses };
}

/** The columns of the index as it is now; made once for each state of it. */
export function columnsOf({ index, memo }: ViewContext): Slices<Columns> {
  return memo.base('columns', () => build(index));
}

/** The slots of the records that some keys mean, in their order; -1 for one that is not there. */
export function recordSlots(
  { index }: ViewContext,
  { records }: Columns,
  keys: readonly RecordKey[],
): number[] {
  return recordsByKey(index, keys).map((found) => (found === null ? -1 : slotOf(records.id, found.id)));
}

/** The same of one. */
export function recordSlot(context: ViewContext, columns: Columns, key: RecordKey): number {
  return recordSlots(context, columns, [key])[0] ?? -1;
}

/** A number column of the records that only some questions need; nulls become -1. */
export function columnOf(
  { index, memo }: ViewContext,
  { records }: Columns,
  column: WayColumn | 'chain' | 'branch' | 'step' | 'source' | 'custom' | 'format' | 'created_us',
): Slices<Float64Array> {
  return memo.base(`column ${column}`, function* read() {
    if (isWayColumn(column)) requireWays(index);
    const from = isWayColumn(column) ? 'record r LEFT JOIN record_way w ON w.record_id = r.id' : 'record r';
    const values = new Float64Array(records.count);
    let slot = 0;
    yield* eachPage<readonly [number, number | null]>(
      index,
      `SELECT r.id, ${column} FROM ${from} WHERE r.id > :after ORDER BY r.id LIMIT :limit`,
      (rows) => {
        for (const [, value] of rows) {
          values[slot] = value ?? -1;
          slot += 1;
        }
      },
    );
    return values;
  });
}

/** A column of the records by slot, numbers or ids of texts; nulls are -1. */
export function* numbersOf(
  context: ViewContext,
  columns: Columns,
  column: TextColumn | NumberColumn,
): Slices<ArrayLike<number>> {
  switch (column) {
    case 'class':
    case 'type':
    case 'dataset':
    case 'fold':
    case 'size':
      return columns.records[column];
    default:
      return yield* columnOf(context, columns, column);
  }
}

/** Whether the folder of a record's dataset can't be listed, by the record's slot. */
export function isHidden({ hidden, dataset }: Columns['records'], record: number): boolean {
  return hidden.has(dataset[record] ?? 0);
}

/** Calls `visit` for all places up to `count`, in slices. */
export function* eachSlot(size: number, visit: (slot: number) => void): Slices<void> {
  for (let from = 0; from < size; from += SLICE) {
    const to = Math.min(size, from + SLICE);
    for (let slot = from; slot < to; slot += 1) visit(slot);
    if (to < size) yield 'more';
  }
}
