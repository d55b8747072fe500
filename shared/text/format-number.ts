/** How numbers are written. */
export interface NumberOptions {
  /** Digits only, for pipes and terminals without Unicode: thousands are not grouped. */
  readonly ascii?: boolean;
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/** A whole number with its thousands apart by a narrow no-break space (U+202F): `3 107`. */
export function formatCount(count: number, options: NumberOptions = {}): string {
  const digits = String(count);
  return options.ascii === true || !/^-?\d+$/.test(digits)
    ? digits
    : digits.replace(/\B(?=(?:\d{3})+$)/g, '\u202f');
}

/** A size in decimal units with three significant digits: `499 B`, `2.47 kB`, `98.5 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 0) return `-${formatBytes(-bytes)}`;
  let power = 0;
  while (power < UNITS.length - 1 && bytes / 1000 ** power >= (power === 0 ? 1000 : 999.5)) power += 1;
  const value = bytes / 1000 ** power;
  const unit = UNITS[power] ?? '';
  if (power === 0) return `${value} ${unit}`;
  return `${value.toFixed(value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2)} ${unit}`;
}

/** A size to the byte, for tooltips: `2 471 bytes`. */
export function exactBytes(bytes: number, options: NumberOptions = {}): string {
  return `${formatCount(bytes, options)} ${bytes === 1 ? 'byte' : 'bytes'}`;
}
