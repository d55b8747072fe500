import { AHEAD } from '../../../shared/text/duration.ts';
import type { Page } from './page.ts';

/** A time as people read it, `2026-01-05 08:30 (10 mo ago)`, in their own zone; empty for none, as it is where it is no time. */
export function when(time: string | null | undefined, page: Page): string {
  if (time === null || time === undefined || time === '') return '';
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const age = page.age(time);
  const ago = age === AHEAD ? 'in the future' : `${age} ago`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())} (${ago})`;
}
