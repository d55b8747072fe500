import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import type { RecordKey } from '../../../shared/domain/record-key.ts';
import type { Checked } from '../../kit/checked-rows.ts';

/** Records that are checked. */
export type CheckedRecords = Checked<RecordKey>;

/** The question that means the checked records: the filter less what was unchecked, or what was checked alone. */
export function checkedQuery({ isAll, items }: CheckedRecords, filter: RecordQuery): RecordQuery {
  const named = [...items.values()];
  if (!isAll) return { only: named };
  return named.length === 0 ? filter : { ...filter, except: named };
}
