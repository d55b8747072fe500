import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import type { RecordPlace } from '../../../shared/api/records/record-place.ts';
import type { Checked } from '../../kit/checked-rows.ts';

/** Records that are checked. */
export type CheckedRecords = Checked<RecordPlace>;

/** Names a record among those that are checked. */
export function placeKey({ manifest, position }: RecordPlace): string {
  return `${manifest}#${position}`;
}

/** The question that means the checked records: the filter less what was unchecked, or what was checked alone. */
export function checkedQuery({ isAll, items }: CheckedRecords, filter: RecordQuery): RecordQuery {
  const named = [...items.values()];
  if (!isAll) return { only: named };
  return named.length === 0 ? filter : { ...filter, except: named };
}
