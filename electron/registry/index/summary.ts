import { allRows, prepare, type WritableIndex } from './database.ts';
import type { Reference, SummedRecord } from './each-reference.ts';

/** What is summed up: all records of primary manifests, or those of one dataset, type or class (`key` is its dictionary id). */
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
  unwrittenRecords: number;
  readonly unwrittenFiles: Set<string>;
  /** The file that was last counted in `files`: references come in the order of their files. */
  lastFile: number;
}

/** The keys of a record, one for each kind. */
interface Keys {
  readonly dataset: number;
  readonly type: number;
  readonly class: number;
}

/** Sums of some keys, the class apart. */
interface Place extends Omit<Keys, 'class'> {
  readonly sums: readonly Sums[];
}

/**
 * Sums over the records of primary manifests, and over the files that they use, so that statistics need not read them all again.
 * A file counts once for each dataset, type and class that uses it.
 */
export class Summary {
  readonly #sums = SUMMARY_KINDS.map(() => new Map<number, Sums>());
  /** Where the last record of each class was added: the next one nearly always belongs to the same sums. */
  readonly #lastOfClass = new Map<number, Place>();

  /** Wants the temporary table `missing` of {@link derive}, and `unwritten`. */
  constructor(index: WritableIndex) {
    const missing = allRows<Keys & { name: string; unwritten: number }>(
      index,
      `SELECT r.dataset, r.type, r.class, r.name, EXISTS (SELECT 1 FROM unwritten u WHERE u.record_id = r.id) AS unwritten FROM missing x CROSS JOIN record r ON r.id = x.id
       WHERE r.is_primary = 1 AND r.dataset NOT IN (SELECT dataset FROM hidden_dataset)`,
    );
    for (const record of missing) {
      for (const sums of this.#of(record)) {
        sums.missingRecords += 1;
        const file = `${record.dataset}/${record.name}`;
        if (record.name !== '') sums.missingFiles.add(file);
        if (record.unwritten === 0) continue;
        sums.unwrittenRecords += 1;
        sums.unwrittenFiles.add(file);
      }
    }
  }

  /** Adds a record, once. */
  addRecord(record: SummedRecord): void {
    if (record.isPrimary !== 1) return;
    for (const sums of this.#of(record)) {
      sums.records += 1;
      sums.recordedBytes += record.recorded;
    }
  }

  /** Adds a reference; those of one file come behind each other. */
  add(reference: Reference): void {
    if (reference.exact !== 1 || reference.isPrimary !== 1) return;
    for (const sums of this.#of(reference)) {
      sums.present += 1;
      sums.logicalBytes += reference.size;
      if (sums.lastFile === reference.file) continue;
      sums.lastFile = reference.file;
      sums.files += 1;
      sums.bytes += reference.size;
    }
  }

  /** Writes the table, after the last reference. */
  write(index: WritableIndex): void {
    const insert = prepare(index, 'INSERT INTO summary VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
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
          sum.unwrittenRecords,
          sum.unwrittenFiles.size,
        );
      }
    }
  }

  /** The sums that a record with these keys belongs to, in the order of the kinds. */
  #of({ dataset, type, class: className }: Keys): readonly Sums[] {
    const last = this.#lastOfClass.get(className);
    if (last?.dataset === dataset && last.type === type) return last.sums;
    const sums = [this.#at(0, 0), this.#at(1, dataset), this.#at(2, type), this.#at(3, className)];
    this.#lastOfClass.set(className, { dataset, type, sums });
    return sums;
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
      unwrittenRecords: 0,
      unwrittenFiles: new Set(),
      lastFile: 0,
    };
    this.#sums[kind]?.set(key, sums);
    return sums;
  }
}
