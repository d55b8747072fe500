import { InvalidArgumentError } from 'commander';
import { SQL_SORTS, type RecordOrder, type SqlSort } from '../../registry/ask/records/records.ts';

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
