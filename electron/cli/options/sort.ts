import { InvalidArgumentError } from 'commander';
import { RECORD_SORTS, type RecordOrder, type RecordSort } from '../../registry/ask/records/records.ts';

/** Fields of the answer that are the order by place, under their own names. */
const ALSO_PLACE: ReadonlySet<string> = new Set(['manifest', 'position']);

/** Reads `KEY`, `-KEY`, `KEY:desc` or `KEY:asc`. */
export function recordOrder(text: string): RecordOrder {
  const [, minus = '', key = '', suffix = ''] = /^(-?)([a-z_]+)(?::(asc|desc))?$/.exec(text) ?? [];
  const by: RecordSort | undefined = ALSO_PLACE.has(key)
    ? 'place'
    : RECORD_SORTS.find((known) => known === key);
  if (by === undefined || (minus !== '' && suffix !== '')) {
    throw new InvalidArgumentError(
      `Give one of ${RECORD_SORTS.join(', ')}; with - in front or :desc behind the largest come first.`,
    );
  }
  return { by, descending: minus !== '' || suffix === 'desc' };
}
