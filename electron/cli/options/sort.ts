import { InvalidArgumentError } from 'commander';
import type { RecordOrder } from '../../registry/ask/records/page-sql.ts';
import { SQL_SORTS, type SqlSort } from '../../registry/state/record-order.ts';

/** Names of fields that mean the order by place. */
const ALSO_PLACE: ReadonlySet<string> = new Set(['manifest', 'position']);

/** Reads `KEY`, `-KEY`, `KEY:desc` or `KEY:asc`. */
export function recordOrder(text: string): RecordOrder {
  const [, minus = '', key = '', suffix = ''] = /^(-?)([a-z_]+)(?::(asc|desc))?$/.exec(text) ?? [];
  const by: SqlSort | undefined = ALSO_PLACE.has(key) ? 'place' : SQL_SORTS.find((known) => known === key);
  if (by === undefined || (minus !== '' && suffix !== '')) {
    throw new InvalidArgumentError(
      `Give one of ${SQL_SORTS.join(', ')}; with - in front or :desc behind the largest come first.`,
    );
  }
  return { by, descending: minus !== '' || suffix === 'desc' };
}
