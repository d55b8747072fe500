import type { Sums } from '../../../shared/api/numbers.ts';
import type { Columns } from './columns.ts';
import { eachSlot, isHidden } from './columns.ts';
import { SLICE, type Slices } from './slices.ts';

/** Whether the file of a record is known not to be there, by its slot. */
export function isMissing(records: Columns['records'], record: number): boolean {
  return (records.file[record] ?? -1) < 0 && !isHidden(records, record) && !records.elsewhere.has(record);
}

/** Counts a record where its file is not there. */
function countMissing(sums: Sums, records: Columns['records'], record: number): void {
  if (!isMissing(records, record)) return;
  sums.missing += 1;
  sums.unwritten += records.unwritten[record] ?? 0;
}

/** Sums of nothing. */
export function noSums(): Sums {
  return { records: 0, files: 0, size_bytes: 0, exclusive_bytes: 0, missing: 0, unwritten: 0 };
}

/**
 * Sums over the records of each of several groups. A file counts once in each group that uses it, and is exclusive to a
 * group where all that refers to it is in there. Other names of a file (links) are not counted besides it.
 *
 * @param groupOf the group of a record's slot, below `groups`; -1 for none
 */
export function* sumsOfGroups(
  columns: Columns,
  groups: number,
  groupOf: (record: number) => number,
): Slices<Sums[]> {
  const sums = Array.from({ length: groups }, noSums);
  const { records } = columns;
  yield* eachSlot(records.count, (record) => {
    const group = sums[groupOf(record)];
    if (group === undefined) return;
    group.records += 1;
    countMissing(group, records, record);
  });
  const byFile = yield* recordsByFile(columns);
  /** References of the file at hand by group, as far as `stamp` says that they are the file's. */
  const references = new Int32Array(groups);
  const stamp = new Int32Array(groups).fill(-1);
  yield* eachSlot(columns.files.count, (file) => {
    if (columns.files.alias[file] === 1) return;
    const size = columns.files.size[file] ?? 0;
    const to = byFile.start[file + 1] ?? 0;
    for (let place = byFile.start[file] ?? 0; place < to; place += 1) {
      const group = groupOf(byFile.record[place] ?? 0);
      const sum = sums[group];
      if (sum === undefined) continue;
      if (stamp[group] !== file) {
        stamp[group] = file;
        references[group] = 0;
        sum.files += 1;
        sum.size_bytes += size;
      }
      references[group] = (references[group] ?? 0) + 1;
      if (references[group] === columns.uses[file] && columns.files.frees[file] === 1)
        sum.exclusive_bytes += size;
    }
  });
  return sums;
}

/** Adds up what the marked records use of the files from one slot up to another. */
function addFiles(
  { files, uses }: Columns,
  { start, record }: RecordsByFile,
  marked: Uint8Array,
  [from, to]: readonly [number, number],
  sums: Sums,
): void {
  for (let file = from; file < to; file += 1) {
    if (files.alias[file] === 1) continue;
    const end = start[file + 1] ?? 0;
    let used = 0;
    for (let place = start[file] ?? 0; place < end; place += 1) used += marked[record[place] ?? 0] ?? 0;
    if (used === 0) continue;
    const size = files.size[file] ?? 0;
    sums.files += 1;
    sums.size_bytes += size;
    if (used === uses[file] && files.frees[file] === 1) sums.exclusive_bytes += size;
  }
}

/**
 * The same as {@link sumsOfGroups} for one group of any size.
 *
 * @param marked 1 by the slot of each record of the group, else 0
 */
export function* sumsOfMarked(columns: Columns, marked: Uint8Array): Slices<Sums> {
  const sums = noSums();
  for (let record = 0; record < marked.length; record += 1) {
    if (marked[record] !== 1) continue;
    sums.records += 1;
    countMissing(sums, columns.records, record);
  }
  const byFile = yield* recordsByFile(columns);
  for (let from = 0; from < columns.files.count; from += SLICE) {
    yield 'more';
    addFiles(columns, byFile, marked, [from, Math.min(columns.files.count, from + SLICE)], sums);
  }
  return sums;
}

/**
 * The same as {@link sumsOfGroups} for few records, by looking at those alone.
 *
 * @param records slots, each once; those that are in a group
 */
export function sumsOfRecords(
  columns: Columns,
  groups: number,
  records: readonly number[],
  groupOf: (record: number) => number,
): Sums[] {
  const { references, files, uses } = columns;
  const sums = Array.from({ length: groups }, noSums);
  const counts = sums.map(() => new Map<number, number>());
  for (const record of records) {
    const [sum, count] = [sums[groupOf(record)], counts[groupOf(record)]];
    if (sum === undefined || count === undefined) continue;
    sum.records += 1;
    countMissing(sum, columns.records, record);
    const to = references.start[record + 1] ?? 0;
    for (let place = references.start[record] ?? 0; place < to; place += 1) {
      const file = references.file[place] ?? 0;
      if (files.alias[file] !== 1) count.set(file, (count.get(file) ?? 0) + 1);
    }
  }
  for (const [group, sum] of sums.entries()) {
    for (const [file, count] of counts[group] ?? []) {
      const size = files.size[file] ?? 0;
      sum.files += 1;
      sum.size_bytes += size;
      if (count === uses[file] && files.frees[file] === 1) sum.exclusive_bytes += size;
    }
  }
  return sums;
}

/** The records that refer to each file: those of file `f` from `start[f]` up to `start[f + 1]`. */
export interface RecordsByFile {
  readonly start: Int32Array;
  readonly record: Int32Array;
}

const known = new WeakMap<Columns, RecordsByFile>();

/** Turns the references round; made once for columns. */
export function* recordsByFile(columns: Columns): Slices<RecordsByFile> {
  const made = known.get(columns);
  if (made !== undefined) return made;
  const { references, uses, files } = columns;
  const start = new Int32Array(files.count + 1);
  for (let file = 0; file < files.count; file += 1) start[file + 1] = (start[file] ?? 0) + (uses[file] ?? 0);
  const next = start.slice();
  const record = new Int32Array(references.file.length);
  yield* eachSlot(columns.records.count, (slot) => {
    const to = references.start[slot + 1] ?? 0;
    for (let place = references.start[slot] ?? 0; place < to; place += 1) {
      const file = references.file[place] ?? 0;
      record[next[file] ?? 0] = slot;
      next[file] = (next[file] ?? 0) + 1;
    }
  });
  const turned = { start, record };
  known.set(columns, turned);
  return turned;
}
