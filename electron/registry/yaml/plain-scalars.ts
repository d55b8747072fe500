/**
 * What an unquoted scalar means to PyYAML's safe loader (YAML 1.1 as PyYAML 6.0.3 reads it:
 * `resolver.py` decides the kind, `constructor.py` makes the value).
 *
 * Values come out as these JavaScript values:
 * - integers beyond 2^53 as the string of their decimal digits, so that no digit is lost;
 * - dates and times as their source text: Stemma needs no dates from unquoted text;
 * - all other numbers as numbers (so `1` and `1.0` are the same), strings, booleans and null as such.
 */

/** Says that PyYAML raises on this text: `=`, `<<` as a value, the date 2024-13-01, the integer `0x_`. */
export const REFUSED: unique symbol = Symbol('refused');

/** Python refuses to convert longer decimal integers (`sys.int_info.default_max_str_digits`). */
const MAX_DIGITS = 4300;

/** More parts than this overflow Python's float; nothing real has more than three. */
const MAX_SEXAGESIMAL_PARTS = 100;

const CONSTANTS = new Map<string, boolean | null>([['~', null]]);
for (const [word, value] of [
  ['null', null],
  ['true', true],
  ['false', false],
  ['yes', true],
  ['no', false],
  ['on', true],
  ['off', false],
] as const) {
  CONSTANTS.set(word, value);
  CONSTANTS.set(word.toUpperCase(), value);
  CONSTANTS.set(word.charAt(0).toUpperCase() + word.slice(1), value);
}
const LONGEST_CONSTANT = 5;

/** All characters of numbers and dates: ids and file names mostly have others. */
const NUMERIC = /^[-+.:_ \t0-9a-fA-FxTtZinIN]+$/;
const FLOAT = /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?)$/;
const SEXAGESIMAL_FLOAT = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*$/;
const INFINITE = /^[-+]?\.(?:inf|Inf|INF)$/;
const NOT_A_NUMBER = /^\.(?:nan|NaN|NAN)$/;
const BINARY = /^[-+]?0b[01_]+$/;
const OCTAL = /^[-+]?0[0-7_]+$/;
const DECIMAL = /^[-+]?(?:0|[1-9][0-9_]*)$/;
const HEXADECIMAL = /^[-+]?0x[0-9a-fA-F_]+$/;
const SEXAGESIMAL = /^[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+$/;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const DATE_TIME =
  /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+]([0-9]{1,2})(?::([0-9]{2}))?))?$/;

/** Whether a plain scalar of this text is one of the constants `null`, `yes`, `off`, ...; undefined if not. */
export function constantOf(text: string): boolean | null | undefined {
  return text.length <= LONGEST_CONSTANT ? CONSTANTS.get(text) : undefined;
}

/** The value of a plain (unquoted) scalar, or {@link REFUSED} where PyYAML raises. */
export function resolvePlain(text: string): unknown {
  const first = text.charCodeAt(0);
  const isNumeric = (first >= 48 && first <= 57) || first === 45 || first === 43 || first === 46;
  if (isNumeric) return resolveNumeric(text, first);
  if (text === '') return null;
  if (text === '<<' || text === '=') return REFUSED;
  const constant = constantOf(text);
  return constant === undefined ? text : constant;
}

/** The value of a text that starts with a digit, a sign or a dot. */
export function resolveNumeric(text: string, first: number): unknown {
  const small = smallInteger(text);
  if (small >= 0) return small;
  if (!NUMERIC.test(text)) return text;
  if (FLOAT.test(text)) return Number(text.includes('_') ? text.replaceAll('_', '') : text);
  if (DECIMAL.test(text)) return integer(text, 0, '');
  if (SEXAGESIMAL_FLOAT.test(text)) return sexagesimalFloat(text);
  if (INFINITE.test(text)) return first === 45 ? -Infinity : Infinity;
  if (NOT_A_NUMBER.test(text)) return NaN;
  if (OCTAL.test(text)) return integer(text, 1, '0o');
  if (BINARY.test(text)) return integer(text, 2, '0b');
  if (HEXADECIMAL.test(text)) return integer(text, 2, '0x');
  if (SEXAGESIMAL.test(text)) return sexagesimal(text);
  if (first >= 48 && first <= 57 && (DATE.test(text) || DATE_TIME.test(text)))
    return isRealTime(text) ? text : REFUSED;
  return text;
}

/** The value of up to 15 decimal digits without a leading zero; -1 for all other texts. */
function smallInteger(text: string): number {
  const { length } = text;
  if (length > 15 || (length > 1 && text.charCodeAt(0) === 48)) return -1;
  let value = 0;
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** An integer as a number where that is exact, else as its decimal digits. */
function exact(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

function integer(text: string, prefixLength: number, javaScriptPrefix: string): unknown {
  const unsigned = text.replaceAll('_', '').replace(/^[-+]/, '');
  const digits = unsigned === '0' ? '0' : unsigned.slice(prefixLength);
  if (digits === '' && prefixLength === 2) return REFUSED;
  if (digits.length > MAX_DIGITS) return REFUSED;
  const magnitude = digits === '' ? 0n : BigInt(javaScriptPrefix + digits);
  return exact(text.startsWith('-') ? -magnitude : magnitude);
}

function sexagesimal(text: string): unknown {
  const parts = text.replaceAll('_', '').replace(/^[-+]/, '').split(':');
  if (text.length > MAX_DIGITS) return REFUSED;
  const magnitude = parts.reduce((sum, part) => sum * 60n + BigInt(part), 0n);
  return exact(text.startsWith('-') ? -magnitude : magnitude);
}

/** Sums in the order in which PyYAML does, so that the last bit is the same. */
function sexagesimalFloat(text: string): unknown {
  const parts = text.replaceAll('_', '').replace(/^[-+]/, '').split(':').reverse();
  if (parts.length > MAX_SEXAGESIMAL_PARTS) return REFUSED;
  let base = 1;
  let sum = 0;
  for (const part of parts) {
    sum += Number(part) * base;
    base *= 60;
  }
  return text.startsWith('-') ? -sum : sum;
}

/** Whether Python's datetime takes the date: PyYAML raises on the 31st of April. */
function isRealTime(text: string): boolean {
  const match = DATE.exec(text) ?? DATE_TIME.exec(text);
  if (match === null) return false;
  const [year, month, day, hour, minute, second, zoneHours, zoneMinutes] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const lastDay = new Date(0);
  lastDay.setUTCFullYear(year ?? 0, month ?? 0, 0);
  return (
    year !== 0 &&
    month !== undefined &&
    month >= 1 &&
    month <= 12 &&
    day !== undefined &&
    day >= 1 &&
    day <= lastDay.getUTCDate() &&
    (hour ?? 0) <= 23 &&
    (minute ?? 0) <= 59 &&
    (second ?? 0) <= 59 &&
    (zoneHours ?? 0) * 60 + (zoneMinutes ?? 0) < 24 * 60
  );
}
