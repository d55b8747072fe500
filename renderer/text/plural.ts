import { formatCount } from '../../shared/text/format-number.ts';

/** A count with its noun: `1 file`, `4 139 files`. */
export function plural(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
