import { allRows, eachRow, prepare, run, type WritableIndex } from './database.ts';

/** What is summed up: all counted records, or those of one dataset, type or class (`key` is its dictionary id). */
export const SUMMARY_KINDS = ['all', 'dataset', 'type', 'class'] as const;

/** See {@link SUMMARY_KINDS}. */
export type SummaryKind = (typeof SUMMARY_KINDS)[number];

interface Sums {
  records: number;
  recordedBytes: number;
  present: number;
  logicalBytes: number;
  files: number;
  bytes: number;
  missingRecords: number;
  readonly missingFiles: Set<string>;
}

/** The keys of a record, one for each kind. */
interface Keys {
  readonly dataset: number;
  readonly type: number;
  readonly class: number;
}

class Summary {
  readonly #sums = SUMMARY_KINDS.map(() => new Map<number, Sums>());

  /** The sums that a record with these keys belongs to, in the order of the kinds. */
  of({ dataset, type, class: className }: Keys): Sums[] {
    return [0, dataset, type, className].map((key, kind) => this.#at(kind, key));
  }

  write(index: WritableIndex): void {
    run(index, 'DELETE FROM summary');
    const insert = prepare(index, 'INSERT INTO summary VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    for (const [kind, sums] of this.#sums.entries()) {
      for (const [key, sum] of sums) {
        insert.run(
          SUMMARY_KINDS[kind],
          key,
          sum.records,
          sum.recordedBytes,
          sum.present,
          sum.logicalBytes,
          sum.files,
          sum.bytes,
          sum.missingRecords,
          sum.missingFiles.size,
        );
      }
    }
  }

  #at(kind: number, key: number): Sums {
    const known = this.#sums[kind]?.get(key);
    if (known !== undefined) return known;
    const sums: Sums = {
      records: 0,
      recordedBytes: 0,
      present: 0,
      logicalBytes: 0,
      files: 0,
      bytes: 0,
      missingRecords: 0,
      missingFiles: new Set(),
    };
    this.#sums[kind]?.set(key, sums);
    return sums;
  }
}

/**
 * Sums up the counted records, and the files that they use, so that statistics need not read them all again. One pass
 * over the references in the order of their files counts each file once for each dataset, type and class that uses it.
 *
 * Wants the temporary table `missing` of {@link derive}.
 */
export function deriveSummary(index: WritableIndex): void {
  const summary = new Summary();
  const groups = allRows<Keys & { records: number; bytes: number }>(
    index,
    `SELECT dataset, type, class, count(*) AS records, sum(size) AS bytes FROM record WHERE counted = 1
     GROUP BY dataset, type, class`,
  );
  for (const group of groups) {
    for (const sums of summary.of(group)) {
      sums.records += group.records;
      sums.recordedBytes += group.bytes;
    }
  }
  const missing = allRows<Keys & { name: string }>(
    index,
    `SELECT r.dataset, r.type, r.class, r.name FROM missing x CROSS JOIN record r ON r.id = x.id WHERE r.counted = 1`,
  );
  for (const record of missing) {
    for (const sums of summary.of(record)) {
      sums.missingRecords += 1;
      if (record.name !== '') sums.missingFiles.add(`${record.dataset}/${record.name}`);
    }
  }
  const references = eachRow<Keys & { file: number; size: number }>(
    index,
    `SELECT x.file_id AS file, f.size, r.dataset, r.type, r.class
     FROM reference x CROSS JOIN record r ON r.id = x.record_id CROSS JOIN file f ON f.id = x.file_id
     WHERE x.exact = 1 AND r.counted = 1 ORDER BY x.file_id`,
  );
  let file = 0;
  const counted = new Set<Sums>();
  for (const reference of references) {
    if (reference.file !== file) counted.clear();
    file = reference.file;
    for (const sums of summary.of(reference)) {
      sums.present += 1;
      sums.logicalBytes += reference.size;
      if (counted.has(sums)) continue;
      counted.add(sums);
      sums.files += 1;
      sums.bytes += reference.size;
    }
  }
  summary.write(index);
}
