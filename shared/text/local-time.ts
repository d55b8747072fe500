const two = (part: number): string => String(part).padStart(2, '0');

/** The day of a time where the reader is: `2026-11-23`. */
export function localDay(date: Date): string {
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Its hour and minute: `14:32`. */
export function localClock(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The same with the second: `14:32:08`. */
export function localSecond(date: Date): string {
  return `${localClock(date)}:${two(date.getSeconds())}`;
}
