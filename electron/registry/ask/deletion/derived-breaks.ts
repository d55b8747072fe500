import type { Break } from '../../../../shared/api/deletion/clean-errors.ts';
import type { ReadableIndex } from '../../index/database.ts';
import { recordKey, recordsByKey } from '../../index/record-key.ts';
import type { Slices } from '../../columns/slices.ts';
import { derivedLosses, DerivedNeeds } from '../needs/derived-needs.ts';
import { recordName, type RecordName } from '../records/record.ts';
import { manifestOfRecord } from './breaks.ts';
import type { Going } from './going.ts';

/**
 * The records that would lose what they were fitted on when something goes, as the derived way shows it; what is written
 * is in `breaks` and is not said again. What a pipeline's own records need goes with it.
 */
export function* derivedBreaks(
  index: ReadableIndex,
  { manifests, records = [] }: Going,
  breaks: readonly Break[],
): Slices<RecordName[]> {
  const gone = new Set(manifests);
  const alone = new Set(records);
  const broken = recordsByKey(
    index,
    breaks.map((record) => recordKey(record)),
  ).flatMap((record) => (record === null ? [] : [{ record: record.id }]));
  const isGone = (record: number): boolean => alone.has(record) || gone.has(manifestOfRecord(index, record));
  const lost = yield* derivedLosses(new DerivedNeeds(index), records, broken, isGone);
  return lost.map((record) => recordName(index, record));
}
