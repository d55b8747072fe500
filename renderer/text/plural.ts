import { formatCount } from '../../shared/text/format-number.ts';

/** A count with its noun: `1 file`, `4 139 files`. */
export function plural(count: number, noun: string, several = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : several}`;
}
