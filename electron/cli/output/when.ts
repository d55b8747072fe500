import { IN_THE_FUTURE } from '../../../shared/text/duration.ts';
import { localClock, localDay } from '../../../shared/text/local-time.ts';
import type { Page } from './page.ts';

/** A time as people read it, `2026-01-05 08:30 (10 mo ago)`, in their own zone; empty for none, as it is where it is no time. */
export function when(time: string | null | undefined, page: Page): string {
  if (time === null || time === undefined || time === '') return '';
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  const age = page.age(time);
  const ago = age === IN_THE_FUTURE ? age : `${age} ago`;
  return `${localDay(date)} ${localClock(date)} (${ago})`;
}
