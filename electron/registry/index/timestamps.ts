const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6})\d*)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Microseconds since 1970 of a time as Python's `isoformat()` writes it (`2026-01-05T08:30:00.987038+00:00`), or
 * null where the text is none. A time without a zone, as library metadata has it, counts as UTC.
 */
export function microsecondsOf(text: string | null): number | null {
  const match = text === null ? null : ISO.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  const milliseconds = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
  return Number.isNaN(milliseconds) ? null : milliseconds * 1000 + Number(fraction.padEnd(6, '0'));
}

/** The inverse of {@link microsecondsOf} for times in UTC, as Python writes them. */
export function pythonTime(microseconds: number): string {
  const fraction = ((microseconds % 1_000_000) + 1_000_000) % 1_000_000;
  const seconds = new Date((microseconds - fraction) / 1000).toISOString().slice(0, 19);
  return fraction === 0 ? `${seconds}+00:00` : `${seconds}.${String(fraction).padStart(6, '0')}+00:00`;
}

/** ISO 8601 in UTC with milliseconds of a time of the file system. */
export function isoOfNanoseconds(nanoseconds: bigint): string {
  return new Date(Number(nanoseconds / 1_000_000n)).toISOString();
}
