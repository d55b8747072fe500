import { firstRow } from '../../electron/registry/index/database.ts';
import type { QueryContext } from '../../electron/registry/state/context.ts';
import { recordCondition, type SqlRecordQuery } from '../../electron/registry/state/record-filter.ts';

/** How many records a filter keeps, counted by SQL alone. */
export function countRecords({ index }: QueryContext, filter: SqlRecordQuery): number {
  const condition = recordCondition(filter);
  const row = firstRow<{ n: number }>(
    index,
    `SELECT count(*) AS n FROM record r JOIN manifest m ON m.id = r.manifest_id WHERE ${condition.sql}`,
    condition.parameters,
  );
  return row?.n ?? 0;
}
