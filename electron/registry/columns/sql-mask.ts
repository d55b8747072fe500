import { allTuples } from '../index/database.ts';
import { slotOf } from '../index/slot-of.ts';
import type { SqlCondition } from '../state/search-condition.ts';
import type { Columns, ViewContext } from './columns.ts';
import type { Slices } from './slices.ts';

/** How many records SQL looks at in one go. */
const CHUNK = 20_000;

/** The records that the conditions keep that only SQL knows, 1 by slot. */
export function* maskOfSql(
  context: ViewContext,
  columns: Columns,
  condition: SqlCondition,
): Slices<Uint8Array> {
  const { records } = columns;
  const mask = new Uint8Array(records.count);
  for (let from = 0; from < records.count; from += CHUNK) {
    const to = Math.min(records.count, from + CHUNK) - 1;
    const rows = allTuples<[number]>(
      context.index,
      `SELECT r.id FROM record r CROSS JOIN manifest m ON m.id = r.manifest_id
       WHERE r.id BETWEEN :firstId AND :lastId AND ${condition.sql}`,
      { ...condition.parameters, firstId: records.id[from] ?? 0, lastId: records.id[to] ?? 0 },
    );
    for (const [id] of rows) mask[slotOf(records.id, id)] = 1;
    yield 'more';
  }
  return mask;
}
