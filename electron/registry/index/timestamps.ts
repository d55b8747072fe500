const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6})\d*)?(Z|[+-]\d\d:\d\d)?$/;

/** The number that the decimal digits of `text` from `start` to `end` write, NaN where others stand there; faster than cutting them out. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let place = start; place < end; place += 1) {
    const digit = text.charCodeAt(place) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

const DASH = 45;
const COLON = 58;

/**
 * Microseconds of the form that nirs4all writes nearly always: six digits of the second, in UTC (`2026-01-05T08:30:00.987038+00:00`).
 * Null for any other, and for days that may not be. Looks at characters: a regular expression takes as long again.
 */
function usualMicroseconds(text: string): number | null {
  if (text.length !== 32 || !text.endsWith('+00:00') || text.charCodeAt(0) === 48) return null;
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH || text.charAt(10) !== 'T') return null;
  if (text.charCodeAt(13) !== COLON || text.charCodeAt(16) !== COLON || text.charAt(19) !== '.') return null;
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  // Date.UTC would carry a 61st second or a 13th month over, and 31 February into March.
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59 || day < 1 || day > 28) return null;
  const milliseconds = Date.UTC(digits(text, 0, 4), month - 1, day, hour, minute, second);
  const microseconds = milliseconds * 1000 + digits(text, 20, 26);
  return Number.isNaN(microseconds) ? null : microseconds;
}

/**
 * Microseconds since 1970 of a time as Python's `isoformat()` writes it (`2026-01-05T08:30:00.987038+00:00`), or
 * null where the text is none. A time without a zone, as library metadata has it, counts as UTC.
 */
export function microsecondsOf(text: string | null): number | null {
  if (text === null) return null;
  return usualMicroseconds(text) ?? anyMicroseconds(text);
}

function anyMicroseconds(text: string): number | null {
  const match = ISO.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  const time = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  if (Number.isNaN(time.getTime())) return null;
  return time.getTime() * 1000 + Number(fraction.padEnd(6, '0'));
}

/** The inverse of {@link microsecondsOf} for times in UTC, as Python writes them. */
export function pythonTime(microseconds: number): string {
  const fraction = ((microseconds % 1_000_000) + 1_000_000) % 1_000_000;
  const seconds = new Date((microseconds - fraction) / 1000).toISOString().slice(0, 19);
  return fraction === 0 ? `${seconds}+00:00` : `${seconds}.${String(fraction).padStart(6, '0')}+00:00`;
}

/** Whether {@link pythonTime} gives the text back that {@link microsecondsOf} read. */
export function isPythonTime(text: string | null): boolean {
  if (text === null) return false;
  // Python writes no fraction that is zero.
  if (usualMicroseconds(text) !== null && !text.startsWith('000000', 20)) return true;
  const microseconds = microsecondsOf(text);
  return microseconds !== null && pythonTime(microseconds) === text;
}

/** ISO 8601 in UTC with milliseconds of a time of the file system. */
export function isoOfNanoseconds(nanoseconds: bigint): string {
  return new Date(Number(nanoseconds / 1_000_000n)).toISOString();
}
