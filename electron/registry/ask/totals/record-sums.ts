import { allRows, type ReadableIndex } from '../../index/database.ts';
import type { SummaryKind } from '../../index/summary.ts';

/** What the last scan summed up over the counted records of one dataset, type or class, or all. */
export interface RecordSums {
  /** Empty for records without such a text. */
  readonly name: string;
  readonly records: number;
  readonly recorded_bytes: number;
  /** Records whose file is there, and what they would take without sharing files. */
  readonly present: number;
  readonly logical_bytes: number;
  /** The distinct files of those. */
  readonly files: number;
  readonly bytes: number;
  readonly missing_records: number;
  readonly missing_files: number;
  /** Of the missing ones, those of variants that were never written. */
  readonly unwritten_records: number;
  readonly unwritten_files: number;
}

/** The sums of each, by name. */
export function recordSums(index: ReadableIndex, kind: SummaryKind): RecordSums[] {
  return allRows<RecordSums>(
    index,
    `SELECT coalesce(t.text, '') AS name, s.* FROM summary s LEFT JOIN dictionary t ON t.id = s.key
     WHERE s.kind = :kind ORDER BY name`,
    { kind },
  );
}
