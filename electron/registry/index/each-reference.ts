import type { ReadableIndex } from './database.ts';
import { countRows, eachById } from './each-by-id.ts';
import { slotOf } from './slot-of.ts';
import type { FileColumns } from './used-files.ts';

/** What is summed up of a record. */
export interface SummedRecord {
  readonly manifest: number;
  /** 1 for records of primary manifests. */
  readonly isPrimary: number;
  readonly dataset: number;
  readonly type: number;
  readonly class: number;
  /** The size that it states; 0 where it states none. */
  readonly recorded: number;
}

/** A record that means a file, with what is summed up over both. */
export interface Reference extends SummedRecord {
  readonly file: number;
  /** Place of the file among all of them. */
  readonly slot: number;
  /** The folder of the file. */
  readonly folder: number;
  /** 1 for another name of a file that counts elsewhere. */
  readonly alias: number;
  readonly size: number;
  /** 1 where deleting the file gives its space back: one name, not behind a link, and no missing record may mean it. */
  readonly frees: number;
  /** 1 where nirs4all finds the file there. */
  readonly exact: number;
}

/** Records that mean files, as columns of numbers in the order of the records. */
interface ReferenceColumns {
  readonly slot: Int32Array;
  readonly exact: Uint8Array;
  readonly manifest: Int32Array;
  readonly isPrimary: Uint8Array;
  readonly dataset: Int32Array;
  readonly type: Int32Array;
  readonly class: Int32Array;
  readonly recorded: Float64Array;
}

type Row = readonly [number, number, number, number, number, number, number, number | null, number | null];

function readReferences(
  index: ReadableIndex,
  files: FileColumns,
  visitRecord: (record: SummedRecord) => void,
): ReferenceColumns {
  const count = countRows(index, 'reference');
  const columns = {
    slot: new Int32Array(count),
    exact: new Uint8Array(count),
    manifest: new Int32Array(count),
    isPrimary: new Uint8Array(count),
    dataset: new Int32Array(count),
    type: new Int32Array(count),
    class: new Int32Array(count),
    recorded: new Float64Array(count),
  };
  let place = 0;
  let last = 0;
  const take = ([id, manifest, isPrimary, dataset, type, className, recorded, file, exact]: Row): void => {
    if (id !== last) visitRecord({ manifest, isPrimary, dataset, type, class: className, recorded });
    last = id;
    if (file === null) return;
    columns.slot[place] = slotOf(files.id, file);
    columns.exact[place] = exact ?? 0;
    columns.manifest[place] = manifest;
    columns.isPrimary[place] = isPrimary;
    columns.dataset[place] = dataset;
    columns.type[place] = type;
    columns.class[place] = className;
    columns.recorded[place] = recorded;
    place += 1;
  };
  eachById<Row>(
    index,
    'record',
    `SELECT r.id, r.manifest_id, r.is_primary, r.dataset, r.type, r.class, r.size, x.file_id, x.exact
     FROM record r LEFT JOIN reference x ON x.record_id = r.id WHERE r.id BETWEEN :from AND :to ORDER BY r.id`,
    take,
  );
  return columns;
}

/** The places of references in the order of the slots of their files. */
function inOrderOfFiles(slots: Int32Array, files: number): Int32Array {
  const next = new Int32Array(files + 1);
  for (const slot of slots) next[slot + 1] = (next[slot + 1] ?? 0) + 1;
  for (let slot = 0; slot < files; slot += 1) next[slot + 1] = (next[slot + 1] ?? 0) + (next[slot] ?? 0);
  const order = new Int32Array(slots.length);
  for (let place = 0; place < slots.length; place += 1) {
    const slot = slots[place] ?? 0;
    const at = next[slot] ?? 0;
    order[at] = place;
    next[slot] = at + 1;
  }
  return order;
}

/**
 * Visits all references in the order of their files, so that what is counted once for a file can be, and before that each record
 * once, whether it means a file or not.
 */
export function eachReference(
  index: ReadableIndex,
  files: FileColumns,
  visitRecord: (record: SummedRecord) => void,
  visit: (reference: Reference) => void,
): void {
  const columns = readReferences(index, files, visitRecord);
  for (const place of inOrderOfFiles(columns.slot, files.id.length)) {
    const slot = columns.slot[place] ?? 0;
    visit({
      file: files.id[slot] ?? 0,
      slot,
      folder: files.folder[slot] ?? 0,
      alias: files.alias[slot] ?? 0,
      size: files.size[slot] ?? 0,
      frees: files.frees[slot] ?? 0,
      exact: columns.exact[place] ?? 0,
      manifest: columns.manifest[place] ?? 0,
      isPrimary: columns.isPrimary[place] ?? 0,
      dataset: columns.dataset[place] ?? 0,
      type: columns.type[place] ?? 0,
      class: columns.class[place] ?? 0,
      recorded: columns.recorded[place] ?? 0,
    });
  }
}
