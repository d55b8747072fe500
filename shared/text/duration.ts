import { fail, ok } from '../domain/result.ts';
import type { Result } from '../domain/result.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const UNITS: ReadonlyMap<string, number> = new Map([
  ['s', SECOND],
  ['m', MINUTE],
  ['h', HOUR],
  ['d', DAY],
  ['w', WEEK],
]);

/** The mean length of a month; ages in months and years are for reading, not for arithmetic. */
const MONTH = 30.4375 * DAY;

/** Stands for the age of a time that is yet to come. */
export const AHEAD = 'future';

/**
 * How long ago, in one unit and rounded down: `40 s`, `2 min`, `35 h`, `89 d`, `10 mo`, `3 y`. A time a little ahead
 * (clocks differ between machines) is `0 s`; one that is more than a day ahead, of a clock that is wrong, `future`.
 */
export function formatAge(milliseconds: number): string {
  if (milliseconds < -DAY) return AHEAD;
  const age = Math.max(0, milliseconds);
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < 36 * HOUR) return `${Math.floor(age / HOUR)} h`;
  if (age < 90 * DAY) return `${Math.floor(age / DAY)} d`;
  if (age < 24 * MONTH) return `${Math.floor(age / MONTH)} mo`;
  return `${Math.floor(age / (12 * MONTH))} y`;
}

/**
 * Reads a grace period (`30m`, `24h`, `7d`; s, m, h, d, w; a bare `0`) as milliseconds. Anything else fails with a
 * sentence for people: a period that was misread could put fresh files at risk.
 */
export function parseDuration(text: string): Result<number, string> {
  if (text === '0') return ok(0);
  const [, digits, unit] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  const factor = unit === undefined ? undefined : UNITS.get(unit);
  if (digits === undefined || factor === undefined) {
    return fail('Give a whole number and a unit (s, m, h, d or w), such as 24h, 30m or 7d, or 0.');
  }
  const milliseconds = Number(digits) * factor;
  return Number.isSafeInteger(milliseconds) ? ok(milliseconds) : fail('This time is too long.');
}
