import { localClock, localDay } from '../../shared/text/local-time.ts';

/** A time as ISO 8601 writes it, with or without a zone; anything else a manifest may hold is no time to us. */
const TIME = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/;

function timeOf(text: string): Date | null {
  if (!TIME.test(text)) return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** A time of a manifest as people read it where they are, `2026-11-23 14:32`; what is no time stays as it is written. */
export function localStamp(text: string): string {
  const date = timeOf(text);
  if (date === null) return text;
  return `${localDay(date)} ${localClock(date)}`;
}

/** Its hour and minute alone, for a time of today: `14:32`. */
export function localTime(text: string): string {
  const date = timeOf(text);
  return date === null ? text : localClock(date);
}

/** A time in UTC and to the second, for tooltips: `2026-11-23 13:32:08 UTC`. */
export function utcStamp(text: string): string {
  const date = timeOf(text);
  return date === null ? text : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
